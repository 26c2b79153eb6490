from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.mail.tools.discuss import Store

from ....tools.guard.ours import THREAD, is_ours

# Message values a person may set on our records; the system sets all others.
SAID = {
    "body",
    "body_is_html",
    "subject",
    "parent_id",
    "partner_ids",
    "attachments",
    "attachment_ids",
    "email_add_signature",
}
COMMENT, NOTE = "mail.mt_comment", "mail.mt_note"


class MailThread(models.AbstractModel):
    """Messages reach our records only through `message_post` or the system.

    Other posting methods are only for server code.
    """

    _inherit = "mail.thread"

    def message_post(self, **kwargs):
        """Post a message; on our records a person sets only its content.

        Type, date, author, recipients by address, mail headers and similar values are dropped:
        they would let a person post as the system or to outsiders.
        """
        if is_ours(self.env.registry, self._name) and self._is_said_by_a_person():
            kwargs = self._said(kwargs)
        return super().message_post(**kwargs)

    def _is_said_by_a_person(self):
        """Tell whether this call comes from a person, directly or through the web client's route."""
        # The route posts as the system and marks this with an object no caller can send.
        return not self.env.su or isinstance(self.env.context.get("message_post_store"), Store)

    def _said(self, kwargs):
        note = self.env.ref(NOTE)
        comment = self.env.ref(COMMENT)
        wanted = kwargs.get("subtype_xmlid") == COMMENT or kwargs.get("subtype_id") == comment.id
        said = {name: value for name, value in kwargs.items() if name in SAID}
        return {
            **said,
            "message_type": "comment",
            "subtype_id": (comment if wanted else note).id,
        }

    @api.private
    def message_post_with_source(self, source_ref, **kwargs):
        """Post a server template, for example when a to-do is done."""
        # Users who complete a to-do need no right to post here; the text is the server's.
        poster = self.sudo() if is_ours(self.env.registry, self._name) else self
        return super(MailThread, poster).message_post_with_source(source_ref, **kwargs)

    @api.private
    def message_mail_with_source(self, source_ref, **kwargs):
        return super().message_mail_with_source(source_ref, **kwargs)

    @api.private
    def message_notify(self, **kwargs):
        return super().message_notify(**kwargs)

    @api.private
    def message_change_thread(self, new_thread, new_parent_message=False):
        return super().message_change_thread(new_thread, new_parent_message=new_parent_message)

    @api.model_create_multi
    def create(self, vals_list):
        self._check_no_messages(*vals_list)
        return super(MailThread, self._tracked()).create(vals_list).with_env(self.env)

    def write(self, vals):
        self._check_no_messages(vals)
        return super(MailThread, self._tracked()).write(vals)

    def _check_no_messages(self, *vals_list):
        """Raise if messages are written through the record that holds them."""
        if not is_ours(self.env.registry, self._name):
            return
        # Odoo's portal has a field of its own for them.
        names = {
            field.name
            for field in self._fields.values()
            if field.type == "one2many" and field.comodel_name == "mail.message"
        }
        if any(not names.isdisjoint(vals) for vals in vals_list):
            self.env["mail.message"]._check_thread_open()

    def unlink(self):
        """Delete our drafts with system messages, but never with messages of people."""
        if not is_ours(self.env.registry, self._name):
            return super().unlink()
        self.check_access("unlink")  # before any notice about records that depend on it
        self._check_nobody_wrote()
        return super(MailThread, self.with_context(directive_thread=THREAD)).unlink()

    def _check_nobody_wrote(self):
        # All messages count, regardless of access.
        written = (
            self.env["mail.message"]
            .sudo()
            .search(
                [
                    ("model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("message_type", "not in", ("notification", "user_notification")),
                ],
                limit=1,
            )
        )
        if written:
            raise UserError(
                self.env._(
                    "“%(record)s” has messages and cannot be deleted.",
                    record=self.browse(written.res_id).display_name,
                )
            )

    def _message_create(self, values_list):
        """Allow messages created here on our threads; there is no other way."""
        if not is_ours(self.env.registry, self._name):
            return super()._message_create(values_list)
        opened = self.with_context(directive_thread=THREAD)
        messages = super(MailThread, opened)._message_create(values_list)
        return messages.with_env(self.env)

    def _get_allowed_message_params(self):
        """Prevent the web client's route from choosing the type of a message on our records."""
        allowed = super()._get_allowed_message_params()
        return allowed - {"message_type"} if is_ours(self.env.registry, self._name) else allowed

    def _check_can_update_message_content(self, messages):
        """Refuse: messages on our records are never rewritten."""
        messages._check_append_only()
        return super()._check_can_update_message_content(messages)
