from odoo import models


class IrModel(models.Model):
    """What waits to be sent about the records of an application goes with it."""

    _inherit = "ir.model"

    def unlink(self):
        gone = self.mapped("model")
        if "directive.notice" not in gone:
            # Whoever uninstalls an application need not be allowed to read the ledger.
            self.env["directive.notice"].sudo()._retire(gone)
        return super().unlink()
