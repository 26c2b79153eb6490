from odoo import fields, models

from ...tools.invitation.words import EXCUSED, REFUSED, SUBSTITUTE

STEPS = [
    (SUBSTITUTE, "Send a substitute"),
    (EXCUSED, "Ask to be excused"),
    (REFUSED, "Refuse the substitute"),
]


class DirectiveMeetingReply(models.TransientModel):
    """What an answer to an invitation needs besides a press: who comes instead, or why not."""

    _name = "directive.meeting.reply"
    _description = "Answer to an Invitation (form)"

    participation_id = fields.Many2one(
        "directive.meeting.participation", required=True, ondelete="cascade"
    )
    step = fields.Selection(STEPS, required=True, default=SUBSTITUTE)
    substitute_name = fields.Char(string="Full name")
    substitute_post = fields.Char(string="Post")
    reason = fields.Text()

    def action_send(self):
        """Answer, or decide, as this form says; the participation checks who may."""
        self.ensure_one()
        row, reason = self.participation_id, self.reason or ""
        if self.step == REFUSED:
            row.do_refuse_substitute(reason)
        else:
            row.do_answer(self.step, self.substitute_name or "", self.substitute_post or "", reason)
        return {"type": "ir.actions.act_window_close"}
