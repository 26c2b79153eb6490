from odoo import models
from odoo.fields import Domain


class DirectiveDirective(models.Model):
    _name = "directive.directive"
    _inherit = ["directive.directive", "directive.acknowledgement.mixin"]

    def _ack_domain(self):
        """Return those of the directive itself and of its tasks."""
        return super()._ack_domain() | Domain("directive_id", "in", self.ids)
