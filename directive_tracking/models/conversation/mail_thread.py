from odoo import models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _speaking_agency(self, author):
        """Return the agency ``author`` posts for; none by default."""
        return self.env["directive.agency"]
