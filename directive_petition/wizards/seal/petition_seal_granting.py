from datetime import timedelta

from odoo import api, fields, models

from ...tools.seal.people import DAYS_OF_A_GRANT


class PetitionSealGranting(models.TransientModel):
    """A keeper gives somebody the right to know who denounced, for one matter."""

    _name = "petition.seal.granting"
    _description = "Right to Open a Seal (Form)"

    matter_id = fields.Many2one("petition.matter", required=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", string="Given to", required=True)
    user_ids = fields.Many2many("res.users", compute="_compute_user_ids")
    reason = fields.Text(required=True)
    date_until = fields.Date(
        string="Until",
        required=True,
        default=lambda self: self.env["directive.settings"]._today()
        + timedelta(days=DAYS_OF_A_GRANT),
    )

    @api.depends("matter_id")
    def _compute_user_ids(self):
        for form in self:
            form.user_ids = form.matter_id._possible_holders() - self.env.user

    def action_give(self):
        """Give the right."""
        self.ensure_one()
        self.env["petition.seal.grant"]._give(
            self.matter_id, self.user_id, self.reason, self.date_until
        )
        return {"type": "ir.actions.act_window_close"}
