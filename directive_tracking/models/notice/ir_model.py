from odoo import models


class IrModel(models.Model):
    """Queued deliveries about the records of an application are removed with it."""

    _inherit = "ir.model"

    def unlink(self):
        gone = self.mapped("model")
        if "directive.notice" not in gone:
            # Users who uninstall an application may lack access to the ledger.
            self.env["directive.notice"].sudo()._retire(gone)
        return super().unlink()
