from functools import wraps

from odoo.tests import tagged
from odoo.tools import SQL

from ...tools.workflow import GRANTS, TRANSITIONS
from ..every_step_common import steps_on_tasks
from ..speed_common import NOTE, SpeedCase
from .test_every_other_step import OPENING


@tagged("post_install", "-at_install")
class TestSpeed(SpeedCase):
    """Performance of lists and steps as the number of tasks grows."""

    def assertSameAgencies(self, task):
        task.invalidate_recordset()
        self.assertEqual(list(task.visible_agency_keys), sorted(task.visible_agency_ids.ids))

    def test_array_names_the_agencies_of_the_relation(self):
        task = self.make_task(state="draft")
        self.assertSameAgencies(task)
        task.action_assign()
        self.assertEqual(list(task.visible_agency_keys), self.agency_a.ids)
        self.correct(task, coordinating_agency_ids=(self.agency_b | self.agency_below).ids)
        self.assertSameAgencies(task)
        self.correct(task, lead_agency_id=self.commune_x.id)
        self.assertSameAgencies(task)
        self.assertIn(self.agency_a.id, task.visible_agency_keys)  # above the unit below it

    def test_array_follows_an_agency_moved_in_the_tree(self):
        task = self.make_task(self.agency_below)
        self.agency_below.parent_id = self.agency_b
        self.assertSameAgencies(task)
        self.assertEqual(set(task.visible_agency_keys), {self.agency_b.id, self.agency_below.id})

    def test_open_list_reads_only_the_open_tasks_of_the_agency(self):
        tasks = self.env["directive.task"].with_user(self.user_a)
        query = tasks._search([("is_open", "=", True)]).select()
        self.env.cr.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        plan = self.env.execute_query(SQL("EXPLAIN %s", query))
        self.assertIn("open_visible_keys_idx", str(plan))

    def test_each_step_costs_few_queries_however_many_tasks_the_order_has(self):
        self.assert_few_queries()

    def test_every_verb_is_measured(self):
        """Each verb of a task is a step here, whichever room adds it."""
        verbs = {name.split()[0] for name in self.steps()}
        self.assertLessEqual({*TRANSITIONS, *GRANTS}, verbs)

    def test_every_step_on_a_task_is_measured(self):
        """Whatever people press on a task, or on what hangs on one, is pressed by a step here."""
        steps = steps_on_tasks(self.env) - OPENING
        wanted = {step for step in steps if not step[1].startswith("action_open_")}
        self.called, pressed = set(), set()
        for step in wanted:
            self.watch(*step)
        for ready in self.steps().values():
            press = ready()
            self.called.clear()
            press()
            pressed |= self.called
        self.assertEqual(wanted - pressed, set())

    def watch(self, name, method):
        """Note each call of ``method``."""
        original = getattr(self.env.registry[name], method)

        @wraps(original)
        def noted(records, *args, **kwargs):
            self.called.add((name, method))
            return original(records, *args, **kwargs)

        self.patch(self.env.registry[name], method, noted)

    def test_accepting_many_tasks_asks_for_the_recipients_once(self):
        tasks = [self.make_task(state="reported", coordinators=self.agency_b) for _i in range(8)]
        few, many = tasks[0].browse([tasks[0].id]), tasks[0].browse([one.id for one in tasks[1:]])
        queries = [
            self.queries_of(chosen.with_user(self.office_user).action_accept)
            for chosen in (few, many)
        ]
        self.assertLessEqual(queries[1], queries[0] + 3)

    def test_steps_on_many_tasks_at_once_cost_little_more_per_task(self):
        most = {"extend": 1, "confirm_cause": 1, "record_event": 8, "transfer": 18}
        for verb in most:
            with self.subTest(verb=verb):
                self.queries_of(self.press(verb, 1))
                one, six = (self.queries_of(self.press(verb, count)) for count in (1, 6))
                self.assertLessEqual(six - one, 5 * most[verb])

    def press(self, verb, count):
        """Return ``verb`` of the Office on ``count`` tasks, ready to be pressed."""
        days = -5 if verb == "confirm_cause" else 5
        vals = {"deadline_kind": "event", "event_text": "approval", "deadline_days": 10}
        tasks = self.env["directive.task"]
        for _number in range(count):
            tasks |= self.make_task(**vals) if verb == "record_event" else self.a_task(days=days)
        tasks = tasks.with_user(self.office_user)
        return {
            "extend": lambda: tasks.action_extend(NOTE, self.later),
            "confirm_cause": lambda: tasks._apply_transition("confirm_cause", NOTE),
            "record_event": lambda: tasks.action_record_event(self.today, "9/QĐ-TTg"),
            "transfer": lambda: tasks.action_transfer(NOTE, self.commune_x.id),
        }[verb]

    def test_a_handover_of_ten_tasks_costs_as_much_as_of_one(self):
        queries = []
        for count in (1, 1, 10):
            tasks = [self.a_task() for _number in range(count)]
            for task in tasks:
                task._restore_history({"officer_ids": [(6, 0, self.user_a.ids)]})
            queries.append(self.queries_of(self.handover()))
        self.assertLessEqual(queries[2], queries[1] + 3)

    def test_an_order_to_many_agencies_is_assigned_as_cheaply_as_to_one(self):
        agencies = self.agency_a | self.agency_b | self.commune_x | self.commune_y
        # The first fills Odoo's caches.
        queries = [
            self.queries_of_assigning(leads) for leads in (self.agency_a, self.agency_a, agencies)
        ]
        self.assertLessEqual(queries[2], queries[1] + 1)
