from odoo import api, fields, models

from odoo.addons.directive_tracking.tools.likeness import likeness_key

from ...tools.letter.words import SIGNERS
from ...tools.letter.workflow import TRANSITIONS
from ...tools.reception.likeness import Matter

VISIT = "petition_visit"  # of the context: the visit at which a matter is taken in
ANSWER = "R1"  # Law on Reception of Citizens, article 28, clause 1


class PetitionMatter(models.Model):
    """A matter as the desk compares it, and the visits about it."""

    _inherit = "petition.matter"

    content_key = fields.Text(
        compute="_compute_content_key", store=True, prefetch=False, exportable=False
    )
    visit_ids = fields.One2many("petition.visit", "matter_id", string="Visits", readonly=True)

    @api.depends("content")
    def _compute_content_key(self):
        for matter in self:
            matter.content_key = likeness_key(matter.content)

    def _after_step(self, step):
        """Whoever was received is answered by what is decided about their matter."""
        super()._after_step(step)
        if TRANSITIONS[step.verb].outcome:
            answers = self._clocks().filtered(lambda clock: clock.code == ANSWER)
            answers._stop(step.day)

    def _starts_at_receipt(self):
        """Whoever brought it to the desk is told within a term what becomes of it."""
        visit = self.env.context.get(VISIT)
        # Only our own code can hand over a record.
        known = isinstance(visit, models.BaseModel)
        return super()._starts_at_receipt() + ([(ANSWER, visit.date, None)] if known else [])

    def _as_brought(self):
        """Return this matter as `tools/reception/likeness.py` compares it."""
        people = self.letter_id.person_ids.filtered(lambda one: one.role in SIGNERS)
        return Matter(
            tuple(one._somebody() for one in people[:20] if not one.is_sealed),
            self.object_text or "",
            self.content or "",
        )
