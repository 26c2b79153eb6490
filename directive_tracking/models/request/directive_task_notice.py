from odoo import models


class DirectiveTask(models.Model):
    """What is still worth telling about requests."""

    _inherit = "directive.task"

    def _irrelevant_reason(self, notice):
        reason = super()._irrelevant_reason(notice)
        if not reason and notice.event == "request_created" and not self.has_pending_request:
            return self.env._("The request has been decided since.")
        return reason
