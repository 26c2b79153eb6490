"""The addon's parts that need no Odoo, imported as they are."""

import importlib
import sys
import types
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDON = ROOT / "directive_sms"
TRACKING = "odoo.addons.directive_tracking"


def load(name):
    """Return the module `directive_sms.<name>` without the addon's models around it."""
    if "plain_sms" not in sys.modules:
        sys.modules["plain_sms"] = _package("plain_sms", ADDON)
    with _tools_of_tracking():
        return importlib.import_module(f"plain_sms.{name}")


@contextmanager
def _tools_of_tracking():
    """Let plain modules import the other addon's tools, without its models either.

    Afterwards the name is free again: a test may load Odoo itself in this process.
    """
    if TRACKING in sys.modules:
        yield
        return
    before = set(sys.modules)
    sys.modules[TRACKING] = _package(TRACKING, ROOT / "directive_tracking")
    try:
        yield
    finally:
        for name in set(sys.modules) - before:
            if name.startswith(TRACKING):
                del sys.modules[name]


def _package(name, folder):
    package = types.ModuleType(name)
    package.__path__ = [str(folder)]
    return package
