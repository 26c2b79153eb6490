from odoo import models


class DirectiveDirective(models.Model):
    _inherit = "directive.directive"

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Follow these directives; a to-do of the product does not make its user a follower."""
        if self.env.context.get("directive_no_follow"):
            return True
        return super().message_subscribe(partner_ids=partner_ids, subtype_ids=subtype_ids)
