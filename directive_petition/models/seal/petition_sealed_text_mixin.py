from odoo import api, models

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.seal.people import TEXT


class PetitionSealedTextMixin(models.AbstractModel):
    """A record whose texts go into the seal where denunciations are registered without text.

    Where they are registered with it, a text that names a sealed person is kept in the seal and
    blackened on the record.
    """

    _name = "petition.sealed.text.mixin"
    _description = "Texts That May Be Sealed"
    _sealed_texts = ()  # names of the fields with what a letter says

    def write(self, vals):
        if vals.get("letter_id"):
            letter = self.env["petition.letter"].browse(vals["letter_id"])
            self.env["petition.seal"]._move(
                self.filtered(lambda one: one._was_ever_sealed()), letter
            )
        texts = {name: vals[name] for name in self._sealed_texts if vals.get(name)}
        sealed = self.filtered(lambda one: one._is_text_sealed()) if texts else self.browse()
        if not sealed or self._is_writing_bare():
            return super().write(vals)
        for record in sealed:
            record._put_texts(texts)
        super(PetitionSealedTextMixin, self - sealed).write(vals)
        bare = {**vals, **dict.fromkeys(texts, False)}
        return super(PetitionSealedTextMixin, sealed).write(bare)

    def _is_writing_bare(self):
        return self.env.context.get("directive_workflow") is WORKFLOW

    def _was_ever_sealed(self):
        """Tell whether something of this record may be in the seal."""
        return True

    def _is_text_sealed(self):
        """Tell whether the texts of this record are kept in the seal."""
        raise NotImplementedError

    def _seal_letter(self):
        """Return the letter whose seal keeps the texts of this record."""
        raise NotImplementedError

    @api.model
    def _parted_texts(self, vals, scanner):
        """Return ``(vals, leaving)``: what is stored, and the texts that go into the seal."""
        with_text = self.env["directive.settings"]._denunciations_have_text()
        kept, leaving = dict(vals), {}
        for name in self._sealed_texts:
            text = vals.get(name)
            if text and (not with_text or scanner.find(text)):
                leaving[name] = text
                kept[name] = scanner.redact(text) if with_text else False
        return kept, leaving

    def _put_texts(self, texts):
        """Add ``texts`` to those sealed of this record."""
        if texts:
            before = self.env["petition.seal"]._of(self, TEXT)
            values = {**(before._open() if before else {}), **texts}
            self.env["petition.seal"]._put(self, TEXT, values, self._seal_letter(), before)

    def _seal_own_texts(self):
        """Take the texts stored on these records into the seal, as far as they may not stay."""
        for record in self:
            texts = {name: record[name] for name in self._sealed_texts if record[name]}
            scanner = record._seal_letter()._scanner()
            kept, leaving = record._parted_texts(texts, scanner)
            if leaving:
                record._put_texts(leaving)
                known = record.with_context(directive_workflow=WORKFLOW, tracking_disable=WORKFLOW)
                known.write({name: kept[name] for name in leaving})
