"""The parts of the SMS addon that need no Odoo."""

from ..world import plain

ADDON = plain.ROOT / "directive_sms"


def load(name):
    """Return the module `directive_sms.<name>` without the addon's models around it."""
    return plain.load("directive_sms", name)
