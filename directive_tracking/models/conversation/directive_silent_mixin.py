from odoo import api, fields, models
from odoo.fields import Domain

HANGING = {"activity_ids", "message_ids", "message_follower_ids", "website_message_ids"}


class DirectiveSilentMixin(models.AbstractModel):
    """A record with to-dos but without a conversation: Odoo's messages are not written.

    `directive.thread.mixin` puts `mail.thread` before it, whose methods then hold.
    """

    _name = "directive.silent.mixin"
    _description = "Record without a Conversation"
    _inherit = ["mail.activity.mixin"]

    # Of the to-dos each reader finds their own part: Odoo would search those of all, and read the
    # first of them as the system.
    activity_ids = fields.One2many(bypass_search_access=False)
    activity_type_id = fields.Many2one(related_sudo=False)
    activity_type_icon = fields.Char(related_sudo=False)
    activity_summary = fields.Char(related_sudo=False)

    @api.model
    def default_get(self, fields_list):
        """Take over no to-do, message or follower of another record from the caller's context."""
        return super().default_get([name for name in fields_list if name not in HANGING])

    def _search_activity_state(self, operator, value):
        """Search by the to-dos the reader sees; Odoo looks at those of everybody."""
        if self.env.su or self.env.user._directive_knows_all():
            return super()._search_activity_state(operator, value)
        if operator != "in":
            return NotImplemented
        todos = self.env["mail.activity"].search([("res_model", "=", self._name)])
        busy = self.browse(set(todos.mapped("res_id"))).exists()
        found = Domain("id", "in", [one.id for one in busy if one.activity_state in value])
        return found | Domain("id", "not in", busy.ids) if False in value else found

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Allow no followers: there is no conversation to follow."""
        return True

    @api.private
    def message_notify(self, *_args, **_kwargs):
        """Post no message when a to-do is reassigned to a colleague, who sees the to-do itself."""
        return self.env["mail.message"]

    @api.private
    def message_post_with_source(self, *_args, **_kwargs):
        """Post no message when a to-do is done: others would see whose it was."""
        return self.env["mail.message"]
