from datetime import timedelta
from hmac import compare_digest

from odoo import api, fields, models
from odoo.tools import SQL, hmac

OVERDUE_AFTER = timedelta(minutes=30)
ASKED_EVERY = timedelta(minutes=1)
MANY_FAILURES = 3


class DirectiveHealth(models.Model):
    """Whether messages leave the house, in a few figures for a watcher outside it.

    Nothing here may tell what a message says or to whom it goes: the address is public.
    """

    _name = "directive.health"
    _description = "Heartbeat"
    _log_access = False

    date_asked = fields.Datetime(string="Last asked on", readonly=True)

    @api.model
    def _report(self):
        """Return what the watcher is told: ``ok``, ``problems`` (codes), ``ages``, ``overdue``."""
        jobs, overdue = self._named_jobs(), self._count_overdue()
        problems = [f"{code}:{name}" for name, job in jobs.items() if (code := self._trouble(job))]
        if overdue:
            problems.append("queue")
        return {
            "ok": not problems,
            "problems": problems,
            "ages": {name: self._age(job) for name, job in jobs.items()},
            "overdue": overdue,
        }

    @api.model
    def _age(self, job):
        """Return for how many seconds a scheduled action has not run, None if it never has."""
        return int((fields.Datetime.now() - job.lastcall).total_seconds()) if job.lastcall else None

    @api.model
    def _named_jobs(self):
        """Return the suite's scheduled actions by their names in the code."""
        jobs = self.env["directive.sending.check"]._jobs()
        names = jobs.get_external_id()
        return {names[job.id]: job for job in jobs.sorted("id")}

    @api.model
    def _trouble(self, job):
        """Return the code of what is wrong with a scheduled action, or None."""
        if not job.active:
            return "off"
        if self.env["directive.sending.check"]._is_late(job):
            return "late"
        return "failing" if job.failure_count >= MANY_FAILURES else None

    @api.model
    def _count_overdue(self):
        """Return how many rows nobody has taken up for half an hour though they were due."""
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
        """Tell whether the hours in which people may be disturbed were open at ``moment`` and are.

        What has waited through a night is not overdue the moment the day begins.
        """
        Delivery = self.env["directive.notice.delivery"]
        return Delivery._is_open_hour() and Delivery._is_open_hour(moment=moment)

    # Whether anybody watches

    @api.model
    def _watch_key(self):
        """Return by what the watcher shows that it is no stranger."""
        # The secret of the database is used, not shown.
        return hmac(self.env(su=True), "directive_tracking.watch", "key")

    @api.model
    def _is_watcher(self, key):
        return compare_digest(self._watch_key().encode(), (key or "").encode())

    @api.model
    def _note_asked(self):
        """Write down that somebody asked, at most once a minute."""
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
