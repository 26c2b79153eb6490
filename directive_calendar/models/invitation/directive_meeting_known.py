from collections import defaultdict
from typing import NamedTuple

from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.directive_tracking.tools.recipient import Recipient

from ...tools.invitation.change import numbers

PREFIX = "meeting_"
NEWS = (
    *("invited", "moved", "postponed", "cancelled", "merged", "reinstated"),
    *("place", "chair", "excluded"),
)
EVENTS = tuple(PREFIX + one for one in NEWS)
# States in which a message has reached its recipient, or may have.
TOLD = ("sending", "sent", "delivered", "seen", "unknown")


class Known(NamedTuple):
    """What one person has been told of a meeting, and what still waits to be told them."""

    to: Recipient
    number: int | None = None  # the revision they know; None if they are not invited, they believe
    channels: frozenset = frozenset()  # by which they came to know it
    waiting: tuple = ()  # (delivery id, event, number) of messages not sent yet


class DirectiveMeeting(models.Model):
    """What the people of a meeting know, read from the ledger: the only record of what was told."""

    _inherit = "directive.meeting"

    def _said_at(self, number):
        """Return what was said of it since revision ``number``, until the next one."""
        later = self.revision_ids.filtered(lambda one: one.number > number)
        return later.sorted("number")[:1].old_values or self._kept_values()

    def _last_number(self):
        return max(self.revision_ids.mapped("number"), default=0)

    def _known(self):
        """Return ``{partner id: Known}`` of everybody to whom anything of it was ever addressed."""
        rows = defaultdict(list)
        for partner_id, *row in self._told_rows():
            rows[partner_id].append(row)
        return {partner_id: self._known_of(partner_id, found) for partner_id, found in rows.items()}

    def _known_of(self, partner_id, rows):
        number, channels, waiting = None, set(), []
        for row_id, _user, _agency, event, occurrence, channel, state in rows:
            at = numbers(occurrence)[0]
            if state not in TOLD:
                waiting.append((row_id, event, at))
                continue
            believed = None if event == "meeting_excluded" else at
            channels = (channels if believed == number else set()) | {channel}
            number = believed
        to = Recipient(partner_id, *rows[-1][1:3])
        return Known(to, number, frozenset(channels), tuple(waiting))

    def _told_rows(self):
        """Return the rows of the ledger about it that were sent, may have been, or wait, oldest first."""
        for model in ("directive.notice", "directive.notice.delivery"):
            self.env[model].flush_model()
        query = SQL(
            """
            SELECT row.partner_id, row.id, row.user_id, row.agency_id, notice.event,
                   notice.occurrence, row.channel, row.state
              FROM directive_notice AS notice
              JOIN directive_notice_delivery AS row ON row.notice_id = notice.id
             WHERE notice.res_model = %s AND notice.res_id = %s AND notice.event = ANY(%s)
               AND row.state = ANY(%s)
               AND (row.state <> 'queued' OR notice.valid_until > %s)
             ORDER BY notice.id, row.id
            """,
            self._name,
            self.id,
            list(EVENTS),
            [*TOLD, "queued"],
            fields.Datetime.now(),
        )
        return self.env.execute_query(query)
