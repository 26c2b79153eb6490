from odoo import api, models


class DirectiveNoticeAcknowledgement(models.Model):
    _inherit = "directive.notice.acknowledgement"

    @api.model
    def _awaited(self, notices):
        """Return the pairs (notice, person) and (notice, agency) which are still waited for."""
        rows = self.search([("notice_id", "in", notices.ids), ("state", "=", "waiting")])
        people = {(row.notice_id, row.partner_id) for row in rows}
        return people | {(row.notice_id, row.agency_id) for row in rows if row.agency_id}
