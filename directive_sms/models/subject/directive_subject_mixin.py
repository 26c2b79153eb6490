from odoo import models


class DirectiveSubjectMixin(models.AbstractModel):
    """The template of an SMS about a record."""

    _inherit = "directive.subject.mixin"

    # A telephone shows a message to bystanders: without another word it says that it is there.
    _sms_words = "broadcast"

    def _sms_use(self, is_express):
        """Return the use of the template that words a single message about this record."""
        words = self._sms_words
        if not is_express:
            return words
        return "express" if words == "single" else f"{words}_express"
