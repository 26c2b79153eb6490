from odoo import api, models

from ...tools.seal.people import SEALED_KIND


class PetitionMatter(models.Model):
    """A matter that is a denunciation seals its letter."""

    _name = "petition.matter"
    _inherit = ["petition.matter", "petition.sealed.text.mixin"]
    _sealed_texts = ("content", "object_text")

    @api.model_create_multi
    def create(self, vals_list):
        self._guard_looked_up(vals_list)
        default = None
        if not all(vals.get("kind") for vals in vals_list):
            default = self.default_get(["kind"]).get("kind")
        parts = [
            self._parted_of_denunciation(vals)
            if (vals.get("kind") or default) == SEALED_KIND
            else (vals, {})
            for vals in vals_list
        ]
        matters = super().create([kept for kept, _leaving in parts])
        self.env["petition.seal"]._note_new(matters)
        matters.letter_id._seal_up()
        for matter, (_kept, leaving) in zip(matters, parts, strict=True):
            matter._put_texts(leaving)
        return matters

    @api.model
    def _parted_of_denunciation(self, vals):
        letter = self.env["petition.letter"].browse(vals.get("letter_id") or ())
        return self._parted_texts(vals, letter._scanner())

    def write(self, vals):
        result = super().write(vals)
        if vals.get("kind") == SEALED_KIND:
            self.letter_id._seal_up()
            self._seal_own_texts()
        return result

    def _is_text_sealed(self):
        with_text = self.env["directive.settings"]._denunciations_have_text()
        return self.kind == SEALED_KIND and not with_text

    def _seal_letter(self):
        return self.letter_id
