from odoo import api, fields, models

from .directive_sending_check import SEVERITIES


class DirectiveSendingCheckLine(models.TransientModel):
    """One problem with sending, and the action that opens it."""

    _name = "directive.sending.check.line"
    _description = "Sending Problem"

    check_id = fields.Many2one(
        "directive.sending.check", required=True, readonly=True, ondelete="cascade", index=True
    )
    severity = fields.Selection(SEVERITIES, required=True, readonly=True)
    sentence = fields.Text(string="Finding", required=True, readonly=True)
    remedy = fields.Text(string="Recommended action", readonly=True)
    action = fields.Json(readonly=True)
    can_open = fields.Boolean(compute="_compute_can_open")

    @api.depends("action")
    def _compute_can_open(self):
        for line in self:
            line.can_open = bool(line.action)

    def action_open(self):
        """Open the records of this line."""
        self.ensure_one()
        return self.action or False
