from odoo import api, models

from ..notice.directive_notice_app import ACTIVITY_TYPE


class DirectiveTask(models.Model):
    _inherit = "directive.task"

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Follow these tasks; a to-do of the product does not make its user a follower."""
        if self.env.context.get("directive_no_follow"):
            return True
        return super().message_subscribe(partner_ids=partner_ids, subtype_ids=subtype_ids)

    @api.private
    def _close_activities(self):
        """Take away the product's to-dos of these tasks: what they asked for is done or void."""
        # To-dos belong to their users; the step that ends them was checked before.
        self.env["mail.activity"].sudo().search(
            [
                (
                    "activity_type_id",
                    "=",
                    self.env["ir.model.data"]._xmlid_to_res_id(ACTIVITY_TYPE),
                ),
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
            ]
        ).unlink()
