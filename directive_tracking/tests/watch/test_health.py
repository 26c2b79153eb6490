from datetime import datetime, timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL, config

from ...controllers.watch import health, metrics
from ...models.watch import directive_metrics
from ...tools.watch import alarm, load
from ..notice_common import NoticeCase

PAGE = "/directive_tracking/health"
SEND = "directive_tracking.ir_cron_send"


class HealthCase(NoticeCase):
    def setUp(self):
        super().setUp()
        self.Health = self.env["directive.health"]
        self.Delivery.search([])._move("cancelled")
        self.jobs = self.env["directive.sending.check"]._jobs()
        now = fields.Datetime.now()
        self.jobs.write(
            {
                "active": True,
                "failure_count": 0,
                "lastcall": now - timedelta(minutes=2),
                "nextcall": now + timedelta(minutes=3),
            }
        )

    def problems(self):
        return self.Health._report()["problems"]


@tagged("post_install", "-at_install")
class TestHealth(HealthCase):
    """The answers to external monitoring."""

    def test_all_is_well_while_the_jobs_run_and_nothing_waits(self):
        report = self.Health._report()
        self.assertEqual((report["ok"], report["problems"], report["overdue"]), (True, [], 0))
        self.assertEqual(report["ages"][SEND], 120)
        self.assertEqual(len(report["ages"]), len(self.jobs))

    def test_a_job_switched_off_late_or_failing_is_trouble(self):
        job = self.env.ref(SEND)
        for code, vals in (
            ("late", {"nextcall": datetime(2026, 11, 25, 1)}),
            ("failing", {"failure_count": 3, "nextcall": datetime(2026, 11, 25, 3)}),
            ("off", {"active": False}),
        ):
            job.write(vals)
            self.assertEqual(self.problems(), [f"{code}:{SEND}"])

    def test_each_mild_alarm_is_raised_and_passes(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("directive_tracking.last_backup", "2026-11-22 01:00:00")
        self.env.flush_all()
        self.assertEqual(self.problems(), ["backup"])
        parameters.set_param("directive_tracking.last_backup", "2026-11-25 01:00:00")
        self.env.flush_all()
        self.assertEqual(self.problems(), [])
        for code, name, limit in (
            ("disk", "LEAST_FREE", 2),
            ("connections", "MOST_USED", -1),
            ("slow", "MANY_SLOW", 0),
        ):
            with self.subTest(code), patch.object(alarm, name, limit):
                self.assertEqual(self.problems(), [code])
        standby = patch.object(directive_metrics, "LAG", "SELECT 'one', 61.5")
        with standby:
            self.assertEqual(self.problems(), ["replica"])

    def test_a_replica_that_does_not_follow_at_all_is_an_alarm(self):
        with patch.object(directive_metrics, "GONE", "SELECT 'two'"):
            self.assertEqual(self.problems(), ["replica"])
        with patch.dict(config.options, db_replica_host="/run/replica"):
            self.assertEqual(self.problems(), ["replica"])
            with patch.object(directive_metrics, "LAG", "SELECT 'one', 0.1"):
                self.assertEqual(self.problems(), [])

    def test_names_of_wanted_replicas_are_read_in_every_form(self):
        for text, names in (
            ("ANY 1 (one, two)", {"one", "two"}),
            ('FIRST 2 ("one",two)', {"one", "two"}),
            ("2 (one, two)", {"one", "two"}),
            ("one", {"one"}),
            ("*", set()),
            ("", set()),
        ):
            query = directive_metrics.GONE.replace(
                "current_setting('synchronous_standby_names')", "%s::text"
            )
            found = self.env.execute_query(SQL(query, text))
            self.assertEqual({name for (name,) in found}, names, text)

    def test_they_are_asked_of_the_primary_which_alone_knows(self):
        for page in (health.Health.health, metrics.Metrics.metrics):
            self.assertIs(page.original_routing["readonly"], False)

    def test_workers_that_are_all_busy_are_an_alarm(self):
        with patch.dict(config.options, workers=2), load.measured(None):
            self.assertEqual(self.problems(), [])
            with load.measured(None):
                self.assertEqual(self.problems(), ["busy"])

    def test_a_job_that_never_ran_has_no_age(self):
        self.env.ref(SEND).lastcall = False
        self.assertIsNone(self.Health._report()["ages"][SEND])

    def test_what_waited_through_the_night_is_not_overdue_as_the_hours_open(self):
        rows = self.tell(self.make_task(state="in_progress"), self.user_a, channels=("email",))
        rows.date_next = datetime(2026, 11, 24, 14, 5)  # refused at 21:04, to be tried at 21:05
        rows.flush_recordset()
        self.at_local("2026-11-25", hour=6)
        self.assertNotIn("queue", self.problems())
        self.at("2026-11-24 23:31:00")
        self.assertIn("queue", self.problems())

    def test_what_nobody_takes_up_for_half_an_hour_is_trouble(self):
        self.tell(self.make_task(state="in_progress"), self.user_a)
        self.at("2026-11-25 02:29:00")
        self.assertNotIn("queue", self.problems())
        self.at("2026-11-25 02:31:00")
        self.assertIn("queue", self.problems())
        self.assertEqual(self.Health._report()["overdue"], 2)
        self.send()
        self.assertNotIn("queue", self.problems())

    def test_what_waits_for_the_morning_is_no_trouble_but_an_express_message_is(self):
        self.at_local("2026-11-25", hour=20)
        task = self.make_task(state="in_progress")
        self.Delivery.search([])._move("cancelled")
        self.tell(task, self.user_a, channels=("email",))
        self.at_local("2026-11-25", hour=23)
        self.assertNotIn("queue", self.problems())
        self.tell(task, self.user_a, occurrence="x", channels=("email",), urgency="express")
        self.at_local("2026-11-26", hour=0)
        self.assertIn("queue", self.problems())

    def test_only_administrators_read_when_it_was_last_asked(self):
        self.Health._note_asked()
        self.assertTrue(self.Health.with_user(self.admin_user).search([]))
        for user in (self.user_a, self.office_user, self.leader_user):
            with self.assertRaises(AccessError):
                self.Health.with_user(user).search([])

    def test_when_it_was_last_asked_is_written_at_most_once_a_minute(self):
        self.Health.search([]).unlink()
        self.assertFalse(self.Health._last_asked())
        self.Health._note_asked()
        self.env.flush_all()
        self.at("2026-11-25 02:00:30")
        before = self.env.cr.sql_log_count
        self.Health._note_asked()
        self.env.flush_all()
        self.assertLessEqual(self.env.cr.sql_log_count - before, 1, "no more than a look")
        self.assertEqual(self.Health._last_asked(), datetime(2026, 11, 25, 2))
        self.at("2026-11-25 02:01:30")
        self.Health._note_asked()
        self.assertEqual(self.Health._last_asked(), datetime(2026, 11, 25, 2, 1, 30))


@tagged("post_install", "-at_install")
class TestHealthPage(HealthCase, HttpCase):
    """The address itself, requested without a login."""

    def test_the_status_tells_health_from_trouble(self):
        self._stop_clock()
        now = fields.Datetime.now()
        self.jobs.write({"lastcall": now, "nextcall": now + timedelta(minutes=5)})
        self.session = None
        self.authenticate(None, None)
        watcher = {"X-Directive-Watch": self.Health._watch_key()}
        answer = self.url_open(PAGE, headers=watcher)
        self.assertEqual((answer.status_code, answer.json()["ok"]), (200, True))
        self.assertTrue(self.Health._last_asked())
        self.env.ref(SEND).active = False
        answer = self.url_open(PAGE, headers=watcher)
        self.assertEqual((answer.status_code, answer.json()["problems"]), (503, [f"off:{SEND}"]))

    def test_a_stranger_is_told_the_same_and_leaves_no_trace(self):
        self.session = None
        self.authenticate(None, None)
        self.Health.search([]).unlink()
        self.patch(health, "_remembered", {})
        for headers in ({}, {"X-Directive-Watch": "nonsense"}, {"X-Directive-Watch": "é"}):
            self.assertIn("problems", self.url_open(PAGE, headers=headers).json())
        self.assertFalse(self.Health.search([]))

    def test_many_strangers_cost_one_look(self):
        self.session = None
        self.authenticate(None, None)
        self.patch(health, "_remembered", {})
        model = self.registry["directive.health"]
        with patch.object(model, "_report", side_effect=model._report, autospec=True) as report:
            for _time in range(5):
                self.url_open(PAGE)
        self.assertEqual(report.call_count, 1)


@tagged("post_install", "-at_install")
class TestHeartbeat(HealthCase):
    """The browser of the Office reports a dead scheduler."""

    def warning(self):
        return self.Health.with_user(self.office_user)._heartbeat_warning()

    def test_all_is_quiet_while_the_jobs_run(self):
        self.assertFalse(self.warning())

    def test_each_job_without_which_messages_stay_in_the_house_is_missed(self):
        for name in ("remind", "send", "climb"):
            job = self.env.ref(f"directive_tracking.ir_cron_{name}")
            with self.subTest(name=name), self.env.cr.savepoint() as savepoint:
                job.nextcall = datetime(2026, 11, 24, 22)
                self.assertIn(f"“{job.name}” has not run", self.warning())
                job.active = False
                self.assertIn(f"“{job.name}” is turned off", self.warning())
                savepoint.rollback()
