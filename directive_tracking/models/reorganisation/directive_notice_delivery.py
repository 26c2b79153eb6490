from odoo import api, fields, models


class DirectiveNoticeDelivery(models.Model):
    """A row of the ledger says the agency by its name of that day."""

    _inherit = "directive.notice.delivery"

    agency_name = fields.Char(
        string="Agency at that time",
        compute="_compute_agency_name",
        help="Under the name it had that day.",
    )

    @api.depends("agency_id", "date_queued")
    def _compute_agency_name(self):
        for row in self:
            row.agency_name = row.agency_id._name_on(row.date_queued)
