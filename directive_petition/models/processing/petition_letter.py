from odoo import models

KEEPER = "directive_petition.group_petition_keeper"


class PetitionLetter(models.Model):
    """Keepers of identities are told at once of whoever writes sealed words: it may be a trial."""

    _inherit = "petition.letter"

    def _tell_of_hit(self, user_id):
        super()._tell_of_hit(user_id)
        today = self.env["directive.settings"]._today()
        for letter in self:
            matter = letter.matter_ids.filtered(lambda one: one.kind == "denunciation")[:1]
            keepers = matter._staff(KEEPER) if matter else []
            if keepers:
                told = {matter.id: keepers}
                matter._tell("petition_hit", told, occurrence=f"{user_id}:{today}")
