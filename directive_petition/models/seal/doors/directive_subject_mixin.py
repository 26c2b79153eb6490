from odoo import models


class DirectiveSubjectMixin(models.AbstractModel):
    """What people are told of a record around a sealed letter is searched first."""

    _inherit = "directive.subject.mixin"

    def _tell(self, event, recipients, occurrence="", urgency="normal", **values):
        texts = [value for value in values.values() if isinstance(value, str)]
        if texts and self._name in self._models_around_letters():
            letters = self.env["petition.letter"]
            if letters._is_any_sealed():
                letters = self._petition_letters().filtered("is_sealed")
                for text in texts if letters else ():
                    letters._refuse_hit(text, self.env._("Message"))
        return super()._tell(event, recipients, occurrence, urgency, **values)
