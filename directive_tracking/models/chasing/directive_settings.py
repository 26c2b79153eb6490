from odoo import models

DEFAULTS = {
    "chase_number_pattern": "{number}/VPUBND-TH",
    "chase_above": "",
    "chase_issuer": "",
    "chase_place": "",
    "chase_posts": "",
    "chase_copies": "",
    "chase_answer_days": 5,
    "chase_pause_days": 10,
    "chase_days_reminder": 5,
    "chase_days_warning": 15,
    "chase_days_ultimatum": 30,
    "explanation_days": 3,
}


class DirectiveSettings(models.AbstractModel):
    """When the Office chases, and what stands on its formal reminders."""

    _inherit = "directive.settings"

    def _defaults(self):
        return super()._defaults() | DEFAULTS

    def _heading(self):
        """Return the heading of what the Office prints: agencies above and issuing, and the place."""
        company = self.env.company
        office = self.env["directive.agency"].search([("kind", "=", "office")], limit=1)
        return {
            "above": self._get("chase_above") or company.name,
            "issuer": self._get("chase_issuer") or office.name or self.env._("Office"),
            "place": self._get("chase_place") or company.city or "",
        }

    def _working_days_from_today(self, key):
        """Return the day so many working days from today as the setting ``key`` says."""
        return self._working_calendar().add(self._today(), self._get(key))
