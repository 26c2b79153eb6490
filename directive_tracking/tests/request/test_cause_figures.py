import random
from datetime import timedelta

from odoo.tests import freeze_time, tagged

from ...tools.statistics import is_late_with_cause, official_class
from ..request_common import RequestCase

STATES = ("assigned", "in_progress", "reported", "suspended", "done", "closed")
TASKS, SEED = 120, 9
DAYS = (-40, -9, -1, 0)  # of reference, from today


@tagged("post_install", "-at_install")
class TestCauseFigures(RequestCase):
    """What is late by no fault of the agency's is counted beside the classes, on past days too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        chance = random.Random(SEED)
        order = cls.make_directive()
        cls.tasks = cls.env["directive.task"].create(
            [
                {"directive_id": order.id, "name": f"Case {number}", "lead_agency_id": lead.id}
                for number in range(TASKS)
                for lead in [chance.choice((cls.agency_a, cls.agency_b))]
            ]
        )
        for task in cls.tasks:
            task._restore_history(cls.past(chance))
        cls.env.flush_all()

    @classmethod
    def past(cls, chance):
        """Return what became of a task: days of the last weeks, or none."""

        def day(first=-45, last=15):
            return chance.choice((None, cls.today + timedelta(days=chance.randint(first, last))))

        confirmed = day(-45, 0)
        state = chance.choice(STATES)
        return {
            "state": state,
            "deadline_kind": "date",
            "date_assigned": cls.today - timedelta(days=60),
            "date_deadline": day(),
            "date_reported": day(-45, 0) if state in ("reported", "done") else None,
            "date_done": day(-45, 0) if state == "done" else None,
            "date_cause_confirmed": confirmed,
            "cause_confirmed": bool(confirmed),
        }

    def counted(self, day):
        """Return the ids of the tasks the figures count as of ``day``."""
        figures = self.env["directive.statistics"]
        figures.invalidate_model()
        mine = [("task_id", "in", self.tasks.ids), ("cause_confirmed_count", "=", 1)]
        with freeze_time(f"{day} 03:00:00"):
            return set(figures.search(mine).task_id.ids)

    def recounted(self, day):
        return {
            task.id
            for task in self.tasks
            if is_late_with_cause(self.class_of(task, day), task.date_cause_confirmed or None, day)
        }

    def class_of(self, task, day):
        completed = task.date_done or None
        if self.env["directive.settings"]._get("completion_day") == "reported":
            completed = task.date_reported or completed
        return official_class(task.state, task.date_deadline or None, completed, day)

    def test_the_figures_count_what_the_formula_counts(self):
        for setting in ("reported", "accepted"):
            self.env["ir.config_parameter"].set_param("directive_tracking.completion_day", setting)
            for back in DAYS:
                day = self.today + timedelta(days=back)
                with self.subTest(setting=setting, day=day):
                    self.assertEqual(self.counted(day), self.recounted(day))
            self.assertTrue(self.counted(self.today))

    def test_a_later_confirmation_moves_no_earlier_day(self):
        day = self.today - timedelta(days=9)
        before = self.counted(day)
        for task in self.tasks.filtered(lambda one: not one.date_cause_confirmed):
            task._restore_history({"date_cause_confirmed": self.today, "cause_confirmed": True})
        self.env.flush_all()
        self.assertEqual(self.counted(day), before)
        self.assertGreater(len(self.counted(self.today)), len(before))

    def test_the_sum_over_agencies_is_the_list(self):
        groups = self.env["directive.statistics"]._read_group(
            [("task_id", "in", self.tasks.ids)], ["lead_agency_id"], ["cause_confirmed_count:sum"]
        )
        self.assertEqual(sum(count for _lead, count in groups), len(self.counted(self.today)))
        self.assertEqual(len(groups), 2)

    def test_an_agency_s_page_counts_and_opens_the_same(self):
        agency = self.agency_a.with_user(self.office_user)
        action = agency.with_context(directive_figure="cause_task_count").action_view_tasks()
        found = self.env["directive.task"].with_user(self.office_user).search(action["domain"])
        overdue = self.tasks.filtered(
            lambda task: task.lead_agency_id == agency
            and task.cause_confirmed
            and self.class_of(task, self.today) == "open_overdue"
        )
        self.assertEqual(set(found.ids), set(overdue.ids))
        self.assertEqual(agency.cause_task_count, len(overdue))
        self.assertTrue(overdue)
