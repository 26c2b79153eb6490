from datetime import UTC

from odoo import api, models
from odoo.tools.mail import email_split_tuples

from ...tools.meeting import ics

# Standing in a calendar program: what is postponed may come again, what is cancelled does not.
STATUS = {"postponed": ics.TENTATIVE, "cancelled": ics.CANCELLED}


class DirectiveMeeting(models.Model):
    """A meeting as iCalendar: one identity for ever, a higher number with each change."""

    _inherit = "directive.meeting"

    def _ics(self, method=ics.REQUEST, attendees=()):
        """Return the bytes of this meeting as a calendar file, for one message.

        :param method: ``REQUEST`` to invite or to change, ``CANCEL`` to take it out
        :param attendees: (name, e-mail) of each whom the message is for
        """
        self.ensure_one()
        entry = self._ics_entry(organizer=self._ics_organizer(), attendees=tuple(attendees))
        return ics.write([entry], method)

    @api.model
    def _ics_organizer(self):
        """Return (name, e-mail) of who invites: a program replaces an entry only by its organizer's."""
        found = email_split_tuples(self.env["directive.channel.email"]._email_from() or "")
        return found[0] if found else ()

    def _ics_entry(self, **more):
        """Return this meeting as an entry of a calendar file, as its reader may know it."""
        entry = self._entry()
        one = self.sudo()  # its times are everybody's, its words were masked by `_entry`
        return ics.Entry(
            uid=one.uid,
            sequence=one.sequence,
            summary=self._ics_summary(entry),
            **dict(zip(("start", "end"), one._ics_times(), strict=True)),
            changed=one._ics_changed(),
            place=entry["place"] or "",
            text=self._ics_text(entry),
            status=STATUS.get(one.state, ics.CONFIRMED),
            is_private=entry["private"],
            **more,
        )

    def _ics_summary(self, entry):
        """Return the first line, which begins with what a telephone must not hide."""
        content = entry["content"]
        if entry["state"] == "postponed":
            return self.env._("[POSTPONED] %(content)s", content=content)
        if entry["state"] == "cancelled":
            return self.env._("[CANCELLED] %(content)s", content=content)
        return content

    def _ics_text(self, entry):
        lines = [
            entry["participants"] and "; ".join(one["text"] for one in entry["participants"]),
            entry["invited_text"]
            and self.env._("Invited: %(agencies)s", agencies=entry["invited_text"]),
            not entry["start"] and self.env._("Hour not fixed: the usual hours of the half-day."),
            entry["moved_from"] and self.env._("Moved from %(before)s", before=entry["moved_from"]),
        ]
        return "\n".join(line for line in lines if line)

    def _ics_times(self):
        """Return (start, end): days where several are named without an hour."""
        if self.date_to and not self.is_timed:
            return self.day, self.date_to
        return self.date_start.replace(tzinfo=UTC), self.date_end.replace(tzinfo=UTC)

    def _ics_changed(self):
        """Return the moment of the last change; a draft has none but its last saving."""
        moment = max(self.revision_ids.mapped("date"), default=None) or self.write_date
        return moment.replace(tzinfo=UTC, microsecond=0)
