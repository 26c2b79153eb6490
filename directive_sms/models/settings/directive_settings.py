from odoo import models

PREFIX = "directive_sms."
AUDIENCES = [
    ("head", "Heads of agencies"),
    ("head_deputy", "Heads and deputies"),
    ("everyone", "All recipients of the rule"),
]
DEFAULTS = {
    "audience": "head",
    "express": True,
    "on_request": True,
    "daily_cap": 10,
    "local_hosts": "",
}


class DirectiveSettings(models.AbstractModel):
    """The SMS settings, in addition to those of the product."""

    _inherit = "directive.settings"

    def _get_sms(self, key):
        """Return the SMS setting ``key`` in the type of its default."""
        return self._read_setting(PREFIX + key, DEFAULTS[key])

    def _sms_local_hosts(self):
        """Return the hosts allowed without https: gateways in the own network."""
        return frozenset(self._get_sms("local_hosts").replace(",", " ").split())
