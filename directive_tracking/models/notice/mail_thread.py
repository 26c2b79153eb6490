from odoo import api, models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def message_route(self, message, message_dict, model=None, thread_id=None, custom_values=None):
        """Route incoming mail as usual, except delivery reports of notices."""
        # Users cannot write the ledger directly; a report comes from a mail server.
        if self.env["directive.email.report"].sudo()._receive(message):
            return []
        return super().message_route(message, message_dict, model, thread_id, custom_values)
