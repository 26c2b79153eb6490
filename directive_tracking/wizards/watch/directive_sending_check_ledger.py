from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.watch.problem import ERROR, WARNING, Problem

WAITING_TOO_LONG = timedelta(minutes=30)
NOT_TAKEN = timedelta(minutes=10)
LONGEST_RETRY = timedelta(minutes=61)
REASONS_NAMED = 3
DELIVERY = "directive.notice.delivery"


class DirectiveSendingCheck(models.TransientModel):
    """The ledger: overdue, failed and unclear messages."""

    _inherit = "directive.sending.check"

    @api.model
    def _ledger_problems(self):
        self.env[DELIVERY].flush_model()
        labels = dict(self.env[DELIVERY]._fields["channel"]._description_selection(self.env))
        return [
            *self._problems_of_queue(labels),
            *self._problems_of_unknown(labels),
            *self._problems_of_failures(labels),
        ]

    # Waiting

    @api.model
    def _problems_of_queue(self, labels):
        problems = []
        for channel, reasons in self._count_reasons(self._waiting_sql()).items():
            sentence = self.env._(
                "%(channel)s: messages waiting for more than half an hour: %(count)s. %(reasons)s",
                count=sum(count for _reason, count in reasons),
                channel=labels.get(channel, channel),
                reasons=self._reason_words(reasons),
            )
            remedy = self.env._("They are retried automatically once the cause is fixed.")
            action = self._messages_action([("channel", "=", channel), ("state", "=", "queued")])
            problems.append(Problem(ERROR, sentence, remedy, action))
        return problems

    @api.model
    def _waiting_sql(self):
        """Return the condition for overdue messages: due but not claimed, or refused and retried.

        Messages kept for the next digest or the end of quiet hours are not overdue.
        """
        now = fields.Datetime.now()
        return SQL(
            "state = 'queued' AND date_queued < %s AND (is_express OR %s) AND ("
            "date_next < %s OR date_next <= date_claimed + %s)",
            now - WAITING_TOO_LONG,
            self.env[DELIVERY]._is_open_hour(),
            now - NOT_TAKEN,
            LONGEST_RETRY,
        )

    # For a person to decide

    @api.model
    def _problems_of_unknown(self, labels):
        problems = []
        for channel, reasons in self._count_reasons(SQL("state = 'unknown'")).items():
            sentence = self.env._(
                "%(channel)s: unclear messages that may have arrived and are not resent "
                "automatically: %(count)s.",
                count=sum(count for _reason, count in reasons),
                channel=labels.get(channel, channel),
            )
            remedy = self.env._(
                "The Office asks the recipients, or sends the messages again at its own risk."
            )
            action = self._messages_action([("channel", "=", channel), ("state", "=", "unknown")])
            problems.append(Problem(WARNING, sentence, remedy, action))
        return problems

    # Failed

    @api.model
    def _problems_of_failures(self, labels):
        since = fields.Datetime.now() - timedelta(days=1)
        condition = SQL("state IN ('failed', 'expired') AND write_date > %s", since)
        problems = []
        for channel, reasons in self._count_reasons(condition).items():
            sentence = self.env._(
                "%(channel)s: messages failed in the last day: %(count)s. %(reasons)s",
                count=sum(count for _reason, count in reasons),
                channel=labels.get(channel, channel),
                reasons=self._reason_words(reasons),
            )
            remedy = self.env._(
                "Fix the cause; then the Office can send them again from the list of messages."
            )
            action = self._messages_action(
                [
                    ("channel", "=", channel),
                    ("state", "in", ("failed", "expired")),
                    ("write_date", ">", fields.Datetime.to_string(since)),
                ]
            )
            problems.append(Problem(WARNING, sentence, remedy, action))
        return problems

    # Counting

    @api.model
    def _count_reasons(self, condition):
        """Return ``{channel: [(reason, count), ...]}``, the most frequent reason first."""
        rows = self.env.execute_query(
            SQL(
                "SELECT channel, reason, count(*) FROM directive_notice_delivery WHERE %s "
                "GROUP BY channel, reason ORDER BY count(*) DESC",
                condition,
            )
        )
        found = {}
        for channel, reason, count in rows:
            found.setdefault(channel, []).append((reason, count))
        return found

    @api.model
    def _reason_words(self, reasons):
        none = self.env._("no reason known")
        words = [f"{reason or none} ({count})" for reason, count in reasons[:REASONS_NAMED]]
        rest = len(reasons) - REASONS_NAMED
        if rest > 0:
            words.append(self.env._("%(count)s other reasons", count=rest))
        return "; ".join(words)

    @api.model
    def _messages_action(self, domain):
        return self._list_action(DELIVERY, domain, self.env._("Messages"))
