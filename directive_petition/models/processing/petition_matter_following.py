from odoo import api, models

from ...tools.letter.workflow import IN_HAND, NEW, RESTORING
from ...tools.processing.clocks import FIRST, SETTLING, VOIDS, ended_by, started_by

FACTS = {"is_remote", "place_id", "complexity", "several_places"}


class PetitionMatter(models.Model):
    """The clocks that follow from the steps of a matter, and from what it is."""

    _inherit = "petition.matter"

    @api.model_create_multi
    def create(self, vals_list):
        matters = super().create(vals_list)
        for matter in matters:
            matter._begin_first_clocks()
        return matters

    def _begin_first_clocks(self):
        """Start the clocks of a matter that was just entered, perhaps from an old register."""
        if self.state in NEW:
            self._begin_clocks("receive", self.date_received)
            self._follow_competence()
            self._end_term_of_complaining()
        elif self.state in IN_HAND and self.date_accepted:
            self._begin_clocks("accept", self.date_accepted)

    def _end_term_of_complaining(self):
        """What was decided at the first level was complained of again: in time, or late."""
        # The first matter may belong to another agency.
        first = self.first_matter_id.sudo()
        first._open_clocks(("K5",))._stop(self.date_received)
        if self.date_known:
            clock = self.env["petition.clock"]._start(self, "K1", self.date_known)
            clock._stop(self.date_received)

    def write(self, vals):
        result = super().write(vals)
        for matter in self:
            matter._follow_facts(vals.keys())
        return result

    def _follow_facts(self, names):
        """Let the clocks follow changes of what the law distinguishes."""
        if self.state in NEW and names & {"kind", "level"}:
            self._open_clocks(FIRST)._void()
            self._begin_clocks("receive", self.date_received)
        if "date_known" in names:
            self._clocks().filtered(lambda clock: clock.code == "K1")._annul()
            self._end_term_of_complaining()
        if names & FACTS:
            changed = self.env._("Remote area, complexity or places were changed.")
            self._clocks()._apply_facts(self._clock_facts(), changed)
        if self.state in NEW and names & {"kind", "is_competent"}:
            self._follow_competence()

    def _follow_competence(self):
        """A denunciation that is not ours is transferred within days of its own term."""
        transfer = self._open_clocks(("T2",))
        if self.kind == "denunciation" and not self.is_competent:
            transfer or self.env["petition.clock"]._start(self, "T2", self.date_received)
        else:
            transfer._void()

    def _open_clocks(self, codes):
        return self._clocks().filtered(
            lambda clock: clock.code in codes and clock.state in ("running", "suspended")
        )

    def _begin_clocks(self, verb, day, step=None):
        """Start the clocks that ``verb`` starts on ``day``."""
        starts = [(code, day, event) for code, event in started_by(verb, self.kind, self.level)]
        if verb == "receive":
            starts += self._starts_at_receipt()
        terms = self.env["petition.term"]
        starts = [one for one in starts if terms._is_law_by(one[0], one[1])]
        return starts and self.env["petition.clock"]._start_all(self, starts, step)

    def _after_step(self, step):
        super()._after_step(step)
        self._move_clocks(step)
        self._draft_paper_of(step)
        self._tell_of(step)

    def _move_clocks(self, step):
        """Stop, suspend or extend the clocks of this matter as ``step`` says."""
        verb, day = step.verb, step.day
        self._open_clocks(ended_by(verb))._stop(day, ended_by_id=step.id)
        if verb == "close":
            self._clocks().filtered("is_duty")._stop(day, ended_by_id=step.id)
        if verb in VOIDS:
            self._clocks()._void(ended_by_id=step.id)
        if verb == "suspend":
            self._clocks()._suspend(day, step.reason, document_number=step.document_number)
        if verb == "resume":
            self._clocks()._resume(day, step.reason, resuming_number=step.document_number)
        if verb == "extend":
            self._extend_clocks(step)
        if verb in RESTORING:
            self._restore_clocks(step)
        self._begin_clocks(verb, day, step)

    def _extend_clocks(self, step):
        """Extend the term of settling; a decision beyond the law has no effect, and says so."""
        day = step.document_date or step.day
        clocks = self._open_clocks(SETTLING)
        number = step.document_number
        clocks._extend(step.extension_days, day, step.reason, document_number=number)
