from odoo import api, models
from odoo.fields import Domain

ACTIVITY_TYPE = "directive_tracking.mail_activity_type_directive"


class MailActivity(models.Model):
    """The automatic to-dos have one type of their own."""

    _inherit = "mail.activity"

    @api.model
    def _opened_by_product(self, res_models, res_ids, users=None):
        """Return the open automatic to-dos on these records, for ``users`` or for anybody."""
        own_type = self.env["ir.model.data"]._xmlid_to_res_id(ACTIVITY_TYPE)
        domain = Domain("activity_type_id", "=", own_type)
        domain &= Domain("res_model", "in", res_models) & Domain("res_id", "in", res_ids)
        if users is not None:
            domain &= Domain("user_id", "in", users.ids)
        # They belong to other users; the step that renews or ends them was checked before.
        return self.sudo().search(domain)

    def _action_done(self, feedback=False, attachment_ids=None):
        """Mark the subject of a completed to-do as seen, if nothing else is to be done."""
        # Read before the to-do is archived.
        mine = self.filtered(lambda one: one.user_id == self.env.user)._seen_records()
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        for records in mine:
            records._my_deliveries()._acknowledge(self.env._("In the application"))
        return result

    def _seen_records(self):
        """Return the subjects of these to-dos, by model, if seeing them is enough."""
        Subject = self.env["directive.subject.mixin"]
        found = [
            self.env[model].browse(todos.mapped("res_id")).exists()
            for model, todos in self.grouped("res_model").items()
            if Subject._is_subject(model)
        ]
        return [records for records in found if records and records._seen_ends_todo]
