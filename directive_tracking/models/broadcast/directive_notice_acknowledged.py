from odoo import models


class DirectiveNotice(models.Model):
    _inherit = "directive.notice"

    def _agencies_not_asked(self):
        """Return the agencies told of this broadcast which none of its rows is about."""
        # Who was told is no secret to the system, which settles for everybody.
        rows = self.env["directive.notice.acknowledgement"].sudo()
        asked = rows.search([("notice_id", "in", self.ids)]).agency_id
        return self.broadcast_id.sudo().told_agency_ids - asked
