from odoo import models

from .directive_broadcast_sending import STAYS_TRUE


class DirectiveNotice(models.Model):
    _inherit = "directive.notice"

    def _irrelevant_reason(self):
        """Return why this notice is no longer worth sending, or False."""
        if self._is_withdrawn():
            return self.env._("The broadcast has been withdrawn.")
        return super()._irrelevant_reason()

    def _is_withdrawn(self):
        """Tell whether what this notice says has been taken back."""
        is_over = self.broadcast_id.state == "cancelled" and self.event not in STAYS_TRUE
        return is_over or super()._is_withdrawn()
