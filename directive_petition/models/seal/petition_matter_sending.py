from odoo import models

from ...tools.seal.people import SEALING, TEXT


class PetitionMatter(models.Model):
    """What was sent to another agency goes on under its seal there; its own keepers give rights."""

    _inherit = "petition.matter"

    def action_register_here(self):
        # Whether it is sealed does not depend on who takes it over.
        if not self.sudo().letter_id.is_sealed:
            return super().action_register_here()
        sealing = self.with_context(petition_sealing=SEALING)
        action = super(PetitionMatter, sealing).action_register_here()
        # Who takes the letter over may open nothing of it; the system hands it on.
        letter = sealing.env["petition.letter"].sudo().browse(action["res_id"])
        letter._seal_as_told()
        self.sudo()._hand_on_texts(letter)
        return action

    def _hand_on_texts(self, letter):
        taken = letter.matter_ids.filtered(lambda one: one.origin_matter_id == self)
        for before, after in ((self, taken), (self.letter_id, letter)):
            if seal := self.env["petition.seal"]._of(before, TEXT):
                after._put_texts(seal._open())
