import re

from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ....tools.guard.ours import THREAD, is_ours

# Message fields the system writes: private marks of users, never content.
MARKS = {"starred_partner_ids"}
SIGNATURE = {"author_id", "author_guest_id", "email_from"}
TOKEN = re.compile(r"[?&](amp;)?access_token=[0-9A-Za-z-]+")
MARKED = re.compile(r"[<&]|access_token")  # without these a text holds no picture


class MailMessage(models.Model):
    """Messages on our records are append-only.

    Author, day, text, files and place never change and nothing is deleted, not even by
    administrators or the system. Mistakes are corrected by a message that refers to the wrong
    one.
    """

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        Thread = self.env["mail.thread"]
        vals_list = [Thread._own_signature(vals) for vals in vals_list]
        ours = [self._is_meant_for_us(vals) for vals in vals_list]
        if any(ours):
            self._check_thread_open()
        for vals, is_one in zip(vals_list, ours, strict=True):
            if is_one:
                self._sign(vals)
        messages = super().create(vals_list)
        for message, vals, is_one in zip(messages, vals_list, ours, strict=True):
            if is_one and (message.attachment_ids or MARKED.search(str(vals.get("body")))):
                message._settle()
        return messages

    def _is_meant_for_us(self, vals):
        model = vals.get("model", self.env.context.get("default_model"))
        return is_ours(self.env.registry, model)

    def _settle(self):
        """Let a new message hold its files, and show its pictures by no token."""
        self.env["ir.attachment"].browse(self.attachment_ids.ids)._adopt(self._home_of_files())
        if self.body and TOKEN.search(self.body):
            self.with_context(directive_thread=THREAD).body = TOKEN.sub("", self.body)

    def write(self, vals):
        if SIGNATURE & vals.keys() and not self.env.su:
            raise AccessError(self.env._("Only the system records the author of a message."))
        if set(vals) - (MARKS if self.env.su else set()):
            self._check_append_only()
            if is_ours(self.env.registry, vals.get("model")):
                self._check_thread_open()
        return super().write(vals)

    def unlink(self):
        self._check_append_only()
        return super().unlink()

    def action_open_document(self):
        """Open the document of this message, for those who may read the message."""
        self.check_access("read")
        return super().action_open_document()

    @api.private
    def portal_message_format(self, options=None):
        """Format messages for pages of Odoo's portal, if installed: with the keys of their files."""
        return super().portal_message_format(options)

    def _is_on_ours(self):
        """Return those of these messages that are on our records."""
        # The place of a message is needed even to hide it from unauthorised users.
        rows = self.sudo().exists().filtered(lambda one: is_ours(self.env.registry, one.model))
        return self.browse(rows.ids)

    def _check_append_only(self):
        """Raise if one of these messages is on a record of ours."""
        if self.env.context.get("directive_thread") is not THREAD and self._is_on_ours():
            raise UserError(
                self.env._(
                    "Messages on tasks and directives cannot be changed: write another message "
                    "that corrects this one."
                )
            )

    def _check_told_by_system(self):
        """Raise if a person sets the recipients of one of our messages."""
        if not self.env.su and self._is_on_ours():
            raise UserError(self.env._("Only the system records the recipients of a message."))

    def _check_thread_open(self):
        if self.env.context.get("directive_thread") is not THREAD:
            raise AccessError(
                self.env._("Messages on this record can only be written in its conversation.")
            )
