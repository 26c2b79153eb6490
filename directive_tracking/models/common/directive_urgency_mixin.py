from odoo import api, fields, models

from ...tools.urgency import URGENCIES, urgency_of


class DirectiveUrgencyMixin(models.AbstractModel):
    """Records whose text sets the urgency, until a person chooses another one."""

    _name = "directive.urgency.mixin"
    _description = "Urgency from Text"
    _urgency_words = ()  # paths of the texts to check
    _usual_urgency = "normal"

    urgency = fields.Selection(
        URGENCIES,
        required=True,
        compute="_compute_urgency",
        store=True,
        readonly=False,
        precompute=True,
    )

    @api.depends(lambda self: self._urgency_words)
    def _compute_urgency(self):
        for record in self:
            said = urgency_of(*record._urgency_texts()) if record._follows_words() else None
            record.urgency = said or record.urgency or self._usual_urgency

    def _urgency_texts(self):
        return [text for path in self._urgency_words for text in self.mapped(path)]

    def _follows_words(self):
        """Tell whether a text change may change the urgency: no person has chosen one."""
        return self.urgency in (False, self._usual_urgency)
