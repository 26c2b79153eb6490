"""Two processes open the next occurrences, and two people record one event; each happens once."""

from datetime import date, timedelta
from functools import partial
from unittest import mock

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import REPETITIONS, RaceCase, World

DATABASE = OwnDatabase("recurrence_race")
SERIES = 3  # in each attempt


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

    def on(self, day):
        """Let it be ``day`` in the province."""
        settings = DATABASE.registry["directive.settings"]
        return mock.patch.object(settings, "_today", lambda self: day)

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
