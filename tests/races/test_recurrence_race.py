"""Processes and people at one periodic task, event or pair of tasks; each thing happens once."""

from datetime import date, timedelta
from functools import partial

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import REPETITIONS, RaceCase, World

DATABASE = OwnDatabase("recurrence_race")
SERIES = 3  # in each attempt
FRIDAY = date(2026, 12, 4)
NOTE = "By decision 12/QĐ-UBND"


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)


class TestRecurrenceRace(RaceCase):
    database = DATABASE

    def new_task(self, env, **deadline):
        """Return a task in force with this kind of deadline."""
        task = world.new_task(env, world.new_directive(env), "A", "draft")
        task.write({"date_deadline": False, **deadline})
        task.action_assign()
        return World(task=task.id)

    def test_two_processes_open_each_next_occurrence_once(self):
        with self.on(date(2026, 11, 25)), DATABASE.environment() as env:
            weekly = {"deadline_kind": "periodic", "frequency": "weekly"}
            ids = [self.new_task(env, **weekly).task for _series in range(SERIES)]

        def run(env):
            env["directive.task.series"]._cron_open()

        for attempt in range(REPETITIONS):
            day = date(2026, 11, 27) + timedelta(weeks=attempt + 1)
            with self.on(day - timedelta(days=3)):
                self.at_once({"first": run, "second": run}, World(task=ids))
            with DATABASE.environment() as env:
                for series in env["directive.task"].browse(ids).series_id:
                    days = series.occurrence_ids.mapped("date")
                    with self.subTest(attempt=attempt):
                        self.assertEqual(len(series.task_ids), attempt + 2)
                        self.assertEqual(len(series.task_ids), len(set(days)))
                        self.assertEqual((max(days), series.state), (day, "running"))

    def weekly(self, env, missed=False):
        """Return a series whose second occurrence is due on :data:`FRIDAY`, or was missed then."""
        with self.on(FRIDAY - timedelta(days=9)):
            one = self.new_task(env, deadline_kind="periodic", frequency="weekly")
        if missed:
            with self.on(FRIDAY + timedelta(days=3)):
                env["directive.task.series"]._cron_open()
        return one

    def series_of(self, env, one):
        return env["directive.task"].browse(one.task).series_id

    def opens(self, env):
        env["directive.task.series"]._cron_open()

    def open_missed(self, env, one):
        rows = self.series_of(env, one).occurrence_ids
        rows.filtered(lambda row: row.state == "missed").action_open()

    def check_series(self, env, one, days):
        """Check that there is one task for each of ``days``, and that all traces agree."""
        series = self.series_of(env, one)
        opened = series.occurrence_ids.filtered(lambda row: row.state == "opened")
        self.assertEqual(sorted(series.task_ids.mapped("date_occurrence")), days)
        self.assertEqual(sorted(opened.mapped("date")), days)
        self.assertEqual(opened.task_id, series.task_ids)
        self.assertEqual(world.faults(series.directive_id), [])
        return series

    def meet(self, make, acts, check, today):
        """Let them meet on ``today``, each world by itself: a scheduled action opens every series."""
        with self.on(today):
            self.repeat(make, acts, check, apart=True)

    def test_of_ending_a_series_and_opening_it_each_is_done_whole_or_not_at_all(self):
        def end(env, one):
            self.series_of(env, one).action_end(NOTE)

        def acts(one):
            return {"cron": self.opens, "second": self.opens, "clerk": partial(end, one=one)}

        def check(env, one, done):
            days = sorted(self.series_of(env, one).task_ids.mapped("date_occurrence"))
            self.assertIn(days, [[FRIDAY - timedelta(7)], [FRIDAY - timedelta(7), FRIDAY]])
            series = self.check_series(env, one, days)
            ends = series.transition_ids.filtered(lambda line: line.verb == "end_series")
            self.assertEqual((done["clerk"], series.state, len(ends)), (True, "ended", 1))

        self.meet(self.weekly, acts, check, FRIDAY - timedelta(days=3))

    def test_a_missed_occurrence_is_opened_once_while_the_next_opens_by_itself(self):
        def acts(one):
            people = {name: partial(self.open_missed, one=one) for name in ("first", "second")}
            return {"cron": self.opens, **people}

        def check(env, one, _done):
            # A process leaves alone the series that somebody holds, and has itself run again.
            cron = env.ref("directive_tracking.ir_cron_open_series")
            due = self.series_of(env, one).date_open <= FRIDAY + timedelta(days=8)
            called = env["ir.cron.trigger"].search([("cron_id", "=", cron.id)]).mapped("call_at")
            self.assertTrue(not due or min(called).date() <= FRIDAY + timedelta(days=8))
            self.opens(env)
            days = [FRIDAY + timedelta(weeks=week) for week in (-1, 0, 1, 2)]
            series = self.check_series(env, one, days)
            lines = series.transition_ids.filtered(lambda line: line.verb == "open_missed")
            self.assertEqual(len(lines), 1)
            series.action_end(NOTE)  # or the scheduled action would open it in all other worlds

        make = partial(self.weekly, missed=True)
        self.meet(make, acts, check, FRIDAY + timedelta(days=8))

    def test_an_event_recorded_by_two_people_starts_the_clock_once(self):
        def record(env, one):
            env["directive.task"].browse(one.task).action_record_event("2026-01-05", "9/QĐ")

        def acts(one):
            return {"first": partial(record, one=one), "second": partial(record, one=one)}

        def check(env, one, done):
            task = env["directive.task"].browse(one.task)
            lines = task.transition_ids.filtered(lambda line: line.verb == "record_event")
            notices = env["directive.notice"].search_count(
                [("task_id", "=", one.task), ("event", "=", "event_recorded")]
            )
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual((len(lines), notices), (1, 1))
            self.assertEqual(task.date_deadline, date(2026, 1, 12))

        event = {"deadline_kind": "event", "event_text": "X", "deadline_days": 5}
        self.repeat(partial(self.new_task, **event), acts, check)

    def test_a_draft_merged_by_two_people_is_merged_once(self):
        def make(env):
            other = world.new_task(env, world.new_directive(env), "A", "in_progress")
            draft = world.new_task(env, world.new_directive(env), "A", "draft")
            return World(task=other.id, draft=draft.id)

        def merge(env, one):
            env["directive.task"].browse(one.draft).exists().action_merge(one.task)

        def acts(one):
            return {"first": partial(merge, one=one), "second": partial(merge, one=one)}

        def check(env, one, _done):
            other = env["directive.task"].browse(one.task)
            merged = other.later_likeness_ids.filtered(lambda row: row.kind == "merged")
            self.assertEqual(len(merged), 1)
            self.assertEqual(other.remark.count("128/QĐ-UBND"), 1)

        self.repeat(make, acts, check)

    def test_a_pair_of_tasks_linked_by_two_people_is_linked_once(self):
        def make(env):
            tasks = [
                world.new_task(env, world.new_directive(env), "A", "in_progress")
                for _task in range(2)
            ]
            return World(task=tasks[0].id, other=tasks[1].id)

        def link(env, one):
            env["directive.task"].browse(one.task).action_link(one.other)

        def acts(one):
            return {"first": partial(link, one=one), "second": partial(link, one=one)}

        def check(env, one, done):
            other = env["directive.task"].browse(one.other)
            lines = other.transition_ids.filtered(lambda line: line.verb == "link")
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual((len(other.later_likeness_ids), len(lines)), (1, 1))

        self.repeat(make, acts, check)
