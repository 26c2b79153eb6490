import time
from contextlib import ExitStack
from datetime import datetime

from prometheus_client.parser import text_string_to_metric_families

from odoo.sql_db import db_connect
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL

from ...tools.watch import load
from .test_health import HealthCase

PAGE = "/directive_tracking/metrics"


class MetricsCase(HealthCase):
    def figures(self, text=None):
        """Return ``{name: {label values: number}}`` as a monitoring system reads them."""
        text = text or self.env["directive.metrics"]._text()
        return {
            family.name: {tuple(one.labels.values()): one.value for one in family.samples}
            for family in text_string_to_metric_families(text.decode())
        }


@tagged("post_install", "-at_install")
class TestMetrics(MetricsCase):
    """The figures for a monitoring system are those of the ledger and of the server."""

    def test_queue_and_oldest_message(self):
        rows = self.tell(self.make_task(state="in_progress"), self.user_a, channels=("email",))
        self.at("2026-11-25 02:10:00")
        figures = self.figures()
        self.assertEqual(figures["directive_queue"][("email", "queued")], len(rows))
        self.assertEqual(figures["directive_oldest_due_seconds"][("email",)], 600)

    def test_messages_that_ended_badly(self):
        row = self.tell(self.make_task(state="in_progress"), self.user_a, channels=("email",))
        row._move("failed", "refused")
        self.env.flush_all()
        self.assertEqual(self.figures()["directive_ended_badly"][("email", "failed")], 1)

    def test_jobs_server_and_health(self):
        figures = self.figures()
        self.assertEqual(set(figures["directive_job_age_seconds"].values()), {120})
        self.assertEqual(figures["directive_healthy"][()], 1)
        for name in ("database_bytes", "connections", "connections_most", "disk_free_bytes"):
            self.assertGreater(figures[f"directive_{name}"][()], 0)

    def test_connections_of_other_databases_use_up_those_of_the_server(self):
        mine = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        with ExitStack() as others:
            for _n in range(5):
                others.enter_context(db_connect("postgres").cursor()).execute("SELECT 1")
            # Within a transaction PostgreSQL counts connections once.
            self.env.execute_query(SQL("SELECT pg_stat_clear_snapshot()"))
            [[own]] = self.env.execute_query(SQL(mine))
            self.assertGreaterEqual(self.figures()["directive_connections"][()], own + 5)

    def test_age_of_the_last_backup(self):
        Parameter = self.env["ir.config_parameter"]
        Parameter.search([("key", "=", "directive_tracking.last_backup")]).unlink()
        self.assertNotIn("directive_backup_age_seconds", self.figures())
        Parameter.set_param("directive_tracking.last_backup", datetime(2026, 11, 24, 2))
        self.env.flush_all()
        self.assertEqual(self.figures()["directive_backup_age_seconds"][()], 86400)


@tagged("post_install", "-at_install")
class TestMetricsPage(MetricsCase, HttpCase):
    def test_only_the_watcher_reads_them(self):
        self._stop_clock()
        self.session = None
        self.authenticate(None, None)
        key = self.env["directive.health"]._watch_key()
        for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": f"Basic {key}"}):
            self.assertEqual(self.url_open(PAGE, headers=headers).status_code, 404)
        answer = self.url_open(PAGE, headers={"Authorization": f"Bearer {key}"})
        self.assertEqual(answer.status_code, 200)
        self.assertIn("directive_queue", self.figures(answer.content))

    def test_requests_are_measured(self):
        def seen():
            text = load.as_text().decode()
            return {
                one.name: one.value
                for family in text_string_to_metric_families(text)
                for one in family.samples
                if not one.labels
            }

        before = seen()
        waiting = {"X-Request-Start": f"t={time.time() - 100}"}
        self.assertEqual(self.url_open("/web/health", headers=waiting).status_code, 200)
        after = seen()
        self.assertEqual(
            after["directive_request_seconds_count"], before["directive_request_seconds_count"] + 1
        )
        waited = "directive_request_wait_seconds_sum"
        self.assertGreater(after[waited] - before[waited], 99)
