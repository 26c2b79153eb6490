from odoo import api, models
from odoo.fields import Command

from ...tools.seal.people import SEALED_KIND, is_sealed_role, split
from ...tools.seal.scanner import Scanner


class PetitionVisit(models.Model):
    """A visit with a denunciation: its people are sealed at once, its texts as those of a letter."""

    _name = "petition.visit"
    _inherit = ["petition.visit", "petition.sealed.text.mixin"]
    _sealed_texts = ("content", "object_text", "resolved_by_text")

    @api.model_create_multi
    def create(self, vals_list):
        parts = [self._parted_visit(vals) for vals in vals_list]
        visits = super().create([kept for kept, _leaving in parts])
        for visit, (_kept, leaving) in zip(visits, parts, strict=True):
            visit._put_texts(leaving)
        return visits

    @api.model
    def _parted_visit(self, vals):
        if vals.get("kind") != SEALED_KIND:
            return vals, {}
        names = self.env["petition.person"]._identity_names()
        people = [line[2] for line in vals.get("person_ids") or () if line[0] == Command.CREATE]
        hidden = [split(one, names)[0] for one in people if is_sealed_role(one.get("role"))]
        return self._parted_texts(vals, Scanner(hidden))

    def write(self, vals):
        result = super().write(vals)
        if vals.get("kind") == SEALED_KIND:
            self.person_ids._seal_where_sealed()
            self._seal_own_texts()
        return result

    def _is_text_sealed(self):
        with_text = self.env["directive.settings"]._denunciations_have_text()
        return self.kind == SEALED_KIND and not with_text

    def _seal_letter(self):
        return self.letter_id
