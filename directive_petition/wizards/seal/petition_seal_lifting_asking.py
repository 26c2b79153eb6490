from odoo import api, fields, models

from ...models.seal.petition_seal_lifting import GROUNDS


class PetitionSealLiftingAsking(models.TransientModel):
    """A holder of a right proposes to lift a seal, as its person wishes."""

    _name = "petition.seal.lifting.asking"
    _description = "Lifting of a Seal (Form)"

    matter_id = fields.Many2one("petition.matter", required=True, ondelete="cascade")
    person_ids = fields.Many2many("petition.person", compute="_compute_person_ids")
    person_id = fields.Many2one(
        "petition.person",
        string="Whose",
        required=True,
        ondelete="cascade",
        domain="[('id', 'in', person_ids)]",
    )
    ground = fields.Selection(GROUNDS, required=True)
    statement = fields.Char(string="Written statement", required=True)
    reason = fields.Text(required=True)

    @api.depends("matter_id")
    def _compute_person_ids(self):
        for form in self:
            form.person_ids = form.matter_id.letter_id.person_ids.filtered("is_sealed")

    def action_propose(self):
        """Propose it to the keepers of identities."""
        self.ensure_one()
        self.env["petition.seal.lifting"]._propose(
            self.matter_id, self.person_id, self.ground, self.statement, self.reason
        )
        return {"type": "ir.actions.act_window_close"}
