from odoo import api, models


class DirectiveNoticeAcknowledgement(models.Model):
    """An acknowledgement is found by person, agency or record."""

    _name = "directive.notice.acknowledgement"
    _inherit = ["directive.notice.acknowledgement", "directive.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "partner_id.name")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "agency_id")
