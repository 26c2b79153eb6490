"""The names of fields and methods that an addon builds on, read from sources: they belong to none of its rooms."""

import ast
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from .sources import ROOT

LAYERS = ("models", "wizards", "report")
PLAIN = ("*.py", "orm/*.py", "tools/*.py", "addons/base/models/*.py")
DEFINED = re.compile(r"^\s+(?:def )?(\w+)(?:\(| = fields)", re.MULTILINE)


@cache
def odoo_names(manifest):
    """Return the names in Odoo itself and in the addons that this manifest builds on, as a set.

    So are those of our addons that it builds on. Other addons do not count: a task of Odoo's
    Project app is not ours. Odoo is located, not loaded.
    """
    folders = [Path(one) for one in find_spec("odoo").submodule_search_locations]
    paths = [path for folder in folders for place in PLAIN for path in folder.glob(place)]
    for addon in _needed(manifest, folders):
        paths += [path for layer in LAYERS for path in (addon / layer).rglob("*.py")]
    return {name for path in paths for name in DEFINED.findall(path.read_text(encoding="utf-8"))}


def _needed(manifest, folders):
    """Return the folders of the addons in ``folders`` that a manifest needs, directly or not."""
    known, waiting = {}, _depends(manifest)
    while waiting:
        name = waiting.pop()
        places = [*(folder / "addons" / name for folder in folders), ROOT / name]
        found = next((place for place in places if (place / "__manifest__.py").exists()), None)
        if found and name not in known:
            known[name] = found
            waiting += _depends(found / "__manifest__.py")
    return known.values()


def _depends(manifest):
    return list(ast.literal_eval(manifest.read_text(encoding="utf-8")).get("depends", ()))
