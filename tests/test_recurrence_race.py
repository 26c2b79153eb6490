"""Two processes open the next occurrences, and two people record one event; each happens once."""

import threading
import unittest
from datetime import date
from unittest import mock

from . import workflow_world as world
from .own_database import OwnDatabase
from .together import run_together

DATABASE = OwnDatabase("recurrence_race")
ATTEMPTS = 50
SERIES = 3  # in each attempt


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)


class TestRecurrenceRace(unittest.TestCase):
    def setUp(self):
        from odoo.tools import mute_logger

        for quiet in (mock.patch("odoo.service.model.time.sleep"), mute_logger("odoo.sql_db")):
            quiet.__enter__()
            self.addCleanup(quiet.__exit__, None, None, None)

    def environment(self, cr):
        from odoo.api import SUPERUSER_ID, Environment

        return Environment(cr, SUPERUSER_ID, {})

    def new_tasks(self, count=1, **deadline):
        """Return the ids of tasks in force with this kind of deadline."""
        with DATABASE.environment() as env:
            ids = []
            for _number in range(count):
                task = world.new_task(env, world.new_directive(env), "A", "draft")
                task.write({"date_deadline": False, **deadline})
                task.action_assign()
                ids.append(task.id)
            return ids

    def run_twice(self, act):
        """Run ``act(env)`` on two connections that have both looked already; return the outcomes."""
        from odoo.exceptions import UserError

        together, outcomes = threading.Barrier(2), []

        def run():
            with DATABASE.registry.cursor() as cr:
                env = self.environment(cr)
                env["directive.task"].search_count([])  # the transaction has its snapshot
                together.wait()
                try:
                    outcomes.append(act(env))
                    cr.commit()
                except UserError as error:
                    cr.rollback()
                    outcomes.append(error)

        run_together(run, run)
        return outcomes

    def test_two_processes_open_each_next_occurrence_once(self):
        settings = DATABASE.registry["directive.settings"]
        with mock.patch.object(settings, "_today", lambda self: date(2026, 11, 25)):
            ids = self.new_tasks(SERIES, deadline_kind="periodic", frequency="weekly")
        day = date(2026, 11, 27)
        for attempt in range(ATTEMPTS):
            day = date.fromordinal(day.toordinal() + 7)
            opened = date.fromordinal(day.toordinal() - 3)
            with mock.patch.object(settings, "_today", lambda self, day=opened: day):
                self.run_twice(lambda env: env["directive.task.series"]._cron_open())
            with DATABASE.environment() as env:
                for series in env["directive.task"].browse(ids).series_id:
                    days = series.occurrence_ids.mapped("date")
                    with self.subTest(attempt=attempt):
                        self.assertEqual(len(series.task_ids), attempt + 2)
                        self.assertEqual(len(series.task_ids), len(set(days)))
                        self.assertEqual((max(days), series.state), (day, "running"))

    def test_an_event_recorded_by_two_people_starts_the_clock_once(self):
        from odoo.service.model import retrying

        for attempt in range(ATTEMPTS):
            (task_id,) = self.new_tasks(deadline_kind="event", event_text="X", deadline_days=5)

            def record(env, task_id=task_id):
                task = env["directive.task"].browse(task_id)
                return retrying(lambda: task.action_record_event("2026-01-05", "9/QĐ"), env)

            outcomes = self.run_twice(record)
            with DATABASE.environment() as env:
                task = env["directive.task"].browse(task_id)
                lines = task.transition_ids.filtered(lambda one: one.verb == "record_event")
                notices = env["directive.notice"].search_count(
                    [("task_id", "=", task_id), ("event", "=", "event_recorded")]
                )
                with self.subTest(attempt=attempt):
                    self.assertEqual(outcomes.count(True), 1)
                    self.assertEqual((len(lines), notices), (1, 1))
                    self.assertEqual(task.date_deadline, date(2026, 1, 12))

    def test_a_draft_merged_by_two_people_is_merged_once(self):
        from odoo.service.model import retrying

        for attempt in range(ATTEMPTS):
            with DATABASE.environment() as env:
                order = world.new_directive(env)
                other = world.new_task(env, order, "A", "in_progress")
                draft = world.new_task(env, world.new_directive(env), "A", "draft")
                ids = draft.id, other.id
            outcomes = self.run_twice(
                lambda env, ids=ids: retrying(
                    lambda: env["directive.task"].browse(ids[0]).exists().action_merge(ids[1]), env
                )
            )
            with DATABASE.environment() as env:
                other = env["directive.task"].browse(ids[1])
                merged = other.later_likeness_ids.filtered(lambda row: row.kind == "merged")
                with self.subTest(attempt=attempt, outcomes=outcomes):
                    self.assertEqual(len(merged), 1)
                    self.assertEqual(other.remark.count("128/QĐ-UBND"), 1)
