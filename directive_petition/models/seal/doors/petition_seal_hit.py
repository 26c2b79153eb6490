from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from ....tools.seal.people import HITS_A_DAY

COUNTED = "directive_petition.hits"


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
        hits = self._counted()
        if self.env.uid not in hits:
            since = fields.Datetime.now() - timedelta(days=1)
            domain = [("user_id", "=", self.env.uid), ("kind", "=", "hit"), ("date", ">=", since)]
            # Everybody's own hits are counted; the log is not theirs to read.
            hits[self.env.uid] = self.env["petition.seal.reading"].sudo().search_count(domain)
        if hits[self.env.uid] >= HITS_A_DAY:
            raise UserError(
                self.env._(
                    "You have written words that are sealed several times today. Until tomorrow you "
                    "cannot write on letters with a denunciation; the keepers of identities see it."
                )
            )

    @api.model
    def _counted(self):
        """Return ``{user: hits}`` of this transaction, which a savepoint does not take back."""
        return self.env.cr.postrollback.data.setdefault(COUNTED, {})

    @api.model
    def _note_at_the_end(self, letters, where):
        """Write the hit down once the transaction is over.

        The refusal undoes it, as a rule; a loader of rows goes on after a refused one and keeps it.
        """
        hits = self._counted()
        hits[self.env.uid] = hits.get(self.env.uid, 0) + 1
        registry, user, ids = self.env.registry, self.env.uid, letters.ids
        reason = self.env._("Refused: %s", where)

        def note():
            with registry.cursor() as cr:
                # The system keeps the log; the hit is that of the user.
                env = api.Environment(cr, SUPERUSER_ID, {})
                kept = env["petition.letter"].browse(ids).exists()
                env["petition.seal.reading"].with_user(user).sudo()._note(kept, "hit", reason)
                kept._tell_of_hit(user)

        # Of the two, the transaction runs the one and forgets the other.
        self.env.cr.postrollback.add(note)
        self.env.cr.postcommit.add(note)
