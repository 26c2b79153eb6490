from datetime import timedelta
from hmac import compare_digest

from odoo import api, fields, models
from odoo.tools import SQL, hmac

from ...tools.watch import alarm

OVERDUE_AFTER = timedelta(minutes=30)
ASKED_EVERY = timedelta(minutes=1)
MANY_FAILURES = 3
# No reminder or message is sent without them: the Office is warned when one stops.
HEARTBEATS = ("ir_cron_remind", "ir_cron_send", "ir_cron_climb")
STOPPED_AFTER = timedelta(hours=3)


class DirectiveHealth(models.Model):
    """The sending state in a few figures for an external watcher.

    Nothing here may reveal content or recipients of messages: the address is public.
    """

    _name = "directive.health"
    _description = "Heartbeat"
    _log_access = False

    date_asked = fields.Datetime(string="Last asked on", readonly=True)

    @api.model
    def _report(self):
        """Return the report for the watcher: ``ok``, ``problems`` (codes), ``ages``, ``overdue``."""
        jobs, overdue = self._named_jobs(), self._count_overdue()
        problems = [f"{code}:{name}" for name, job in jobs.items() if (code := self._trouble(job))]
        if overdue:
            problems.append(alarm.QUEUE)
        problems += self.env["directive.metrics"]._alarms()
        return {
            "ok": not problems,
            "problems": problems,
            "ages": {name: self._age(job) for name, job in jobs.items()},
            "overdue": overdue,
        }

    @api.model
    def _age(self, job):
        """Return the seconds since the last run of a scheduled action, None if it never ran."""
        return int((fields.Datetime.now() - job.lastcall).total_seconds()) if job.lastcall else None

    @api.model
    def _named_jobs(self):
        """Return the suite's scheduled actions by their names in the code."""
        jobs = self.env["directive.sending.check"]._jobs()
        names = jobs.get_external_id()
        return {names[job.id]: job for job in jobs.sorted("id")}

    @api.model
    def _trouble(self, job):
        """Return the problem code of a scheduled action, or None."""
        if not job.active:
            return alarm.OFF
        if self.env["directive.sending.check"]._is_late(job):
            return alarm.LATE
        return alarm.FAILING if job.failure_count >= MANY_FAILURES else None

    @api.model
    def _count_overdue(self):
        """Return the number of rows that have been due for half an hour without being claimed."""
        limit = fields.Datetime.now() - OVERDUE_AFTER
        rows = self.env.execute_query(
            SQL(
                """
                SELECT count(*) FROM directive_notice_delivery
                 WHERE state = 'queued' AND date_next < %s AND (is_express OR %s)
                """,
                limit,
                self._is_open_since(limit),
            )
        )
        return rows[0][0]

    @api.model
    def _is_open_since(self, moment):
        """Tell whether sending hours were open at ``moment`` and are open now.

        Messages that waited overnight are not overdue when the day begins.
        """
        Delivery = self.env["directive.notice.delivery"]
        return Delivery._is_open_hour() and Delivery._is_open_hour(moment=moment)

    @api.model
    def _heartbeat_warning(self):
        """Return a sentence if messages are not being sent, else False.

        Browsers request it, so it does not depend on the failed job.
        """
        late = fields.Datetime.now() - STOPPED_AFTER
        for xmlid in HEARTBEATS:
            # Only the state of the product's own jobs is shown, to responsible roles.
            cron = self.env.ref(f"directive_tracking.{xmlid}").sudo()
            if not cron.active:
                return self._off_sentence(cron)
            if cron.nextcall < late:
                return self._stopped_sentence(cron)
        return False

    @api.model
    def _off_sentence(self, cron):
        return self.env._(
            "The scheduled action “%(name)s” is turned off: reminders and messages are "
            "not sent. Ask an administrator to turn it on.",
            name=cron.name,
        )

    @api.model
    def _stopped_sentence(self, cron):
        return self.env._(
            "The scheduled action “%(name)s” has not run since %(moment)s (UTC): "
            "reminders and messages are not sent. Ask an administrator to check the "
            "server.",
            name=cron.name,
            moment=fields.Datetime.to_string(cron.lastcall or cron.create_date),
        )

    # External watcher

    @api.model
    def _watch_key(self):
        """Return the key that authenticates the watcher."""
        # The database secret is used, not shown.
        return hmac(self.env(su=True), "directive_tracking.watch", "key")

    @api.model
    def _is_watcher(self, key):
        return compare_digest(self._watch_key().encode(), (key or "").encode())

    @api.model
    def _note_asked(self):
        """Record the watcher's visit, at most once a minute."""
        now = fields.Datetime.now()
        row = self.search([], limit=1)
        if not row:
            self.create({"date_asked": now})
        elif row.date_asked < now - ASKED_EVERY:
            row.date_asked = now

    @api.model
    def _last_asked(self):
        """Return when a watcher last asked, or False if none ever did."""
        return self.search([], limit=1).date_asked
