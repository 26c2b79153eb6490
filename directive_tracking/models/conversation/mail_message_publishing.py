from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mail.tools.discuss import Store

from ...tools.guard.ours import THREAD, is_ours


class MailMessage(models.Model):
    """Actions on a posted message: publish it, or correct it by another one."""

    _inherit = "mail.message"

    can_publish = fields.Boolean(compute="_compute_can_publish")
    can_correct = fields.Boolean(compute="_compute_can_correct")
    told_names = fields.Char(string="Recipients notified", compute="_compute_told_names")

    @api.depends("directive_agency_id", "date_published")
    @api.depends_context("uid")
    def _compute_can_publish(self):
        reads_all = self.env.user._directive_reads_all()
        for message in self:
            private = message.directive_agency_id and not message.date_published
            message.can_publish = reads_all and bool(private)

    @api.depends("author_id", "message_type")
    @api.depends_context("uid")
    def _compute_can_correct(self):
        ours = self._is_on_ours()
        for message in self:
            said = message.message_type == "comment" and message in ours
            message.can_correct = said and message.author_id == self.env.user.partner_id

    @api.depends("notification_ids.res_partner_id")
    @api.depends_context("uid")
    def _compute_told_names(self):
        for message in self:
            # Rows of people visible to the reader, selected by the system.
            lines = message.sudo().notification_ids.with_user(self.env.user)._of_known_people()
            message.told_names = ", ".join(lines.sudo().res_partner_id.mapped("display_name"))

    def _to_store_defaults(self, target):
        """Tell the web client which actions a message on our records allows."""
        return [
            *super()._to_store_defaults(target),
            Store.Attr("directive_kept", lambda one: is_ours(one.env.registry, one.model)),
            "can_publish",
            "can_correct",
        ]

    def action_directive_publish(self):
        """Let everybody who sees the record read these messages of agencies; only once.

        A message below them records the publication with its author and time.

        :raises AccessError: unless the user belongs to the Office or the leadership
        """
        self.check_access("read")
        for message in self:
            if not message.can_publish:
                raise AccessError(
                    self.env._(
                        "Only the Office and the leadership can publish a message from an "
                        "agency, and only once."
                    )
                )
            message._publish()
        return True

    def _publish(self):
        # The Office reads the message and changes only its audience.
        self.sudo().with_context(directive_thread=THREAD).write(
            {"date_published": fields.Datetime.now(), "published_by_id": self.env.uid}
        )
        self._record()._say_of(
            self, self.env._("Published the message from %(person)s on %(day)s.")
        )

    def action_directive_correct(self, text=None):
        """Post a correction of one's own message; without a text, ask for it.

        :param str text: the correct text
        :raises UserError: if it is another person's message, or without a text
        """
        self.ensure_one()
        self.check_access("read")
        if text is None:
            return self._ask_for_correction()
        if not self.can_correct:
            raise UserError(self.env._("Only the author of a message can correct it."))
        if not text.strip():
            raise UserError(self.env._("Enter the correct text."))
        words = self.env._("Correction of the message from %(person)s on %(day)s:")
        self._record()._say_of(self, words, text.strip(), subtype_xmlid="mail.mt_comment")
        return True

    def _ask_for_correction(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Correct the message"),
            "res_model": "directive.message.correction",
            "view_mode": "form",
            "views": [[False, "form"]],
            "target": "new",
            "context": {"default_message_id": self.id},
        }

    def _record(self):
        """Return the record of this message."""
        return self.env[self.model].browse(self.res_id)
