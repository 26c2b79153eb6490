from odoo import models

from ...tools.chasing.grades import symbol_without

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
        return {
            "above": self._get("chase_above") or company.name,
            "issuer": self._get("chase_issuer") or self._office_name(),
            "place": self._get("chase_place") or company.city or "",
        }

    def _office_name(self):
        office = self.env["directive.agency"].search([("kind", "=", "office")], limit=1)
        return office.name or self.env._("Office")

    def _symbol_without(self, letters):
        """Return the symbol of a document of the Office that has no number yet."""
        return symbol_without(letters, self._get("chase_number_pattern"))

    def _working_days_from_today(self, key):
        """Return the day so many working days from today as the setting ``key`` says."""
        return self._working_calendar().add(self._today(), self._get(key))
