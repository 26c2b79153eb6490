from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.directive_tracking.tools.notice.delivery import CANCELLED
from odoo.addons.directive_tracking.tools.urgency import EXPRESS
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.invitation.change import (
    EXCLUDED,
    INVITED,
    MOVED,
    POSTPONED,
    REINSTATED,
    kind_of,
    news,
    occurrence,
)
from ...tools.invitation.words import WAITING
from ...tools.week.words import OFF
from .directive_meeting_known import Known

BATCH = 20
JOB = "directive_calendar.ir_cron_tell_meetings"
OTHER_TIME = (MOVED, POSTPONED, REINSTATED)  # of which an answer from before says nothing


class DirectiveMeeting(models.Model):
    """Telling what has changed: everybody whose knowledge is no longer what holds, and nobody else.

    Whoever knows nothing yet is invited; whoever knows another time, place or chair hears old and
    new in one message; wording alone tells nobody. Who knows what stands in the ledger, so telling
    twice does nothing, and whoever missed a message hears the whole way from what they know.
    """

    _inherit = "directive.meeting"

    date_to_tell = fields.Datetime(
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="When the changes of the last minute are told, all in one message.",
    )

    def _after_change(self, revision):
        """Tell of the change: at once if urgent, else together with those of the same minute."""
        super()._after_change(revision)
        if not self.date_invited:
            self._invite_at_once()
            return
        if self.is_urgent:
            self._tell_news()
        else:
            self._tell_soon()

    def _invite_at_once(self):
        """Invite to those of these meetings that are urgent; the Office decides, as ever."""
        if not self._is_written_by_office():
            return
        now = fields.Datetime.now()
        for meeting in self.filtered(lambda one: one.is_urgent and one.state == "approved"):
            # Rows of participants are not all the reader's.
            if meeting.date_start > now and meeting.sudo()._invited_people():
                meeting.action_invite()

    def _tell_soon(self):
        if self.date_to_tell:
            return
        seconds = self.env["directive.settings"]._get_calendar("gather_seconds")
        moment = fields.Datetime.now() + timedelta(seconds=seconds)
        self._write_invitation(date_to_tell=moment)
        job = self.env["ir.model.data"]._xmlid_to_res_id(JOB)
        # The job belongs to the system; whoever changes a meeting wakes it.
        self.env["ir.cron"].sudo().browse(job)._trigger(moment)

    def _write_invitation(self, **vals):
        # Only the steps write these fields; each has been checked before.
        self.sudo().with_context(directive_workflow=WORKFLOW).write(vals)

    @api.model
    def _cron_tell(self):
        """Tell of the changes whose minute is over. Safe to run twice, in parallel and after a crash."""
        commit = self.env["directive.notice.sender"]._commit
        while meetings := self._lock_to_tell():
            for meeting in meetings:
                meeting._tell_news()
            if not commit(len(meetings)):
                break

    @api.model
    def _lock_to_tell(self):
        self.flush_model()
        query = SQL(
            """
            SELECT id FROM directive_meeting WHERE date_to_tell <= %s
             ORDER BY date_to_tell, id LIMIT %s FOR UPDATE SKIP LOCKED
            """,
            fields.Datetime.now(),
            BATCH,
        )
        return self.browse(row[0] for row in self.env.execute_query(query))

    # What each person has to hear

    def _tell_news(self):
        """Tell everybody what they have to hear, once, and return how many people that are."""
        self.ensure_one()
        # The system knows who was told what, whoever changes the meeting.
        meeting = self.sudo()
        if meeting.date_to_tell:
            meeting._write_invitation(date_to_tell=False)
        if meeting.date_start <= fields.Datetime.now():
            return 0  # of no use to anybody any more
        meeting._ask_anew()
        told = 0
        for (kind, base, channels), people in meeting._news_by_kind().items():
            meeting._tell_one_kind(kind, base, channels, people)
            told += len(people)
            meeting._stamp_told(people)
        meeting._count_told(told)
        return told

    def _ask_anew(self):
        """Forget the answers to another time, or from before people were told that it is off."""
        if self.state != "cancelled":
            answered = self.participation_ids.filtered(lambda row: row.answer != WAITING)
            answered.filtered(lambda row: self._is_outdated(row.answered_number))._ask_anew()

    def _is_outdated(self, number):
        """Tell whether an answer given after change ``number`` says nothing of what holds now."""
        told_off = self.revision_ids.filtered(
            lambda one: one.number > number and one.told_count and one.new_values["state"] in OFF
        )
        return bool(told_off) or kind_of(self._said_at(number), self._kept_values()) in OTHER_TIME

    def _stamp_told(self, people):
        """Note of each agency when its people were told last."""
        agencies = {one.agency_id for one in people}
        rows = self.participation_ids.filtered(lambda row: row.agency_id.id in agencies)
        rows._write_step(date_told=fields.Datetime.now())

    def _news_by_kind(self):
        """Return ``{(kind of news, revision known, further channels): [Recipient]}``.

        What waits to be sent and is no longer true is called off.
        """
        posts, outdated, said = defaultdict(list), [], self._kept_values()
        invited, known = self._invited_people(), self._known()
        usual = set(self.env["directive.notice"]._default_channels(f"meeting_{INVITED}", "normal"))
        for partner_id in dict.fromkeys([*invited, *known]):
            is_invited = partner_id in invited
            one = known.get(partner_id) or Known(invited[partner_id])
            stale = self._stale(one, said, is_invited)
            outdated += stale
            if len(stale) < len(one.waiting):
                continue  # the truth is on its way to them
            kind = news(self._said_to(one), said, is_invited)
            if kind:
                further = ",".join(sorted(one.channels - usual))
                posts[kind, one.number, further].append(invited.get(partner_id, one.to))
        rows = self.env["directive.notice.delivery"].browse(outdated)
        rows._move(CANCELLED, self.env._("The meeting has changed again since."))
        return posts

    def _said_to(self, known):
        return None if known.number is None else self._said_at(known.number)

    def _stale(self, known, said, is_invited):
        """Return the ids of the messages that wait for a person and no longer say what holds."""
        return [
            row_id
            for row_id, event, number in known.waiting
            if not self._says(event, number, said, is_invited)
        ]

    def _says(self, event, number, said, is_invited):
        """Tell whether a message of ``event`` at revision ``number`` says what holds."""
        if event == f"meeting_{EXCLUDED}" or not is_invited:
            return event == f"meeting_{EXCLUDED}" and not is_invited
        return news(self._said_at(number), said, True) is None

    def _tell_one_kind(self, kind, base, further, people):
        urgency = self._urgency_of_news(base)
        key = occurrence(self._last_number(), base)
        channels = self.env["directive.notice"]._default_channels(f"meeting_{kind}", urgency)
        channels = dict.fromkeys([*channels, *filter(None, further.split(","))])
        self._tell(
            f"meeting_{kind}",
            {self.id: people},
            f"{key}#{further}" if further else key,
            urgency,
            valid_until=self.date_start,
            channels=tuple(channels),
        )

    def _urgency_of_news(self, base):
        """Return how urgent it is: whatever concerns the next hours goes out at once."""
        starts = [self.date_start]
        if base is not None:
            starts.append(fields.Datetime.to_datetime(self._said_at(base)["date_start"]))
        hours = self.env["directive.settings"]._get_calendar("express_hours")
        is_near = min(starts) <= fields.Datetime.now() + timedelta(hours=hours)
        return "express" if self.is_urgent or is_near else "normal"

    def _asks_acknowledgement(self, urgency):
        """What is urgent asks whether it was seen; else the answer to the invitation is enough."""
        return urgency in EXPRESS

    def _count_told(self, count):
        """Write on the last change how many people were told of it."""
        last = self.revision_ids.sorted("number")[-1:]
        if last and count:
            last.with_context(directive_workflow=WORKFLOW).told_count += count
