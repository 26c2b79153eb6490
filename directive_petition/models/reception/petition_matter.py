from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.directive_tracking.tools.likeness import likeness_key

from ...tools.letter.words import SIGNERS
from ...tools.letter.workflow import TRANSITIONS
from ...tools.reception.likeness import Matter, shorten

VISIT = "petition_visit"  # of the context: the visit at which a matter is taken in
NEAR = "petition_near"  # of the context: the matters that a visit most likely belongs to
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

    @api.depends_context(NEAR)
    def _compute_display_name(self):
        """Where a clerk chooses between matters, a number alone says nothing."""
        super()._compute_display_name()
        if NEAR in self.env.context:
            readable = self.filtered("id").sudo(False)._filtered_access("read")
            for matter in readable.with_env(self.env):
                matter.display_name = " · ".join(matter._described())

    def _described(self):
        kind = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        if self.kind == "denunciation":
            return self.number, kind
        return filter(None, (self.number, kind, self.object_text, shorten(self.content)))

    @api.model
    @api.readonly
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Name first, at the desk, the matters that the visit most likely belongs to."""
        near = [one for one in self.env.context.get(NEAR) or () if type(one) is int]
        found = super().name_search(name, domain, operator, limit)
        if not near:
            return found
        wanted = Domain(domain or Domain.TRUE) & Domain("id", "in", near)
        first = super().name_search(name, wanted, operator, limit)
        first.sort(key=lambda row: near.index(row[0]))
        return (first + [row for row in found if row not in first])[:limit]

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
