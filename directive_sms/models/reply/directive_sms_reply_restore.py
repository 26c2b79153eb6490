from odoo import api, fields, models

from ...tools import phone
from .directive_sms_token import TOKEN_LIFE


class DirectiveSmsReply(models.Model):
    """Codes that a lost database gave out after the backup: this one has never heard of them."""

    _inherit = "directive.sms.reply"

    def _take_over(self):
        super()._take_over()
        if self.state == "wrong_token" and self._may_be_lost():
            self._answer_lost_code()

    def _may_be_lost(self):
        restore, now = self.env["directive.restore"], fields.Datetime.now()
        return restore._was_released_since(now - TOKEN_LIFE) and not restore._is_held()

    def _answer_lost_code(self):
        """Tell one of our people, once a day, what to do instead; strangers learn nothing."""
        person = self._person_with(self.sender)
        since = fields.Datetime.start_of(fields.Datetime.now(), "day")
        told = [("sender", "=", self.sender), ("date", ">=", since), ("partner_id", "!=", False)]
        if not person or self.search_count([*told, ("state", "=", "wrong_token")], limit=1):
            return
        lang = person.lang or self.env["directive.notice.delivery"]._fallback_lang()
        words = self.with_context(lang=lang).env._(
            "This reply code was lost when the system was restored from a backup. Log in, or call "
            "the Office."
        )
        self.write({"partner_id": person.id, "reason": words})
        channel = self.env["directive.channel.sms"]
        if channel._reaches_address(self.sender):
            channel._send_to_address(self.sender, "", words)

    @api.model
    def _person_with(self, number):
        """Return the person in office who has this number (E.164)."""
        Member = self.env["directive.agency.member"]
        for member in Member.search(Member._current_domain()):
            for raw in (member.sms_number, member.partner_id.phone):
                if raw and phone.same(raw, number):
                    return member.partner_id
        return self.env["res.partner"]
