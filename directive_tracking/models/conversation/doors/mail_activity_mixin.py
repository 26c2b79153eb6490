from odoo import models
from odoo.exceptions import UserError

from ....tools.guard.ours import is_ours


class MailActivityMixin(models.AbstractModel):
    _inherit = "mail.activity.mixin"

    def activity_send_mail(self, template_id):
        """Send a template's mail, but not on our records, where only persons post."""
        if is_ours(self.env.registry, self._name):
            raise UserError(self.env._("Mail templates cannot be used for tasks and directives."))
        return super().activity_send_mail(template_id)
