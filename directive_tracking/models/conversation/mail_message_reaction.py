from odoo import models


class MailMessageReaction(models.Model):
    _inherit = "mail.message.reaction"

    def _to_store(self, store, fields):
        """Hide reactions of other agencies' people on messages of a shared record."""
        super(MailMessageReaction, self._of_known_people())._to_store(store, fields)

    def _of_known_people(self):
        user, ours = self.env.user, self.message_id._is_on_ours()
        if not ours or user._directive_knows_all():
            return self
        known = set(user._directive_known_partners())
        return self.filtered(
            lambda one: one.message_id.id not in ours.ids or one.partner_id.id in known
        )
