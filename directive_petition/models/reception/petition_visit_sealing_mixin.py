from odoo import api, models

from ...tools.reception.words import ROLE_OF, VISITOR
from ...tools.seal.people import PERSON, SEALED_KIND, TEXT
from ...tools.seal.scanner import Scanner


class PetitionVisitSealingMixin(models.AbstractModel):
    """A visit to denounce keeps no name, and no text unless the Office decided otherwise."""

    _name = "petition.visit.sealing.mixin"
    _description = "Sealed Visit"
    _inherit = ["petition.sealed.text.mixin"]
    _sealed_texts = (
        *("content", "object_text", "resolved_by_text", "note", "answer"),
        *("refusal_reason", "appointment_text", "guided_to_text"),
    )

    @api.model_create_multi
    def create(self, vals_list):
        self._guard_looked_up(vals_list)
        visits = self.browse()
        for vals in vals_list:
            kept, leaving = vals, {}
            if vals.get("kind") == SEALED_KIND:
                kept, leaving = self._parted_texts(vals, self._typed_scanner(vals))
            visit = super().create([kept])
            visit._put_texts(leaving)
            visits |= visit
        return visits

    @api.model
    def _typed_scanner(self, vals):
        """Return the scanner of the words by which the person typed on a visit is known."""
        return Scanner([{name: vals[own] for own, name in VISITOR.items() if vals.get(own)}], [])

    def write(self, vals):
        texts = {name: vals[name] for name in self._sealed_texts if vals.get(name)}
        sealed = self.filtered(lambda one: one.kind == SEALED_KIND)
        if texts and sealed and not self._is_writing_bare():
            for visit in sealed:
                super(PetitionVisitSealingMixin, visit).write(
                    {**vals, **visit._without_sealed(texts)}
                )
            super(PetitionVisitSealingMixin, self - sealed).write(vals)
        else:
            super().write(vals)
        if vals.get("kind") == SEALED_KIND:
            (self - sealed)._seal_visits()
        return True

    def _seal_visits(self):
        """Seal who came and what they said: it has become a denunciation."""
        roles = set(ROLE_OF.values())
        for visit in self:
            visit.person_ids.filtered(lambda one: one.role in roles).role = ROLE_OF[SEALED_KIND]
            visit.person_ids._seal_as_stored()
            visit._seal_own_texts()

    def _seal_own_texts(self):
        """Take the texts stored on these visits into the seal, as far as they may not stay."""
        for visit in self:
            texts = {name: visit[name] for name in self._sealed_texts if visit[name]}
            kept = visit._without_sealed(texts)
            visit._record({name: kept[name] for name in texts if kept[name] != texts[name]})

    def _without_sealed(self, texts):
        """Return ``texts`` as they may stand on this visit; what may not is sealed."""
        if self.kind != SEALED_KIND or not texts:
            return texts
        kept, leaving = self._parted_texts(texts, self._visit_scanner())
        self._put_texts(leaving)
        return kept

    def _is_text_sealed(self):
        """The texts of a visit are parted before they are written."""
        return False

    def _was_ever_sealed(self):
        """Tell whether this visit is a denunciation, or was one: then its people are sealed."""
        # The clerk need not see the people of a sealed visit to be told that it is one.
        return self._is_without_text() or any(self.sudo().person_ids.mapped("is_sealed"))

    def _is_without_text(self):
        return self.kind == SEALED_KIND

    def _seal_letter(self):
        return self.letter_id

    def _visit_scanner(self):
        """Return the scanner of the words by which the people of this visit are known."""
        seals = self.env["petition.seal"]
        sealed = self.person_ids.filtered("is_sealed")
        others = (self.person_ids - sealed).mapped("name")
        return Scanner([seals._of(one, PERSON)._open() for one in sealed], others)

    def _hand_on_texts(self, matter):
        """What was said at the desk goes on under the seal of the letter."""
        if not self._was_ever_sealed():
            return
        if seal := self.env["petition.seal"]._of(self, TEXT):
            texts = seal._open()
            told = ("content", "object_text")
            matter._put_texts({name: texts[name] for name in told if texts.get(name)})
