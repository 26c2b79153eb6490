from odoo import api, fields, models

from .calendar_content import ANSWERS, CAME


class DirectiveDemo(models.AbstractModel):
    """Who was told of the meetings of the demo, what the agencies answer, and who came."""

    _inherit = "directive.demo"

    @api.model
    def _invite_by_message(self, meeting):
        """Call a meeting that is ahead, and count its messages as sent."""
        if meeting.state == "approved":  # else publishing has invited, as it was urgent
            meeting.action_invite()
        self._count_as_sent(meeting)

    @api.model
    def _count_as_sent(self, meeting):
        # No message leaves the demo; the ledger is the system's.
        rows = self.env["directive.notice.delivery"].sudo()
        waiting = rows.search(meeting._receipts_domain() & fields.Domain("state", "=", "queued"))
        waiting._move("sending")
        waiting._move("sent")

    @api.model
    def _tell_change(self, meeting):
        """Tell at once what a change says, old and new."""
        # Who is told is the system's to know.
        meeting.sudo()._tell_news()
        self._count_as_sent(meeting)

    @api.model
    def _answer_meetings(self, meetings):
        """Let the agencies of these meetings answer, each otherwise, and come to those past."""
        # Demo data is entered by the system, for people of many agencies.
        rows = meetings.sudo().participation_ids.filtered("agency_id")
        for place, row in enumerate(rows.filtered("meeting_id.date_invited")):
            self._answer_one(row, *ANSWERS[place % len(ANSWERS)])

    @api.model
    def _answer_one(self, row, answer, name, post, reason):
        person = row.agency_id.member_ids.user_id[:1]
        meeting, now = row.meeting_id, fields.Datetime.now()
        if meeting.state in ("postponed", "cancelled"):
            return
        if answer != "waiting":
            values = {"answer": answer, "substitute_name": name, "substitute_post": post}
            consent = answer == "substitute" and (
                "waiting" if meeting.date_start > now else "given"
            )
            row._write_step(
                **values,
                excuse_reason=reason,
                consent=consent,
                date_answered=meeting.date_invited,
                answered_number=meeting._last_number(),
            )
            row._keep_answer(values, reason, "app", person)
        if meeting.state in ("held", "concluded", "in_session"):
            row._write_step(attendance=CAME[answer])
