from odoo import fields, models
from odoo.tools import format_date

EXTENSION = "extension"


class DirectiveNoticeAnswer(models.Model):
    """An answer may ask for more time."""

    _inherit = "directive.notice.answer"

    # Evidence stays as it is, whatever becomes of the kind.
    kind = fields.Selection(
        selection_add=[(EXTENSION, "Asks for more time")], ondelete={EXTENSION: lambda rows: None}
    )
    proposed_deadline = fields.Date(readonly=True)

    def _page_line(self):
        day = self.proposed_deadline
        return super()._page_line() | {"day": day and format_date(self.env, day)}
