from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from ....tools.seal.people import HITS_A_DAY

ASKED = "directive_petition.hits"  # of whom it has been asked how often they hit


class PetitionSealHit(models.AbstractModel):
    """Sealed words that somebody wrote: each is kept in the log of readings, though it was refused.

    The refusal itself says that a name is sealed, so nobody may try many.
    """

    _name = "petition.seal.hit"
    _description = "Sealed Words Written"

    @api.model
    def _check_not_guessing(self, letters):
        """Raise if the current user has written sealed words too often today."""
        if self.env.uid == SUPERUSER_ID:
            return  # writes for citizens, who all come by this name, and for scheduled actions
        asked = self.env.cr.precommit.data.setdefault(ASKED, set())
        if self.env.uid in asked:
            return  # in this transaction, which a hit ends
        asked.add(self.env.uid)
        since = fields.Datetime.now() - timedelta(days=1)
        domain = [("user_id", "=", self.env.uid), ("kind", "=", "hit"), ("date", ">=", since)]
        # Everybody's own hits are counted; the log is not theirs to read.
        if self.env["petition.seal.reading"].sudo().search_count(domain) >= HITS_A_DAY:
            raise UserError(
                self.env._(
                    "You have written words that are sealed several times today. Until tomorrow you "
                    "cannot write on letters with a denunciation; the keepers of identities see it."
                )
            )

    @api.model
    def _note_after_rollback(self, letters, where):
        """Write the hit down once the refusal has undone everything else."""
        registry, user, ids = self.env.registry, self.env.uid, letters.ids
        reason = self.env._("Refused: %s", where)

        def note():
            with registry.cursor() as cr:
                # The system keeps the log; the hit is that of the user.
                env = api.Environment(cr, SUPERUSER_ID, {})
                kept = env["petition.letter"].browse(ids).exists()
                env["petition.seal.reading"].with_user(user).sudo()._note(kept, "hit", reason)

        self.env.cr.postrollback.add(note)
