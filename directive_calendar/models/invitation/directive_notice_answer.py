from odoo import fields, models

from ...tools.invitation.words import ATTENDS, EXCUSED, SUBSTITUTE


class DirectiveNoticeAnswer(models.Model):
    """An answer may say who comes to a meeting."""

    _inherit = "directive.notice.answer"

    # Evidence stays as it is, whatever becomes of the kind.
    kind = fields.Selection(
        selection_add=[
            (ATTENDS, "Will attend"),
            (SUBSTITUTE, "Sends a substitute"),
            (EXCUSED, "Asks to be excused"),
        ],
        ondelete=dict.fromkeys((ATTENDS, SUBSTITUTE, EXCUSED), lambda rows: None),
    )
