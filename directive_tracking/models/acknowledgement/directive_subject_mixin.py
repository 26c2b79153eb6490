from odoo import models


class DirectiveSubjectMixin(models.AbstractModel):
    """Acknowledgement of subjects of notices, with the people who have acknowledged."""

    _name = "directive.subject.mixin"
    _inherit = ["directive.subject.mixin", "directive.acknowledgement.mixin"]

    def _asks_acknowledgement(self, urgency):
        return self.env["directive.settings"]._asks_acknowledgement(urgency)
