from odoo import api, models
from odoo.fields import Domain

ACTIVITY_TYPE = "directive_tracking.mail_activity_type_directive"


class MailActivity(models.Model):
    """The to-dos which the product opens by itself are of one type."""

    _inherit = "mail.activity"

    @api.model
    def _opened_by_product(self, res_models, res_ids, users=None):
        """Return the to-dos the product has open on these records, for ``users`` or for anybody."""
        own_type = self.env["ir.model.data"]._xmlid_to_res_id(ACTIVITY_TYPE)
        domain = Domain("activity_type_id", "=", own_type)
        domain &= Domain("res_model", "in", res_models) & Domain("res_id", "in", res_ids)
        if users is not None:
            domain &= Domain("user_id", "in", users.ids)
        # They belong to their users; the step that renews or ends them was checked before.
        return self.sudo().search(domain)
