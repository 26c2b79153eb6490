from odoo import api, models


class MailMessageReaction(models.Model):
    """A mark under a message on our records is set and taken back by its own person alone.

    Administrators could otherwise put the leader's agreement below an order.
    """

    _inherit = "mail.message.reaction"

    @api.model_create_multi
    def create(self, vals_list):
        marks = super().create(vals_list)
        marks._check_pressed()
        return marks

    def write(self, vals):
        self._check_pressed()
        result = super().write(vals)
        self._check_pressed()  # nor is one moved below a message of ours
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_by_pressing(self):
        self._check_pressed()

    def _check_pressed(self):
        """Raise unless the button under a message set these, which Odoo does as the system."""
        if not self.env.su:
            self.message_id._check_append_only()

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
