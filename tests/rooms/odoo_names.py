"""The names of Odoo's own fields and methods, read from its sources: they belong to no room of ours."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

PLACES = ("*.py", "orm/*.py", "tools/*.py", "addons/base/models/*.py", "addons/*/models/**/*.py")
DEFINED = re.compile(r"^\s+(?:def )?(\w+)(?:\(| = fields)", re.MULTILINE)


@cache
def odoo_names():
    """Return them as a set; Odoo is found, not loaded."""
    found = set()
    for folder in map(Path, find_spec("odoo").submodule_search_locations):
        for place in PLACES:
            for path in folder.glob(place):
                found.update(DEFINED.findall(path.read_text(encoding="utf-8")))
    return found
