from odoo import models


class Base(models.AbstractModel):
    _inherit = "base"

    def _message_get_suggested_recipients_batch(self, *args, **options):
        """Suggest no recipients to users who may not see addresses: a suggestion reveals one."""
        if self.env["res.partner"]._sees_all_contacts():
            return super()._message_get_suggested_recipients_batch(*args, **options)
        return {record.id: [] for record in self}
