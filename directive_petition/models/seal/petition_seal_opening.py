from odoo import api, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import format_date

from ...tools.seal.people import PERSON, TEXT


class PetitionSealOpening(models.AbstractModel):
    """Opens seals for a holder of a right: each time asked, logged, and then shown."""

    _name = "petition.seal.opening"
    _description = "Opening of a Seal"

    @api.model
    def _open(self, matter, reason):
        """Return the people and texts sealed in the letter of ``matter``, and its papers."""
        letter = matter.letter_id
        grant = self._log(matter, "identity", reason)
        return {
            "people": self._people(letter),
            "texts": self._texts(letter),
            # Papers in the seal are shown to the holder of the right that was just logged.
            "papers": letter.sudo().paper_ids.filtered("is_in_seal"),
            "grant": grant,
        }

    @api.model
    def _open_original(self, matter, paper_id, reason):
        """Return ``(name, content)`` of a sealed original of this matter's letter."""
        # Of this letter alone, whatever id is named.
        papers = matter.letter_id.sudo().paper_ids.filtered("is_in_seal")
        paper = papers.filtered(lambda one: one.id == paper_id)
        if not paper:
            raise AccessError(self.env._("There is no such paper in the seal of this letter."))
        self._log(matter, "file", reason, paper.name)
        return paper._original()

    @api.model
    def _log(self, matter, kind, reason, what=None):
        """Check the right of the current user, and write their reading down."""
        matter.with_env(self.env).check_access("read")
        reason = self._typed_text(reason)
        grant = self.env["petition.seal.grant"]._check_held(matter.letter_id)
        if not reason:
            raise ValidationError(self.env._("Enter why you have to know it now."))
        self.env["petition.seal.reading"]._note(
            matter.letter_id, kind, reason, matter_id=matter.id, grant_id=grant.id, what=what
        )
        return grant

    @api.model
    def _people(self, letter):
        """Return ``[(code, [(label, value)])]`` of the sealed people."""
        # Those who hold the right see all who are sealed in the letter.
        sealed = letter.sudo().person_ids.filtered("is_sealed")
        return [(one.name, self._labelled(one, self._opened(one, PERSON))) for one in sealed]

    @api.model
    def _texts(self, letter):
        """Return ``[(name, [(label, text)])]`` of the sealed texts of the letter and around it."""
        found = []
        for seal in self.env["petition.seal"]._newest(letter, (TEXT,)):
            record = seal._record()
            found.append((record.display_name, self._labelled(record, seal._open())))
        return found

    @api.model
    def _opened(self, record, kind):
        seal = self.env["petition.seal"]._of(record, kind)
        return seal._open() if seal else {}

    @api.model
    def _labelled(self, record, values):
        return [
            (field._description_string(self.env), self._shown(field, values[name]))
            for name, field in record._fields.items()
            if name in values
        ]

    @api.model
    def _shown(self, field, value):
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "date":
            return format_date(self.env, value)
        return value
