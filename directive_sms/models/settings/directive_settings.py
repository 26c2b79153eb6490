from odoo import models

PREFIX = "directive_sms."
AUDIENCES = [
    ("head", "Heads of agencies"),
    ("head_deputy", "Heads and deputies"),
    ("everyone", "Everyone the rule names"),
]
DEFAULTS = {
    "audience": "head",
    "express": True,
    "on_request": True,
    "daily_cap": 10,
    "local_hosts": "",
}


class DirectiveSettings(models.AbstractModel):
    """The settings of SMS, beside those of the product."""

    _inherit = "directive.settings"

    def _get_sms(self, key):
        """Return the SMS setting ``key`` in the type of its default."""
        return self._read_setting(PREFIX + key, DEFAULTS[key])

    def _sms_local_hosts(self):
        """Return the hosts that may be spoken to without https: gateways of one's own house."""
        return frozenset(self._get_sms("local_hosts").replace(",", " ").split())
