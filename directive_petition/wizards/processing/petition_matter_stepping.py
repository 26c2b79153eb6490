from odoo import api, fields, models


class PetitionMatterStepping(models.TransientModel):
    """A matter that many signed does not end because one of them withdraws."""

    _inherit = "petition.matter.stepping"

    is_for_all = fields.Boolean(string="All of them withdraw")
    signers_left = fields.Integer(compute="_compute_signers_left", string="Not withdrawn yet")
    asks_who = fields.Boolean(compute="_compute_signers_left", string="Asks who withdraws")

    @api.depends("matter_id", "verb", "is_for_all")
    def _compute_signers_left(self):
        for form in self:
            asked = form.verb == "withdraw" and form.matter_id._is_handled_here()
            form.signers_left = len(form.matter_id._signers_left()) if asked else 0
            form.asks_who = form.signers_left > 1 and not form.is_for_all

    @api.depends("asks_who")
    def _compute_needs(self):
        super()._compute_needs()
        self.filtered("asks_who").needs = ","

    def action_withdraw_some(self):
        """Record who withdraws instead; the matter goes on for the others."""
        self.ensure_one()
        return self.matter_id.action_withdrawal()

    def action_withdraw_all(self):
        """Go on with the step that ends the matter."""
        self.ensure_one()
        self.is_for_all = True
        return self._shown()
