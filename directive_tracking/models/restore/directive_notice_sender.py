from odoo import api, models


class DirectiveNoticeSender(models.AbstractModel):
    _inherit = "directive.notice.sender"

    @api.model
    def _run(self):
        """Send, unless this is a restored or copied database that nobody has released."""
        Restore = self.env["directive.restore"]
        Restore._note()
        if not Restore._is_held():
            super()._run()
