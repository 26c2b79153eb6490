from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ....tools.guard.ours import is_ours


class MailScheduledMessage(models.Model):
    """A scheduled message on our records belongs to its author until it is sent.

    Odoo lets everybody with write access change it, and then posts it in the author's name.
    """

    _inherit = "mail.scheduled.message"

    is_own = fields.Boolean(compute="_compute_is_own", search="_search_is_own")

    @api.depends_context("uid")
    def _compute_is_own(self):
        for message in self:
            ours = is_ours(self.env.registry, message.model)
            message.is_own = not ours or message.create_uid.id == self.env.uid

    def _search_is_own(self, operator, value):
        if operator != "in":
            return NotImplemented
        registry = self.env.registry
        ours = [name for name in registry.models if is_ours(registry, name)]
        return Domain("model", "not in", ours) | Domain("create_uid", "=", self.env.uid)

    @api.model_create_multi
    def create(self, vals_list):
        """Sign as the author, like the message when it is sent."""
        sign = self.env["mail.thread"]._own_signature
        for vals in vals_list:
            vals["author_id"] = sign({"author_id": vals.get("author_id")})["author_id"]
        return super().create(vals_list)

    def write(self, vals):
        if {"create_uid", "author_id"} & vals.keys() and not self.env.su:
            raise UserError(self.env._("Only the system records the author of a message."))
        return super().write(vals)
