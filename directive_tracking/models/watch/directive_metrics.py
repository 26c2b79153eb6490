import shutil
from math import inf

from odoo import api, fields, models
from odoo.tools import SQL, config

from ...tools.watch import alarm, load
from ...tools.watch.metric import Metric, as_text

QUEUE = """
SELECT channel, state, count(*), EXTRACT(EPOCH FROM %(now)s - min(date_next))
  FROM directive_notice_delivery WHERE state IN ('queued', 'sending') GROUP BY channel, state
"""
ENDED = """
SELECT channel, state, count(*) FROM directive_notice_delivery
 WHERE state IN ('unknown', 'failed', 'expired') AND write_date > %(now)s - interval '1 day'
 GROUP BY channel, state
"""
SERVER = """
SELECT pg_database_size(current_database()),
       current_setting('max_connections')::int
         - current_setting('superuser_reserved_connections')::int
         - COALESCE(current_setting('reserved_connections', TRUE)::int, 0),
       (SELECT sum(numbackends)::int FROM pg_stat_database),
       (SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'active'
           AND query_start < clock_timestamp() - interval '5 seconds')
"""
# Those that PostgreSQL waits for by their names: 'ANY 1 (one, two)'.
GONE = """
SELECT name FROM regexp_split_to_table(
           regexp_replace(current_setting('synchronous_standby_names'), '^[^(]*[(]|[)"* ]', '', 'g'),
           ',') AS name
 WHERE name <> '' AND name NOT IN (SELECT application_name FROM pg_stat_replication)
"""
LAG = """
SELECT COALESCE(application_name, ''), COALESCE(EXTRACT(EPOCH FROM replay_lag), 0)
  FROM pg_stat_replication
"""
BACKUP = (
    "SELECT value::timestamp FROM ir_config_parameter WHERE key = 'directive_tracking.last_backup'"
)


class DirectiveMetrics(models.AbstractModel):
    """Figures for a monitoring system: queues, failures, scheduled actions, server, backup.

    Nothing here names a person or an order.
    """

    _name = "directive.metrics"
    _description = "Figures for Monitoring"

    @api.model
    def _text(self):
        """Return all figures as Prometheus text, in bytes."""
        return as_text(self._metrics()) + load.as_text()

    @api.model
    def _metrics(self):
        """Return all :class:`Metric` objects; an addon adds its own."""
        return [
            *self._queue_metrics(),
            *self._job_metrics(),
            *self._server_metrics(),
            *self._backup_metrics(),
        ]

    @api.model
    def _queue_metrics(self):
        now = fields.Datetime.now()
        waiting = self.env.execute_query(SQL(QUEUE, now=now))
        ended = self.env.execute_query(SQL(ENDED, now=now))
        oldest = {(row[0],): max(row[3] or 0, 0) for row in waiting if row[1] == "queued"}
        return [
            Metric("queue", "Messages waiting", ("channel", "state"), _by_two(waiting)),
            Metric("oldest_due_seconds", "Age of the oldest due message", ("channel",), oldest),
            Metric("ended_badly", "Of the last 24 hours", ("channel", "state"), _by_two(ended)),
        ]

    @api.model
    def _job_metrics(self):
        health = self.env["directive.health"]
        jobs = health._named_jobs()
        ages = {(name,): health._age(job) for name, job in jobs.items() if job.lastcall}
        failures = {(name,): job.failure_count for name, job in jobs.items()}
        return [
            Metric("job_age_seconds", "Since the last run", ("job",), ages),
            Metric("job_failures", "Failures in a row", ("job",), failures),
            Metric("healthy", "1 if messages go out", (), {(): int(health._report()["ok"])}),
        ]

    @api.model
    def _server_metrics(self):
        [[size, most, used, slow]] = self.env.execute_query(SQL(SERVER))
        lag = {(name,): seconds for name, seconds in self.env.execute_query(SQL(LAG))}
        gone = self._count_replicas_gone(len(lag))
        free = shutil.disk_usage(config["data_dir"]).free
        return [
            Metric("database_bytes", "Size of the database", (), {(): size}),
            Metric("connections", "Connections to the database server", (), {(): used}),
            Metric("connections_most", "Connections allowed", (), {(): most}),
            Metric("slow_statements", "Statements over 5 seconds now", (), {(): slow}),
            Metric("replica_lag_seconds", "Delay of each replica", ("replica",), lag),
            Metric("replicas_gone", "Replicas that do not follow", (), {(): gone}),
            Metric("disk_free_bytes", "Free space for attachments", (), {(): free}),
            Metric("workers", "Workers for requests", (), {(): config["workers"] or 1}),
        ]

    @api.model
    def _alarms(self):
        """Return the mild codes of `tools.watch.alarm` that hold now."""
        [[_size, most, used, slow]] = self.env.execute_query(SQL(SERVER))
        lags = [float(seconds) for _name, seconds in self.env.execute_query(SQL(LAG))]
        if self._count_replicas_gone(len(lags)):
            lags.append(inf)
        disk, workers = shutil.disk_usage(config["data_dir"]), config["workers"]
        return alarm.mild(
            free=disk.free / disk.total,
            backup_age=self._backup_age(),
            lag=max(lags, default=None),
            used=used / most,
            busy=load.busy() / workers if workers > 1 else None,
            slow=slow,
        )

    @api.model
    def _count_replicas_gone(self, following):
        """Return how many of the replicas that this house counts on do not follow.

        :param following: how many do, of which Odoo may read from one
        """
        gone = len(self.env.execute_query(SQL(GONE)))
        return gone or int(bool(config["db_replica_host"]) and not following)

    @api.model
    def _backup_metrics(self):
        age = self._backup_age()
        if age is None:
            return []  # the figure is missing, and the monitoring system says so
        return [Metric("backup_age_seconds", "Since the last backup", (), {(): age})]

    @api.model
    def _backup_age(self):
        """Return the seconds since the last backup, None if there never was one."""
        found = self.env.execute_query(SQL(BACKUP))
        return (fields.Datetime.now() - found[0][0]).total_seconds() if found else None


def _by_two(rows):
    """Return ``{(channel, state): count}``."""
    return {(channel, state): count for channel, state, count, *_rest in rows}
