"""The parts of the addons that need no Odoo, imported as they are."""

import importlib
import sys
import types
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_TRACKING = "odoo.addons.directive_tracking"


def load(addon, name):
    """Return the module `<addon>.<name>` without the addon's models around it."""
    outer = f"plain_{addon}"
    if outer not in sys.modules:
        sys.modules[outer] = _package(outer, ROOT / addon)
    with _tools_of_tracking():
        return importlib.import_module(f"{outer}.{name}")


@contextmanager
def _tools_of_tracking():
    """Let plain modules import the main addon's tools, without its models either.

    Afterwards the name is free again: a test may load Odoo itself in this process.
    """
    if _TRACKING in sys.modules:
        yield
        return
    before = set(sys.modules)
    sys.modules[_TRACKING] = _package(_TRACKING, ROOT / "directive_tracking")
    try:
        yield
    finally:
        for name in set(sys.modules) - before:
            if name.startswith(_TRACKING):
                del sys.modules[name]


def _package(name, folder):
    package = types.ModuleType(name)
    package.__path__ = [str(folder)]
    return package
