from odoo import fields, models
from odoo.exceptions import UserError


class DirectiveAcknowledgementCall(models.TransientModel):
    """Notes on a telephone call, entered by the officer who made it."""

    _name = "directive.acknowledgement.call"
    _description = "Telephone Acknowledgement"

    acknowledgement_ids = fields.Many2many(
        "directive.notice.acknowledgement",
        relation="directive_acknowledgement_call_rel",  # Odoo's default name is too long
        string="Called",
    )
    note = fields.Char(
        string="Notes on the call", help="The person who took the call, and their answer."
    )

    def action_confirm(self):
        """Acknowledge in the name of the people called and store the note in their rows."""
        self.ensure_one()
        note = (self.note or "").strip()
        if not note:
            raise UserError(self.env._("Enter briefly who took the call and what they answered."))
        self.acknowledgement_ids._reach(note)
        return {"type": "ir.actions.act_window_close"}
