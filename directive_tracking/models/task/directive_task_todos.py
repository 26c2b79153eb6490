from odoo import models


class DirectiveTask(models.Model):
    _inherit = "directive.task"

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Follow these tasks; a to-do of the product does not make its user a follower."""
        if self.env.context.get("directive_no_follow"):
            return True
        return super().message_subscribe(partner_ids=partner_ids, subtype_ids=subtype_ids)

    def _close_activities(self):
        """Take away the product's to-dos of these tasks: what they asked for is done or void."""
        self.env["mail.activity"]._opened_by_product([self._name], self.ids).unlink()
