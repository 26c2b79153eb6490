from odoo import models


class DirectiveSubjectMixin(models.AbstractModel):
    """What people are told about may ask to be acknowledged, and shows who has done so."""

    _name = "directive.subject.mixin"
    _inherit = ["directive.subject.mixin", "directive.acknowledgement.mixin"]

    def _asks_acknowledgement(self, urgency):
        return self.env["directive.settings"]._asks_acknowledgement(urgency)
