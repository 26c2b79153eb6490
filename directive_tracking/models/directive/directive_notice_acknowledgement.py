from odoo import api, fields, models


class DirectiveNoticeAcknowledgement(models.Model):
    _inherit = "directive.notice.acknowledgement"

    # A directive's board shows those of its tasks as well.
    directive_id = fields.Many2one(
        "directive.directive", readonly=True, index="btree_not_null", ondelete="restrict"
    )

    @api.model
    def _copied_columns(self):
        return (*super()._copied_columns(), "directive_id")

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "directive_id.subject")

    @api.model
    def _number_paths(self):
        return (*super()._number_paths(), "directive_id.number")
