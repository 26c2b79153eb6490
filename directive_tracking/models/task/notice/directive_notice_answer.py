from odoo import api, fields, models
from odoo.tools import format_date

EXTENSION = "extension"


class DirectiveNoticeAnswer(models.Model):
    """An answer about a task: it is found by it, and may ask for more time."""

    _inherit = "directive.notice.answer"

    task_id = fields.Many2one(
        "directive.task", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    # Evidence stays as it is, whatever becomes of the kind.
    kind = fields.Selection(
        selection_add=[(EXTENSION, "Asks for more time")], ondelete={EXTENSION: lambda rows: None}
    )
    proposed_deadline = fields.Date(readonly=True)

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "task_id.name")

    @api.model
    def _number_paths(self):
        return (*super()._number_paths(), "task_id.number")

    @api.model
    def _copied_columns(self):
        return (*super()._copied_columns(), "task_id")

    def _page_line(self):
        day = self.proposed_deadline
        return super()._page_line() | {"day": day and format_date(self.env, day)}
