"""Reading the tables of the addons, and the models and methods they have to cover."""

import csv
from importlib import import_module
from pathlib import Path

from odoo.exceptions import AccessError
from odoo.modules import Manifest
from odoo.service.model import get_public_method

OURS = "directive_"  # prefix of the addons of this suite and of their extensions
_PUBLIC = {}  # the public methods of each class of a model


def addons(env):
    """Return the installed addons of the suite, the lowest first."""
    found = env["ir.module.module"].sudo().search([("state", "=", "installed")], order="id")
    names = [name for name in found.mapped("name") if folder_of(name).exists()]
    return sorted(names, key=lambda name: (name != "directive_tracking", name))


def folder_of(addon):
    manifest = Manifest.for_addon(addon, display_warning=False)
    return Path(manifest.path if manifest else "/nonexistent") / "tests" / "matrix"


def rows(env, name, only=None):
    """Return the rows of the table ``name`` as dictionaries, of all addons or of one."""
    found = []
    for addon in addons(env) if only is None else [only]:
        path = folder_of(addon) / f"{name}.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                found += [{**row, "addon": addon} for row in csv.DictReader(file)]
    return found


def records(case, only=None):
    """Return ``{name: record}`` as made by every addon, or by one."""
    made = {}
    for addon in addons(case.env) if only is None else [only]:
        if (folder_of(addon) / "records.py").exists():
            made |= import_module(f"odoo.addons.{addon}.tests.matrix.records").make(case)
    return made


def entered(case):
    """Return ``{model: values}`` with which agency A enters one more row, as other addons tell it."""
    made = {}
    for addon in addons(case.env):
        if (folder_of(addon) / "records.py").exists():
            module = import_module(f"odoo.addons.{addon}.tests.matrix.records")
            made |= module.entered(case) if hasattr(module, "entered") else {}
    return made


def is_ours(model):
    return model._original_module.startswith(OURS)


def models(env, only=None):
    """Return the names of the suite's own models that hold records, of all addons or of one."""
    return sorted(
        name
        for name, model in env.registry.items()
        if is_ours(model) and not model._abstract and only in (None, model._original_module)
    )


def services(env, only=None):
    """Return the names of the suite's models without records, which answer by their methods."""
    return sorted(
        name
        for name, model in env.registry.items()
        if is_ours(model) and model._abstract and only in (None, model._original_module)
    )


def steps(model, only=None):
    """Return the public methods that an addon of the suite, or this one, was the first to have."""
    start = f"odoo.addons.{only or OURS}"
    return [name for name in public_methods(model) if _origin(model, name).startswith(start)]


def _origin(model, method):
    first = [one for one in type(model).mro() if method in one.__dict__][-1]
    return first.__module__


def calls(case, only=None):
    """Return ``{(model, method): arguments}`` that a service answers, of every addon or of one."""
    made = {}
    for addon in addons(case.env) if only is None else [only]:
        if (folder_of(addon) / "records.py").exists():
            module = import_module(f"odoo.addons.{addon}.tests.matrix.records")
            made |= getattr(module, "calls", lambda case: {})(case)
    return made


def links(case, only=None):
    """Return ``{method and route: links}`` of what asks for no login, of every addon or of one."""
    made = {}
    for addon in addons(case.env) if only is None else [only]:
        if (folder_of(addon) / "links.py").exists():
            made |= import_module(f"odoo.addons.{addon}.tests.matrix.links").make(case)
    return made


def public_methods(model):
    """Return the methods of ``model`` callable over RPC, by Odoo's own rule."""
    kind = type(model)
    if kind not in _PUBLIC:
        _PUBLIC[kind] = [name for name in dir(kind) if _is_public(model, name)]
    return _PUBLIC[kind]


def _is_public(model, name):
    try:
        return bool(get_public_method(model, name))
    except (AccessError, AttributeError):
        return False
