import re

from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ....tools.ours import THREAD, is_ours

# What the system writes of a message: who marked it for themselves, nothing of what it says.
MARKS = {"starred_partner_ids"}
# A tracked field that is removed by an upgrade leaves its description with its old values.
DESCRIPTION = {"field_info"}
TOKEN = re.compile(r"[?&](amp;)?access_token=[0-9A-Za-z-]+")


class MailMessage(models.Model):
    """A message on our records is only ever added.

    Author, day, words, files and place never change and nothing is deleted, administrators and
    the system included. Who has erred writes a correction, which names the message it corrects.
    """

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        ours = [self._is_meant_for_us(vals) for vals in vals_list]
        if any(ours):
            self._check_thread_open()
        messages = super().create(vals_list)
        for message, is_one in zip(messages, ours, strict=True):
            if is_one:
                message._settle()
        return messages

    def _is_meant_for_us(self, vals):
        model = vals.get("model", self.env.context.get("default_model"))
        return is_ours(self.env.registry, model)

    @api.private
    def _settle(self):
        """Let a new message hold its files, and show its pictures by no token."""
        self.env["ir.attachment"].browse(self.attachment_ids.ids)._adopt(self._home_of_files())
        if self.body and TOKEN.search(self.body):
            self.with_context(directive_thread=THREAD).body = TOKEN.sub("", self.body)

    def write(self, vals):
        if set(vals) - (MARKS if self.env.su else set()):
            self._check_append_only()
            if is_ours(self.env.registry, vals.get("model")):
                self._check_thread_open()
        return super().write(vals)

    def unlink(self):
        self._check_append_only()
        return super().unlink()

    @api.private
    def _is_on_ours(self):
        """Return those of these messages that stand on our records."""
        # The place of a message must be known even to keep it from who may not read it.
        rows = self.sudo().exists().filtered(lambda one: is_ours(self.env.registry, one.model))
        return self.browse(rows.ids)

    @api.private
    def _check_append_only(self):
        """Raise if one of these messages stands on a record of ours."""
        if self.env.context.get("directive_thread") is not THREAD and self._is_on_ours():
            raise UserError(
                self.env._(
                    "Messages on tasks and directives stay as they were written: "
                    "write another message that corrects this one."
                )
            )

    @api.private
    def _check_told_by_system(self):
        """Raise if a person would say who was told of one of these messages of ours."""
        if not self.env.su and self._is_on_ours():
            raise UserError(self.env._("Who was told of a message is noted by the system alone."))

    @api.private
    def _check_thread_open(self):
        if self.env.context.get("directive_thread") is not THREAD:
            raise AccessError(
                self.env._(
                    "A message on this record is written in its conversation and by no other way."
                )
            )


class MailTrackingValue(models.Model):
    """Which value of our records changed into which is evidence."""

    _inherit = "mail.tracking.value"

    @api.model_create_multi
    def create(self, vals_list):
        values = super().create(vals_list)
        values._check_kept()
        return values

    def write(self, vals):
        if set(vals) - (DESCRIPTION if self.env.su else set()):
            self._check_kept()
        result = super().write(vals)
        if "mail_message_id" in vals:  # nor is one moved onto a message of ours
            self._check_kept()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._check_kept()

    def _check_kept(self):
        # Whom the values belong to must be known even where they may not be read.
        kept = self.sudo().mail_message_id._is_on_ours()
        if self.env.context.get("directive_thread") is not THREAD and kept:
            raise UserError(
                self.env._("What was changed on a task or directive stays on record as it was.")
            )


class MailNotification(models.Model):
    """Who was told of a message on our records is evidence; only its reader marks it as read."""

    _inherit = "mail.notification"

    @api.model_create_multi
    def create(self, vals_list):
        Message = self.env["mail.message"]
        Message.browse(vals.get("mail_message_id") for vals in vals_list)._check_told_by_system()
        return super().create(vals_list)

    def write(self, vals):
        if set(vals) - {"is_read"}:
            self._check_kept()
        self.env["mail.message"].browse(vals.get("mail_message_id"))._check_told_by_system()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_by_the_system(self):
        self._check_kept()

    def _check_kept(self):
        # The same for everybody, whatever of the message they may read.
        self.sudo().mail_message_id.sudo(self.env.su)._check_told_by_system()


class ResPartner(models.Model):
    """Who has written on our records stays known: their contact is neither deleted nor merged."""

    _inherit = "res.partner"

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_author(self):
        self._check_not_author()

    @api.private
    def _check_not_author(self):
        written = (
            self.env["mail.message"]
            .sudo()
            .search(  # asked for all, whoever may read them
                [("author_id", "in", self.ids), ("model", "in", self._models_of_threads())], limit=1
            )
        )
        if written:
            raise UserError(
                self.env._(
                    "%(person)s has written on tasks or directives and stays on record: "
                    "archive the contact instead.",
                    person=written.author_id.name,
                )
            )

    def _models_of_threads(self):
        registry = self.env.registry
        return [name for name in registry.models if is_ours(registry, name)]


class BasePartnerMerge(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        src_partners._check_not_author()
        return super()._update_foreign_keys(src_partners, dst_partner)
