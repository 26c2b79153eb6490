from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...tools.workflow import WORKFLOW
from ..recurrence_common import RecurrenceCase


@tagged("post_install", "-at_install")
class TestSeries(RecurrenceCase):
    """The scheduled action opens each next occurrence once."""

    def test_a_periodic_task_begins_a_series_when_it_is_assigned(self):
        draft = self.periodic(state="draft")
        self.assertFalse(self.series_of(draft))
        draft.with_user(self.office_user).action_assign()
        series = self.series_of(draft)
        self.assertEqual((series.state, series.lead_agency_id), ("running", self.agency_a))
        self.assertEqual(draft.date_deadline, date(2026, 12, 14))
        self.assertEqual(draft.timeliness, "open_in_term")
        self.assertEqual(
            (series.date_open, series.date_next), (date(2026, 12, 15), date(2027, 1, 14))
        )

    def test_a_draft_says_when_it_is_due_first(self):
        draft = self.periodic("quarterly", state="draft")
        self.assertIn("12/14/2026", draft.deadline_words)
        draft.frequency_day = 31
        self.assertIn("12/31/2026", draft.deadline_words)

    def test_what_goes_on_all_the_time_is_no_series_and_has_no_deadline(self):
        task = self.periodic("continuous")
        self.assertFalse(self.series_of(task) or task.date_deadline)

    def test_the_next_occurrence_opens_at_midnight_of_the_province_and_once(self):
        series = self.series_of(self.periodic())
        self.open_at("2026-12-14", 23)
        self.assertEqual(len(series.task_ids), 1)
        self.open_at("2026-12-15", 0)
        self.open_at("2026-12-15", 0)
        self.open_at("2026-12-31", 12)
        self.assertEqual(self.deadlines(series), ["2026-12-14", "2027-01-14"])

    def test_an_occurrence_is_an_ordinary_task_linked_to_the_one_before(self):
        first = self.periodic(coordinators=self.agency_b, product="Report", point="3")
        self.open_at("2026-12-15")
        second = self.series_of(first).task_ids - first
        self.assertEqual(second.former_task_id, first)
        for name in ("state", "name", "product", "point", "directive_id", "lead_agency_id"):
            self.assertEqual(second[name], first[name])
        self.assertEqual(second.coordinating_agency_ids, self.agency_b)
        self.assertEqual(second.date_assigned, date(2026, 12, 15))
        self.assertTrue(second.with_user(self.user_a).has_access("read"))
        told = self.Notice.search([("task_id", "=", second.id), ("event", "=", "task_assigned")])
        self.assertIn(self.user_a.partner_id, told.delivery_ids.partner_id)

    def test_each_frequency_has_the_cut_offs_of_the_decree(self):
        wanted = {
            "weekly": ["2026-11-27", "2026-12-04"],
            "monthly": ["2026-12-14", "2027-01-14"],
            "quarterly": ["2026-12-14", "2027-03-15"],  # the 14th is a Sunday
            "half_yearly": ["2026-12-14", "2027-06-14"],
            "yearly": ["2026-12-14", "2027-12-14"],
        }
        for frequency, days in wanted.items():
            with self.subTest(frequency):
                self.at_local("2026-11-25")
                series = self.series_of(self.periodic(frequency))
                self.open_at(series.date_open.isoformat())
                self.assertEqual(self.deadlines(series), days)

    def test_work_is_due_in_the_month_that_the_document_names(self):
        self.at_local("2026-11-25")
        for frequency, month, days in (
            ("yearly", 6, ["2027-06-21", "2028-06-20"]),  # the 20th is a Sunday
            ("half_yearly", 5, ["2027-05-20", "2027-11-22"]),
            ("quarterly", 1, ["2027-01-20", "2027-04-20"]),
        ):
            with self.subTest(frequency):
                self.at_local("2026-11-25")
                task = self.periodic(frequency, frequency_day=20, frequency_month=month)
                series = self.series_of(task)
                self.open_at(series.date_open.isoformat())
                self.assertEqual(self.deadlines(series), days)

    def test_a_month_that_the_period_does_not_have_is_refused(self):
        draft = self.periodic("half_yearly", state="draft")
        with self.assertRaisesRegex(ValidationError, "between 1 and 6"):
            draft.frequency_month = 7
        draft.write({"frequency": "yearly", "frequency_month": 7})
        draft.frequency = "monthly"  # which has no month to choose
        self.assertFalse(draft._rhythm().month)
        for frequency in ("weekly", "monthly", False):
            for month in (-1, 13, 999):
                with self.subTest(frequency=frequency, month=month):
                    with self.assertRaisesRegex(ValidationError, "between 1 and 12"):
                        draft.write({"frequency": frequency, "frequency_month": month})

    def test_the_thirty_first_is_the_last_day_of_a_shorter_month(self):
        self.at_local("2027-12-20")
        series = self.series_of(self.periodic(frequency_day=31))
        for day in ("2028-01-01", "2028-02-01", "2028-03-01"):
            self.open_at(day)
        self.assertEqual(
            [one for one, _state in self.days_of(series)],
            ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"],
        )

    def test_a_day_off_at_tet_moves_the_deadline_but_not_the_rhythm(self):
        self.at_local("2027-01-20")
        self.day_off("2027-02-05", "2027-02-08", "2027-02-09")
        series = self.series_of(self.periodic("weekly"))
        self.open_at("2027-01-23")
        self.open_at("2027-01-30")
        self.open_at("2027-02-06")
        self.assertEqual(
            self.deadlines(series), ["2027-01-22", "2027-01-29", "2027-02-10", "2027-02-12"]
        )
        self.assertEqual(self.days_of(series)[2][0], "2027-02-05")

    def test_after_an_outage_one_is_open_and_the_missed_ones_are_recorded(self):
        task = self.periodic()
        series = self.series_of(task)
        self.open_at("2027-03-20")
        self.assertEqual(
            self.days_of(series),
            [
                ("2026-12-14", "opened"),
                ("2027-01-14", "missed"),
                ("2027-02-14", "missed"),
                ("2027-03-14", "missed"),
                ("2027-04-14", "opened"),
            ],
        )
        told = self.Notice.search([("event", "=", "series_missed")])
        self.assertEqual(len(told), 1)
        self.assertIn("03/14/2027", told.note)
        self.assertEqual(told.delivery_ids.partner_id, task.monitor_id.partner_id)
        self.open_at("2027-03-21")
        self.assertEqual(self.Notice.search_count([("event", "=", "series_missed")]), 1)

    def test_the_office_opens_a_missed_one_once(self):
        series = self.series_of(self.periodic())
        self.open_at("2027-01-20")
        missed = series.occurrence_ids.filtered(lambda one: one.state == "missed")
        with self.assertRaises(AccessError):
            missed.with_user(self.user_a).action_open()
        with self.assertRaisesRegex(UserError, "Only an Office specialist"):
            missed.with_user(self.leader_user).action_open()
        missed.with_user(self.office_user).action_open()
        self.assertEqual(
            (missed.state, missed.task_id.date_deadline), ("opened", date(2027, 1, 14))
        )
        self.assertEqual(missed.task_id.former_task_id.date_occurrence, date(2026, 12, 14))
        with self.assertRaisesRegex(UserError, "already"):
            missed.with_user(self.office_user).action_open()

    def test_the_key_makes_a_second_occurrence_impossible(self):
        series = self.series_of(self.periodic())
        Occurrence = self.env["directive.task.occurrence"].with_context(directive_workflow=WORKFLOW)
        twin = {"series_id": series.id, "date": series.date_last, "state": "opened"}
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.env.cr.savepoint():
            Occurrence.create(twin)

    def test_nobody_writes_a_series_or_its_occurrences(self):
        series = self.series_of(self.periodic())
        for user in (self.office_user, self.leader_user, self.admin_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                series.with_user(user).name = "X"
        for record in (series, series.occurrence_ids):
            with self.subTest(record._name), self.assertRaises(UserError):
                record.write({"state": "ended" if record == series else "missed"})

    # Its steps

    def test_a_paused_series_opens_nothing_and_resumes_with_the_running_one(self):
        series = self.series_of(self.periodic())
        mine = series.with_user(self.office_user)
        with self.assertRaisesRegex(UserError, "reason"):
            mine.action_pause()
        mine.action_pause("By decision 5")
        self.open_at("2027-03-01")
        self.assertEqual(len(series.task_ids), 1)
        mine.action_resume("By decision 6")
        self.open_at("2027-03-01", 1)
        self.assertEqual(
            self.days_of(series),
            [
                ("2026-12-14", "opened"),
                ("2027-01-14", "skipped"),
                ("2027-02-14", "skipped"),
                ("2027-03-14", "opened"),
            ],
        )
        self.assertEqual(
            series.transition_ids.sorted("id").mapped("verb"), ["pause_series", "resume_series"]
        )

    def test_the_agencies_are_told_of_each_change(self):
        task = self.periodic()
        series = self.series_of(task).with_user(self.office_user)
        series.action_pause("By decision 5")
        series.action_resume("By decision 6")
        series.action_correct("By decision 7", {"product": "Table"})
        series.action_end("By decision 8")
        told = self.Notice.search([("event", "=", "series_changed")])
        self.assertEqual(len(told), 4)
        self.assertIn(self.user_a.partner_id, told.delivery_ids.partner_id)

    def test_an_ended_series_opens_nothing_and_lets_its_directive_be_completed(self):
        task = self.periodic()
        series, directive = self.series_of(task), task.directive_id
        for verb in ("receive", "report", "accept"):
            self._advance(task.with_user(self.office_user), verb)
        self.assertEqual(directive.state, "issued")
        with self.assertRaisesRegex(UserError, "end them first"):
            directive.with_user(self.office_user).action_cancel()
        series.with_user(self.office_user).action_end("Repealed")
        self.assertEqual(directive.state, "completed")
        self.open_at("2027-02-01")
        self.assertEqual(len(series.task_ids), 1)

    def test_after_its_last_day_a_series_ends_by_itself(self):
        series = self.series_of(self.periodic())
        mine = series.with_user(self.office_user)
        mine.action_correct("Until January", {"date_until": date(2027, 1, 31)})
        self.open_at("2026-12-15")
        self.assertEqual(series.state, "ended")
        self.open_at("2027-04-15")
        self.assertEqual(self.deadlines(series), ["2026-12-14", "2027-01-14"])

    def test_a_correction_holds_for_what_is_opened_from_now_on(self):
        first = self.periodic()
        series = self.series_of(first)
        mine = series.with_user(self.office_user)
        mine.action_correct(
            "By decision 9", {"lead_agency_id": self.agency_b.id, "frequency_day": 20}
        )
        self.open_at("2026-12-15")
        self.assertEqual(first.lead_agency_id, self.agency_a)
        second = series.task_ids - first
        self.assertEqual(
            (second.lead_agency_id, second.date_occurrence), (self.agency_b, date(2026, 12, 20))
        )
        line = series.transition_ids
        self.assertIn("Department A → Department B", line.changes)

    def test_only_the_office_changes_a_series(self):
        series = self.series_of(self.periodic())
        for step in ("pause", "end"):
            with self.subTest(step), self.assertRaisesRegex(UserError, "Only an Office specialist"):
                getattr(series.with_user(self.leader_user), f"action_{step}")("No")
        with self.assertRaises(AccessError):
            series.with_user(self.head_a).action_pause("No")

    def test_one_that_cannot_be_opened_is_paused_with_the_reason_and_stops_no_other(self):
        bad, good = (
            self.series_of(self.periodic()),
            self.series_of(self.periodic(lead=self.agency_b)),
        )
        self.archive_with_work(self.agency_a)
        self.open_at("2026-12-15")
        self.assertEqual((bad.state, good.state), ("paused", "running"))
        self.assertIn("Department A", bad.trouble)
        self.assertEqual((len(bad.task_ids), len(good.task_ids)), (1, 2))
        self.assertTrue(self.Notice.search([("event", "=", "series_missed")]))

    def test_a_task_corrected_to_be_periodic_begins_a_series(self):
        task = self.make_task(deadline=date(2026, 12, 1))
        self.correct(task, deadline_kind="periodic", frequency="monthly", frequency_day=20)
        self.assertEqual(self.series_of(task).date_last, date(2026, 12, 20))
        self.assertEqual(task.date_deadline, date(2026, 12, 21))  # the 20th is a Sunday

    def test_the_scheduled_action_wakes_at_the_next_midnight(self):
        with self.capture_triggers("directive_tracking.ir_cron_open_series") as captured:
            self.periodic()
        self.assertIn("2026-12-14 17:00:00", [str(one.call_at) for one in captured.records])
