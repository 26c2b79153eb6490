from odoo import fields, models
from odoo.exceptions import UserError


class DirectiveAcknowledgementCall(models.TransientModel):
    """What was said on the telephone, written down by the officer who called."""

    _name = "directive.acknowledgement.call"
    _description = "Reached by Telephone"

    acknowledgement_ids = fields.Many2many(
        "directive.notice.acknowledgement",
        relation="directive_acknowledgement_call_rel",  # the name Odoo would give is too long
        string="Called",
    )
    note = fields.Char(string="What was said", help="Who took the call, and what he answered.")

    def action_confirm(self):
        """Acknowledge in the name of the people called; the note stands in their rows."""
        self.ensure_one()
        note = (self.note or "").strip()
        if not note:
            raise UserError(
                self.env._("Write in a few words who took the call and what he answered.")
            )
        self.acknowledgement_ids._reach(note)
        return {"type": "ir.actions.act_window_close"}
