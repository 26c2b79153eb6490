import logging
import time

import psycopg2

from odoo import api, fields, models
from odoo.tools import SQL

from ...connectors.base import ACCEPTED, BLOCKED, LATER, UNKNOWN
from ...tools.limits import lease, limit_state, pause_after
from ...tools.line import Way

_logger = logging.getLogger(__name__)

TROUBLE = (LATER, BLOCKED, UNKNOWN)  # a gateway is paused after this many
LONGEST_WAIT = 2.0  # seconds to wait for the rate limit of one gateway


class DirectiveSmsGateway(models.Model):
    """Limits of a gateway: circuit breaker, rate limit and monthly budget."""

    _inherit = "directive.sms.gateway"

    failure_count = fields.Integer(string="Failures in a row", readonly=True, copy=False)
    date_open_until = fields.Datetime(string="Paused until", readonly=True, copy=False)
    last_error = fields.Char(string="Last error", readonly=True, copy=False)
    tokens = fields.Float(readonly=True, copy=False)
    date_tokens = fields.Float(readonly=True, copy=False)  # seconds since 1970
    spent_month = fields.Float(string="Spent this month (đ)", compute="_compute_spent_month")
    health = fields.Char(compute="_compute_health")

    @api.depends_context("uid")
    def _compute_spent_month(self):
        settings = self.env["directive.settings"]
        start = settings._start_of_day_utc(settings._today().replace(day=1))
        groups = self.env["directive.sms.message"]._read_group(
            [
                ("gateway_id", "in", self.ids),
                ("date_submitted", ">=", start),
                ("state", "!=", "refused"),
            ],
            ["gateway_id"],
            ["price:sum"],
        )
        spent = {gateway.id: price for gateway, price in groups}
        for gateway in self:
            gateway.spent_month = spent.get(gateway.id, 0.0)

    @api.depends(
        "date_open_until",
        "last_error",
        "soft_limit",
        "hard_limit",
        "active",
        "balance",
        "date_balance",
        "balance_mark",
    )
    def _compute_health(self):
        for gateway in self:
            gateway.health = gateway._health_sentence()

    def _health_sentence(self):
        """Return in plain words the current state of this gateway."""
        return self._trouble() or self.env._("It can send.")

    def _trouble(self):
        """Return in plain words the current problem of this gateway, or None."""
        spending = self._spending()
        if not self.active:
            return self.env._("Archived: nothing is sent by this gateway.")
        if self._is_open():
            return self.env._(
                "Paused until %(moment)s (UTC) after this error: %(error)s",
                moment=fields.Datetime.to_string(self.date_open_until),
                error=self.last_error or "",
            )
        if spending == "hard":
            return self.env._("The monthly limit is reached: nothing is sent until next month.")
        if spending == "soft":
            return self.env._("This month's spending is above the warning threshold.")
        return self._low_sentence() if self._is_low() else None

    def _spending(self):
        """Return the state of this month's spending, including one more message."""
        left_for = self.hard_limit and self.hard_limit - self.price_part
        return limit_state(self.spent_month, self.soft_limit, left_for)

    def _is_open(self):
        """Tell whether the circuit is open: the account is paused after errors."""
        return bool(self.date_open_until and self.date_open_until > fields.Datetime.now())

    @api.model
    def _ready(self):
        """Return the gateways that may send now, in their order."""
        return self.search([("active", "=", True)]).filtered(
            lambda one: not one._is_open() and one._spending() != "hard"
        )

    @api.model
    def _next_ready(self):
        """Return when the first paused gateway may be retried, or False."""
        moments = self.search([("date_open_until", "!=", False)]).mapped("date_open_until")
        return min(moments, default=False)

    def _ways(self):
        """Return these gateways as a run of sending uses them, in their order."""
        self._count_budget()
        ways = []
        for gateway in self:
            connector = gateway._connector()
            rates = filter(None, (gateway.rate, connector.capabilities().rate))
            ways.append(
                Way(
                    gateway.id,
                    gateway.name,
                    connector,
                    rate=min(rates, default=0.0),
                    has_limit=bool(gateway.hard_limit),
                    failures=gateway.failure_count,
                )
            )
        return ways

    def _refresh(self, line):
        """Refresh the state of these gateways from other processes."""
        for gateway in self:
            line.ways[gateway.id].failures = gateway.failure_count
            if gateway._is_open():
                line.close(line.ways[gateway.id])

    def _take_turn(self, way):
        """Return 0 if ``way`` may send now, else the seconds until it may."""
        if not way.rate:
            return 0.0
        if not way.turns or time.monotonic() > way.turns_end:
            way.turns, pause = self._lease(way.rate)
            way.turns_end = time.monotonic() + 1.0  # an old turn would come on top of later ones
            if not way.turns:
                way.rest_end = time.monotonic() + min(pause, LONGEST_WAIT)
                return pause
        way.turns -= 1
        return 0.0

    def _lease(self, rate):
        """Take the tokens of this second from the bucket that all processes share.

        The row stays locked until the step is committed.
        """
        [[tokens, moment]] = self.env.execute_query(
            SQL(
                "SELECT tokens, date_tokens FROM directive_sms_gateway WHERE id = %s FOR UPDATE",
                self.id,
            )
        )
        now = time.time()
        found = lease(tokens or 0.0, now - (moment or 0.0), rate, max(1, int(rate)))
        self.env.cr.execute(
            SQL(
                "UPDATE directive_sms_gateway SET tokens = %s, date_tokens = %s WHERE id = %s",
                found.tokens,
                now,
                self.id,
            )
        )
        return found.granted, found.wait

    def _note(self, outcome):
        """Record the behaviour of the account: errors open the circuit, success closes it.

        Called after a submission, so it must not fail: the outcome of the message is more
        important.
        """
        if outcome.result not in TROUBLE:
            if outcome.result == ACCEPTED and self.failure_count:
                self._write_state(failure_count=0, date_open_until=None, last_error=None)
            return
        failures = self.failure_count + 1
        pause = pause_after(failures, outcome.retry_after)
        until = pause and fields.Datetime.now() + pause
        self._write_state(
            failure_count=failures, date_open_until=until or None, last_error=outcome.reason
        )

    def _write_state(self, **values):
        assignments = [
            SQL("%s = %s", SQL.identifier(name), value) for name, value in values.items()
        ]
        try:
            with self.env.cr.savepoint():
                self.env.cr.execute(
                    SQL(
                        "UPDATE directive_sms_gateway SET %s WHERE id = %s",
                        SQL(", ").join(assignments),
                        self.id,
                    )
                )
        except psycopg2.Error as error:
            _logger.warning("SMS gateway %s: its state was not written: %s", self.id, error)
        self.invalidate_recordset(list(values))

    def action_close_circuit(self):
        """Allow an immediate retry of the gateway."""
        self.check_access("write")
        self.write({"failure_count": 0, "date_open_until": False})
        self.env["directive.notice.delivery"]._trigger_send()
        return True
