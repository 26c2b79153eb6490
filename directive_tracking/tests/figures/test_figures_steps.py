import random
from datetime import date, datetime, timedelta

from odoo.tests import freeze_time

from ...tools.figures import COUNTERS, Event, Task, cell_tasks, counters_by, form
from ...tools.workflow import OPEN_STATES
from ..reorganisation.common import ReorganisationCase

START = date(2026, 2, 10)
STEPS = {
    "assigned": ("receive", "receive", "suspend", "transfer", "extension", "close"),
    "in_progress": ("progress", "report_completion", "report_completion", "suspend", "extension", "transfer"),
    "reported": ("accept", "accept", "return", "revoke"),
    "suspended": ("resume",),
    "done": ("reopen", None),
    "closed": ("reopen",),
    "revoked": (None,),
}  # fmt: skip


class TestFiguresSteps(ReorganisationCase):
    """Tasks that go through their real steps: the trail tells what plain Python works out."""

    freeze_time = freeze_time(datetime(2026, 2, 10, 3))

    def setUp(self):
        super().setUp()
        self.clock = self.startPatcher(freeze_time(datetime(2026, 2, 10, 3)))
        self.figures = self.env["directive.figures"]
        self.events, self.leads = {}, {}

    def at(self, day, hour=3):
        self.clock.move_to(datetime(day.year, day.month, day.day, hour))

    def given(self, lead, deadline=None):
        task = self.make_task(lead, state="draft", deadline=deadline).sudo()
        self.leads[task], self.events[task] = lead.id, []
        return task

    def take(self, task, verb):
        """Take a real step and note it as an event."""
        day = self.env["directive.settings"]._today()
        details = getattr(self, f"_{verb}", self._plain)(task, verb) or {}
        self.events[task].append(Event(day, verb, task.date_deadline or None, **details))

    def _plain(self, task, verb):
        needs_note = verb in ("return", "reopen", "suspend", "resume", "revoke", "close")
        getattr(task, f"action_{verb}")(*(["By decision"] if needs_note else []))

    def _progress(self, task, _verb):
        self.make_report(task, kind="progress", percent=40)

    def _report_completion(self, task, _verb):
        self.make_report(task)
        task.action_report_completion()

    def _extension(self, task, _verb):
        today = self.env["directive.settings"]._today()
        task.action_extend("More time", max(task.date_deadline or today, today) + timedelta(10))

    def _transfer(self, task, _verb):
        other = self.agency_b if task.lead_agency_id != self.agency_b else self.commune_x
        task.action_transfer("Theirs", other.id)
        return {"to": other.id}

    def plain(self):
        return [
            Task(
                task.id,
                self.leads[task],
                task.issuer_id.id,
                None,
                task.source,
                events=tuple(events),
            )
            for task, events in self.events.items()
        ]

    def assert_agrees(self, first, last):
        tasks, agencies = (
            self.plain(),
            [*self.env["directive.agency"].with_context(active_test=False).search([]).ids],
        )
        mine = {"agency": agencies}
        begun = self.figures._counters(first - timedelta(1), **mine).get(None) or dict.fromkeys(
            COUNTERS, 0
        )
        self.assertEqual(
            begun["total"], counters_by(tasks, first - timedelta(1)).get(None, begun)["total"]
        )
        for day in (first, last):
            right = counters_by(tasks, day, "agency")
            self.assertEqual(self.figures._counters(day, "agency"), right, day)
        self.assertEqual(
            self.figures._form(first, last, "agency"), form(tasks, first, last, "agency")
        )
        for column in ("2", "3", "T1", "T2", "G4", "6", "10", "15", "16a"):
            right = {task.id for task, _lead in cell_tasks(tasks, first, last, column)}
            self.assertEqual(set(self.figures._cell_tasks(column, first, last).ids), right, column)

    def test_the_trail_of_real_steps_gives_the_figures_of_plain_python(self):
        luck = random.Random(11)
        tasks = [self.given(self.agency_a, None if n % 2 else date(2026, 3, 1)) for n in range(5)]
        for task in tasks:
            self.take(task, "assign")
        for n in range(8):
            self.at(START + timedelta(6 * (n + 1)), hour=luck.choice((3, 16, 18)))
            if n == 4:
                self.merge()
            for task in tasks:
                verb = luck.choice(STEPS[task.state])
                if verb:
                    self.take(task, verb)
                    self.follow(task)
        for first, last in ((0, 20), (21, 33), (34, 60), (0, 60)):
            self.assert_agrees(START + timedelta(first), START + timedelta(last))

    def merge(self):
        """Agency A goes into B, which moves its open tasks."""
        self.merge_a_into_b()
        self.env.invalidate_all()
        for task in self.events:
            self.follow(task)

    def follow(self, task):
        """Note that the successor took over, if it did."""
        moved = task.transition_ids.filtered(lambda line: line.verb == "reorganise")
        noted = [event for event in self.events[task] if event.verb == "reorganise"]
        if len(moved) > len(noted):
            day = self.env["directive.settings"]._today()
            self.events[task].append(Event(day, "reorganise", to=task.lead_agency_id.id))

    def test_a_corrected_lead_is_a_move_and_every_row_balances(self):
        open_task, done = self.given(self.agency_a), self.given(self.agency_a)
        for verb in ("assign", "receive"):
            self.take(open_task, verb)
            self.take(done, verb)
        self.take(done, "report_completion")
        self.at(START + timedelta(10))
        self.take(done, "accept")
        self.at(START + timedelta(11))
        for task in (open_task, done):
            self.correct(task, lead_agency_id=self.agency_b.id)
        first, last = START + timedelta(5), START + timedelta(20)
        rows = self.figures._form(first, last, "agency")
        self.assertEqual((rows[self.agency_a.id]["2"], rows[self.agency_a.id]["G3"]), (2, 2))
        self.assertEqual(
            [rows[self.agency_b.id][name] for name in ("2", "T2", "6", "10")], [0, 2, 1, 1]
        )
        behind = self.figures._cell_tasks("2", first, last, "agency", self.agency_a.id)
        self.assertEqual(behind, open_task | done)
        # In a later period the done task does not come in by a correction.
        self.at(START + timedelta(30))
        self.correct(done, lead_agency_id=self.agency_a.id)
        rows = self.figures._form(START + timedelta(25), START + timedelta(35), "agency")
        self.assertNotIn(self.agency_a.id, rows)

    def test_a_star_and_a_coefficient_count_from_their_day_on(self):
        task = self.given(self.agency_a)
        self.take(task, "assign")
        self.at(START + timedelta(5))
        task.with_user(self.leader_user).action_toggle_star()
        self.correct(task, coefficient=2.5)
        self.at(START + timedelta(9))
        task.with_user(self.leader_user).action_toggle_star()
        starred = [
            self.figures._counters(START + timedelta(day), starred=True, agency=self.agency_a.id)
            for day in (4, 5, 8, 9)
        ]
        self.assertEqual([bool(row) for row in starred], [False, True, True, False])
        weights = [
            self.figures._form(START, START + timedelta(day), agency=self.agency_a.id)[None]["w3"]
            for day in (4, 5)
        ]
        self.assertEqual(weights, [1, 2.5])

    def test_whoever_leads_at_midnight_leads_that_day(self):
        task = self.given(self.agency_a)
        self.take(task, "assign")
        self.at(START + timedelta(3), hour=16)  # 23:00 in Viet Nam
        task.action_transfer("Theirs", self.agency_b.id)
        self.at(START + timedelta(3), hour=17)  # the next day there
        task.action_transfer("Back", self.agency_a.id)
        lead = [list(self.figures._counters(START + timedelta(day), "agency")) for day in (2, 3, 4)]
        self.assertEqual(lead, [[self.agency_a.id], [self.agency_b.id], [self.agency_a.id]])

    def test_open_states_have_steps(self):
        self.assertLessEqual(set(OPEN_STATES), set(STEPS))
