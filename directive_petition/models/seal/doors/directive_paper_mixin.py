from dataclasses import fields as parts_of
from dataclasses import is_dataclass

from odoo import models


def texts_of(part):
    """Yield every text that stands on a paper, in the parts of its parts."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, (list, tuple)):
        for one in part:
            yield from texts_of(one)
    elif is_dataclass(part):
        for one in parts_of(part):
            yield from texts_of(getattr(part, one.name))


class DirectivePaperMixin(models.AbstractModel):
    """A paper on a record around a sealed letter is searched before it leaves."""

    _inherit = "directive.paper.mixin"

    def _paper_in_official_language(self):
        paper = super()._paper_in_official_language()
        letters = self._sealed_letters_behind()
        if letters:
            # A name may be spread over lines: it is searched in each and in all together.
            texts = list(texts_of(paper))
            for text in (*texts, "\n".join(texts), self._paper_file_name()):
                letters._refuse_hit(text, self.env._("Document"))
        return paper

    def _sealed_letters_behind(self):
        letters = self.env["petition.letter"]
        if self._name not in self._models_around_letters() or not letters._is_any_sealed():
            return letters
        return self._petition_letters().filtered("is_sealed")
