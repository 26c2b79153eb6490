from odoo import models


class DirectiveTask(models.Model):
    """What is still worth telling about requests."""

    _inherit = "directive.task"

    def _irrelevant_reason(self, notice):
        reason = super()._irrelevant_reason(notice)
        if reason or notice.event != "request_created":
            return reason
        asked = self.request_ids.filtered(lambda request: str(request.id) == notice.occurrence)
        if "pending" in asked.mapped("state"):
            return reason
        if "withdrawn" in asked.mapped("state"):
            return self.env._("The request has been taken back since.")
        return self.env._("The request has been decided since.")
