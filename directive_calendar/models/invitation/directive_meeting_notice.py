from odoo import fields, models

from ...tools.invitation.change import news, numbers
from ...tools.meeting import ics
from .directive_meeting_answering import REMINDER
from .directive_meeting_known import EVENTS


class DirectiveMeeting(models.Model):
    """A meeting as the record of notices: alone in its message, of no use once it has begun."""

    _name = "directive.meeting"
    _inherit = ["directive.meeting", "directive.acknowledgement.mixin"]
    _notice_alone = True

    def _irrelevant_reason(self, notice):
        """Of what was told of another time only the later message is sent; all ends at the start."""
        if notice.event in EVENTS:
            if self.date_start <= fields.Datetime.now():
                return self.env._("The meeting has begun.")
            number = numbers(notice.occurrence)[0]
            is_farewell = notice._event().is_farewell
            if not is_farewell and news(self._said_at(number), self._kept_values(), True):
                return self.env._("The meeting has changed again since.")
        elif notice.event.startswith("meeting_") and self.date_start <= fields.Datetime.now():
            return self.env._("The meeting has begun.")
        elif notice.event == REMINDER and self._is_of_another_time(notice):
            return self.env._("The meeting has changed again since.")
        return super()._irrelevant_reason(notice)

    def _told_agencies(self):
        return self.sudo().agency_ids  # whoever settles for an agency need not see the others

    def _notice_files(self, notice, reader):
        """Return the entry for the reader's own calendar; the same one after each change."""
        root = notice.repeats_id or notice
        if root.event not in EVENTS or self.is_private:
            return super()._notice_files(notice, reader)
        is_over = self.state == "cancelled" or root._event().is_farewell
        method = ics.CANCEL if is_over else ics.REQUEST
        content = self._ics(method, [(reader.name, reader.email_normalized)])
        return [("meeting.ics", content, ics.mime_type(method))]
