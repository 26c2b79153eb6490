from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.guard.ours import carrying_models


class MailNotification(models.Model):
    """Recipients of a message on our records are visible to users who may see the person."""

    _inherit = "mail.notification"

    is_of_known = fields.Boolean(compute="_compute_is_of_known", search="_search_is_of_known")

    @api.depends_context("uid")
    def _compute_is_of_known(self):
        known = self._of_known_people()
        for line in self:
            line.is_of_known = line in known

    def _search_is_of_known(self, operator, value):
        if operator != "in":
            return NotImplemented
        user = self.env.user
        if user._directive_knows_all():
            return Domain.TRUE
        ours = carrying_models(self.env.registry)
        elsewhere = Domain("mail_message_id.model", "not in", ours)
        return elsewhere | Domain("res_partner_id", "in", user._directive_known_partners())

    def _of_known_people(self):
        user = self.env.user
        # Read the place of a message, regardless of access to the message.
        ours = self.sudo().mail_message_id._is_on_ours()
        if not ours or user._directive_knows_all():
            return self
        known = set(user._directive_known_partners())
        # The person of a row is read for the check and not shown.
        return self.filtered(
            lambda one: one.sudo().mail_message_id.id not in ours.ids
            or one.sudo().res_partner_id.id in known
        )

    def _filtered_for_web_client(self):
        """Return the rows to show; on our records all of them, so that recipients are visible."""
        known = self._of_known_people()
        ours = known.filtered(lambda one: one.mail_message_id._is_on_ours())
        return super(MailNotification, known - ours)._filtered_for_web_client() | ours
