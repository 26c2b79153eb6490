"""Tests that open a browser, told from the methods they call."""

PRESSING = {"start_tour", "browser_js"}


def opens_a_browser(suite):
    """Tell whether a test opens a browser: before such tests, Odoo builds all scripts and styles."""
    return any(_presses(kind) for kind in {type(test) for test in suite})


def _presses(kind):
    methods = (one for base in kind.__mro__ if _is_of_addon(base) for one in vars(base).values())
    codes = (getattr(one, "__code__", None) for one in methods)
    return any(PRESSING.intersection(code.co_names) for code in codes if code)


def _is_of_addon(kind):
    return kind.__module__.startswith("odoo.addons.")
