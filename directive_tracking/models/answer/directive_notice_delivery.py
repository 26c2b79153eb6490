from odoo import fields, models


class DirectiveNoticeDelivery(models.Model):
    """A message as its recipient answers it, and the link that takes them there."""

    _name = "directive.notice.delivery"
    _inherit = ["directive.notice.delivery", "directive.hold.mixin"]

    answer_ids = fields.One2many("directive.notice.answer", "delivery_id", string="Answers")

    def _answer(self, kind, text="", day="", via="link"):
        """Apply an answer of the recipient of this row, once; see `directive.notice.answering`."""
        return self.env["directive.notice.answering"]._take(self, kind, text, day, via)

    def _answer_url(self):
        """Return the short answer link of the recipient, or False if it has expired."""
        self.ensure_one()
        return self._answer_urls().get(self.id, False)

    def _answer_urls(self):
        """Return ``{row id: short link}`` of the rows with a valid link."""
        return self.env["directive.notice.link"]._urls(self)

    def _record_told(self):
        """Return the record this row is about; none where its application is not installed."""
        record = self.notice_id._record()
        return self.env["directive.subject.mixin"] if record is None else record

    # The recipient

    def _answering_user(self):
        """Return the recipient's user: actions on their behalf use their access rights."""
        return self.user_id or self.partner_id.user_ids.filtered("active")[:1]

    def _is_recipient_there(self):
        """Tell whether neither the recipient's contact nor their user, if any, is archived."""
        user = self._answering_user()
        return self.partner_id.active and (not user or user.active)

    def _is_in_sight(self):
        """Tell whether the recipient may still read the record, which still exists."""
        record, user = self._record_told().exists(), self._answering_user()
        if not record or self._out_of_sight_reasons():
            return False
        return not user or record.with_user(user).has_access("read")

    def _hold_recipient(self):
        """Let one answer at a time of this recipient to this notice be counted and added."""
        root = self._root_notice()
        same = [("notice_id", "=", root.id), ("partner_id", "=", self.partner_id.id)]
        # One row stands for the recipient, whichever channel the answer came by.
        (self.search(same, order="id", limit=1) or self)._hold_and_touch()

    def _same_message(self):
        """Return this recipient's rows about the same record in the same message."""
        notice = self.notice_id
        others = self.message_ref and self.search(
            [("message_ref", "=", self.message_ref), ("partner_id", "=", self.partner_id.id)]
        )
        return self | (others or self).filtered(
            lambda row: (
                (row.notice_id.res_model, row.notice_id.res_id) == (notice.res_model, notice.res_id)
            )
        )
