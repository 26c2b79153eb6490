from odoo import api, models
from odoo.tools import SQL


class DirectiveAgencyMember(models.Model):
    """People who leave their post are soon no longer waited for, even after the last step."""

    _inherit = "directive.agency.member"

    def write(self, vals):
        people = self.partner_id
        result = super().write(vals)
        self._look_again_at(people)
        return result

    def unlink(self):
        people = self.partner_id
        result = super().unlink()
        self._look_again_at(people)
        return result

    @api.model
    def _look_again_at(self, people):
        self.env["directive.notice.acknowledgement"]._look_again(
            SQL("partner_id = ANY(%s)", people.ids)
        )
