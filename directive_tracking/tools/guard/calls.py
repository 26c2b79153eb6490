"""Sentences for calls from outside that do not fit the method they name, told by their errors."""

import inspect
import re
from collections.abc import Mapping
from traceback import walk_tb

from odoo.fields import Domain
from odoo.tools import LazyTranslate

from .errors import MISFITS, WORKING_OUT
from .ours import is_our_addon

_lt = LazyTranslate(__name__)

# Odoo's functions that call a method for whoever asks from outside.
CALLERS = {
    ("odoo.service.model", "call_kw"),
    ("odoo.addons.rpc.controllers.json2", "web_json_2_rpc"),
}
PRIVATE = re.compile(r"Private methods \(such as '.*?\.([^.']*)'\) cannot be called")
GUARDS = ".models.guard."  # they look at what comes in and pass it on
NAMED = Mapping
NAMES = (list, tuple)
# What Odoo's own methods are given, by the name of the parameter.
KINDS = {
    **dict.fromkeys(("vals", "values", "specification", "fields_spec", "default"), NAMED),
    **dict.fromkeys(("fields", "fields_list", "field_names", "fnames", "views", "data"), NAMES),
    "vals_list": (*NAMES, NAMED),
}


def words_for_call(error):
    """Return what to say of a call that does not fit the method it names, or None."""
    method = _unfit_method(error) if isinstance(error, MISFITS) else None
    if method is None:
        return None
    return _lt(
        "“%(method)s” cannot be called like this: it does not exist here, or its arguments do not "
        "fit.",
        method=method[:80],
    )


def words_for_private(error):
    """Return what to say of a method that nobody may call from outside, or None.

    >>> words = words_for_private("Private methods (such as 'x.y._z') cannot be called remotely.")
    >>> words._translate("en_US")
    '“_z” cannot be called from outside.'
    >>> words_for_private("another")
    """
    found = PRIVATE.match(str(error))
    return found and _lt("“%(method)s” cannot be called from outside.", method=found[1][:80])


def _unfit_method(error):
    """Return the name of the method that was called from outside, if the call was at fault.

    It was where only Odoo's code was at work, or where ours was given another kind of thing.
    """
    frames = [frame for frame, _line in walk_tb(error.__traceback__)]
    places = [(frame.f_globals.get("__name__", ""), frame.f_code.co_name) for frame in frames]
    at = max((at for at, place in enumerate(places) if place in CALLERS), default=None)
    if at is None or not WORKING_OUT.isdisjoint(name for _module, name in places):
        return None
    given = frames[at].f_locals
    if any(map(_is_our_work, places[at + 1 :])) and _fits(given):
        return None
    return str(given.get("name", given.get("__method__")))


def _is_our_work(place):
    """Tell whether a frame is of a method of ours that does more than look at what comes in.

    >>> _is_our_work(("odoo.addons.directive_tracking.models.task.directive_task", "create"))
    True
    >>> _is_our_work(("odoo.addons.directive_tracking.models.guard.values.base_values", "write"))
    False
    >>> _is_our_work(("odoo.orm.models", "read")), _is_our_work(("odoo.addons.mail.x", "read"))
    (False, False)
    """
    addon = place[0].removeprefix("odoo.addons.").partition(".")[0]
    return is_our_addon(addon) and GUARDS not in place[0]


def _fits(given):
    """Tell whether the arguments in the variables of one of ``CALLERS`` are of the right kinds."""
    method = given.get("method") or given["func"]
    try:
        asked = inspect.signature(method).bind(None, *given.get("args", ()), **given["kwargs"])
    except TypeError:
        return False
    return all(map(_is_of_its_kind, asked.arguments.items()))


def _is_of_its_kind(argument):
    """Tell whether a parameter has got what its name says.

    >>> [_is_of_its_kind(("vals", value)) for value in ({}, [], None)]
    [True, False, False]
    >>> [_is_of_its_kind(("vals_list", value)) for value in ({}, [{}], [5], 5)]
    [True, True, False, False]
    >>> [_is_of_its_kind(("fields", value)) for value in (["a"], None, "a", [[1]])]
    [True, False, False, False]
    >>> _is_of_its_kind(("note", 5))
    True
    >>> [_is_of_its_kind(("domain", value)) for value in ([], [("a", "=", 1)], 5, [[1]], ["|"])]
    [True, True, False, False, False]
    """
    name, value = argument
    if name == "domain":
        return _is_domain(value)
    if name not in KINDS:
        return True
    if not isinstance(value, KINDS[name]):
        return False
    inside = {"vals_list": NAMED, "views": NAMES, "data": NAMES}.get(name, str)
    return isinstance(value, Mapping) or all(isinstance(one, inside) for one in value)


def _is_domain(value):
    try:
        Domain(value)
    except (TypeError, ValueError):
        return False
    return True
