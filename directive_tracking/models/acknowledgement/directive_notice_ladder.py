import logging
from collections import defaultdict

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.notice.ladder import due_and_following
from ...tools.recipient import Recipient

_logger = logging.getLogger(__name__)
BATCH = 500
CLAIM_TRIES = 5
PAUSE_AFTER_ERROR_HOURS = 1


class DirectiveNoticeAcknowledgement(models.Model):
    """Escalation: the steps until a notice has been seen.

    Rows are locked, escalated and committed together; a process that dies in between has done
    nothing, and the key of the repetitions prevents a second one for the same step. An action is
    a channel or is defined in `_actions`: another addon extends the selection and, for the
    latter, that method.
    """

    _inherit = "directive.notice.acknowledgement"

    @api.model
    def _cron_climb(self):
        """Take the steps that are due. Safe to run twice, in parallel and after a crash."""
        commit = self.env["directive.notice.sender"]._commit
        while count := self._climb_some():
            if not commit(count):
                break

    @api.model
    def _climb_some(self):
        """Lock some due rows against other processes, escalate them, and return their number."""
        for _attempt in range(CLAIM_TRIES):
            try:
                with self.env.cr.savepoint():
                    rows = self._lock_due()
                    if rows:
                        rows._climb_or_postpone()
                    return len(rows)
            except SerializationFailure:
                # A person answered, or another process escalated the row: read it again.
                self.env["directive.notice.sender"]._commit()
        return 0

    @api.model
    def _lock_due(self):
        self.flush_model()
        query = SQL(
            """
            SELECT id FROM directive_notice_acknowledgement
             WHERE state = 'waiting' AND date_next <= %s
             ORDER BY date_next, id LIMIT %s FOR UPDATE SKIP LOCKED
            """,
            fields.Datetime.now(),
            BATCH,
        )
        self.env.cr.execute(query, log_exceptions=False)  # a row just answered is fine
        self.invalidate_model()
        return self.browse(row[0] for row in self.env.cr.fetchall())

    def _climb_or_postpone(self):
        """Escalate together or, on failure, one by one: one bad row must not block the others."""
        try:
            with self.env.cr.savepoint():
                self._climb()
        except SerializationFailure:
            raise
        except Exception:
            if len(self) > 1:
                for row in self:
                    row._climb_or_postpone()
                return
            _logger.exception("Acknowledgement %s cannot climb its ladder", self.ids)
            pause = fields.Datetime.add(fields.Datetime.now(), hours=PAUSE_AFTER_ERROR_HOURS)
            self._schedule(self[:1].step, pause)

    def _climb(self):
        """Take the due step of each of these rows and schedule the next one."""
        Step = self.env["directive.escalation.step"]
        ladders, hours, now = Step._ladders(), Step._open_hours(), fields.Datetime.now()
        rungs, dates = defaultdict(self.browse), defaultdict(self.browse)
        for (urgency, start, taken, is_lapsed), rows in self._drop_void()._by_position(now).items():
            ladder = {} if is_lapsed else ladders.get(urgency, {})
            moments = Step._moments(urgency, ladder, start, hours)
            due, following = due_and_following(moments, taken, now)
            dates[due or taken, moments.get(following)] |= rows
            if due:
                rungs[ladder[due]] |= rows
        for (taken, moment), rows in dates.items():
            rows._schedule(taken, moment)
        for steps, rows in rungs.items():
            rows._take(steps)

    def _by_position(self, now):
        """Return these rows grouped by the data that decide their next step."""
        return self.grouped(
            lambda row: (
                row.urgency,
                row.date_created,
                row.step,
                bool(row.valid_until and row.valid_until <= now),
            )
        )

    def _schedule(self, taken, moment):
        self.env.cr.execute(
            SQL(
                """
                UPDATE directive_notice_acknowledgement
                   SET step = %s, date_next = %s, write_date = %s WHERE id = ANY(%s)
                """,
                taken,
                moment,
                fields.Datetime.now(),
                self.ids,
            )
        )
        self.invalidate_recordset(["step", "date_next"])

    # Relevance

    def _drop_void(self):
        """Stop waiting if nothing is left to acknowledge; return the other rows."""
        # Escalation checks the access of other users on their behalf.
        told = (
            self.env["directive.notice.delivery"]
            .sudo()
            .search(
                [("notice_id", "in", self.notice_id.ids), ("partner_id", "in", self.partner_id.ids)]
            )
        )
        reasons = {**told._out_of_sight_reasons(), **told._irrelevant_reasons()}
        by_person = {(row.notice_id, row.partner_id): reason for row, reason in reasons.items()}
        void = defaultdict(self.browse)
        for row in self:
            void[by_person.get((row.notice_id, row.partner_id))] |= row
        kept = void.pop(None, self.browse())
        for reason, rows in void.items():
            rows._cancel(reason)
        return kept

    # The actions

    def _take(self, steps):
        """Take these steps, of one rung, for all these rows."""
        for step in steps:
            self._take_step(step)
        labels = dict(steps._fields["action"]._description_selection(self.env))
        names = ", ".join(labels[step.action] for step in steps)
        self._log(f"{steps[:1].after}: {names}")

    def _recipient_rows(self):
        """Return these people as recipients of a repetition of their notices."""
        return [(row.notice_id, one) for row in self for one in row._recipients()]

    def _take_step(self, step):
        """Take one step: an action, or a repetition through the channel of that name."""
        channel = self.env["directive.channel"]._get(step.action)
        if channel is None:
            self._actions()[step.action](step)
        else:
            self._say_again(step, channel)

    def _actions(self):
        """Return ``{action: its method}`` for actions that are not channels.

        Addons add theirs: ``super()._actions() | {…}``.
        """
        return {"deputy": self._take_deputy, "call": self._take_call}

    def _say_again(self, step, channel):
        """Say it once more by ``channel``, where the province has it."""
        if channel._is_available():
            self.env["directive.notice"]._repeat(step.id, self._recipient_rows(), (channel._code,))

    def _take_deputy(self, step):
        """Notify the deputies: an acknowledgement by one of them counts for the agency."""
        Notice = self.env["directive.notice"]
        channels = Notice._default_channels("repeat", step.urgency)
        Notice._repeat(step.id, self._deputy_rows(), channels)

    def _deputy_rows(self):
        Member = self.env["directive.agency.member"]
        domain = Member._reachable_domain() & Member._agency_domain(self.agency_id)
        deputies = Member.search(domain & Domain("role", "=", "deputy")).grouped("agency_id")
        rows = {
            (row.notice_id, Recipient(one.partner_id.id, one.user_id.id or None, row.agency_id.id))
            for row in self
            for one in deputies.get(row.agency_id, ())
            if one.partner_id != row.partner_id
        }
        return sorted(rows, key=lambda row: (row[0].id, row[1].partner_id))
