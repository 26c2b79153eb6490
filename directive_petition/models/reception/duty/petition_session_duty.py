from odoo import api, fields, models

from ....tools.reception.duty import last_of


class PetitionSession(models.Model):
    """Says on a session how many reception days its month still asks of the head."""

    _inherit = "petition.session"

    duty_warning = fields.Char(compute="_compute_duty_warning")

    @api.depends("agency_id", "date", "state", "kind")
    def _compute_duty_warning(self):
        for one in self:
            one.duty_warning = bool(one.agency_id and one.date) and one._duty_in_words()

    def _duty_in_words(self):
        first, last = self.date.replace(day=1), last_of(self.date)
        duties = self.env["petition.reception.duty"]
        # Of which kind an agency is, is known to all.
        agency = self.agency_id.sudo()
        states = ("planned", "held", "concluded")
        asked, _held, kept = duties._balances(first, last, agency, states)[agency.id]
        if kept >= asked:
            return False
        return self.env._(
            "In %(month)s the head receives citizens on at least %(asked)s days; %(kept)s are held "
            "or planned: plan %(left)s more.",
            month=f"{self.date:%m/%Y}",
            asked=asked,
            kept=kept,
            left=asked - kept,
        )
