from odoo import fields, models


class DirectiveMessageCorrection(models.TransientModel):
    """A correction of one's own message, posted as a new message."""

    _name = "directive.message.correction"
    _description = "Message Correction"

    message_id = fields.Many2one("mail.message", required=True, readonly=True, ondelete="cascade")
    body = fields.Html(related="message_id.body", string="Original message", related_sudo=False)
    text = fields.Text(string="Correct text", required=True)

    def action_correct(self):
        """Post the correction; the message checks its author."""
        self.ensure_one()
        self.message_id.action_directive_correct(self.text)
        return {"type": "ir.actions.act_window_close"}
