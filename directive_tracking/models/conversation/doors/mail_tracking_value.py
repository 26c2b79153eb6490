from odoo import api, models
from odoo.exceptions import UserError

from ....tools.guard.ours import THREAD

# A tracked field that is removed by an upgrade leaves its description with its old values.
DESCRIPTION = {"field_info"}


class MailTrackingValue(models.Model):
    """Tracked changes of our records are evidence."""

    _inherit = "mail.tracking.value"

    @api.model_create_multi
    def create(self, vals_list):
        values = super().create(vals_list)
        values._check_kept()
        return values

    def write(self, vals):
        if set(vals) - (DESCRIPTION if self.env.su else set()):
            self._check_kept()
        result = super().write(vals)
        if "mail_message_id" in vals:  # nor is one moved onto a message of ours
            self._check_kept()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._check_kept()

    def _check_kept(self):
        # The record of the values is needed even if they may not be read.
        kept = self.sudo().mail_message_id._is_on_ours()
        if self.env.context.get("directive_thread") is not THREAD and kept:
            raise UserError(
                self.env._("The change history of tasks and directives cannot be modified.")
            )
