"""The addon's parts that need no Odoo, imported as they are."""

import importlib
import sys
import types
from pathlib import Path

ADDON = Path(__file__).resolve().parents[2] / "directive_sms"


def load(name):
    """Return the module `directive_sms.<name>` without the addon's models around it."""
    if "plain_sms" not in sys.modules:
        package = types.ModuleType("plain_sms")
        package.__path__ = [str(ADDON)]
        sys.modules["plain_sms"] = package
    return importlib.import_module(f"plain_sms.{name}")
