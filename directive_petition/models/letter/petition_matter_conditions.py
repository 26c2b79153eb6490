from odoo import models
from odoo.exceptions import UserError

from ...tools.letter.words import SIGNERS, representatives

NEED_SIGNATURE = ("complaint", "denunciation")


class PetitionMatter(models.Model):
    """What the law asks before a matter is accepted."""

    _inherit = "petition.matter"

    def _faults_of_acceptance(self):
        """Return what stands in the way of accepting this matter, as sentences."""
        checks = (
            (not self.is_competent, self._fault_of_competence),
            (not self.subject_id, self._fault_of_subject),
            (not self._has_a_known_signer(), self._fault_of_signature),
            (not self._is_represented(), self._fault_of_representatives),
        )
        return [fault() for applies, fault in checks if applies]

    def _has_a_known_signer(self):
        """Tell whether somebody known has signed (Laws on Complaints, 8, on Denunciations, 22-23)."""
        letter = self.letter_id
        if self.kind not in NEED_SIGNATURE:
            return True
        people = letter.person_ids.filtered(lambda one: one.role in SIGNERS)
        return letter.is_signed and not letter.is_anonymous and bool(people)

    def _is_represented(self):
        """Tell whether a group that complains has appointed its representatives."""
        letter = self.letter_id
        if self.kind != "complaint" or not letter.is_group:
            return True
        fewest, most = representatives(letter.persons_count)
        return fewest <= letter._representative_count() <= most

    def _fault_of_competence(self):
        return self.env._("It is not within the competence of this agency: transfer it or guide.")

    def _fault_of_subject(self):
        return self.env._("Choose its subject.")

    def _fault_of_signature(self):
        return self.env._(
            "A complaint or denunciation needs a person who is known and has signed; without one, "
            "a denunciation can be passed on as information."
        )

    def _fault_of_representatives(self):
        fewest, most = representatives(self.letter_id.persons_count)
        return self.env._(
            "%(count)s people must appoint %(fewest)s to %(most)s representatives among them: tick "
            "them in the letter.",
            count=self.letter_id.persons_count,
            fewest=fewest,
            most=most,
        )

    def _check_conditions(self):
        """Raise all that stands in the way of accepting this matter."""
        self.letter_id._hold_and_touch()
        if faults := self._faults_of_acceptance():
            raise UserError("\n".join(faults))
