from odoo.tests import tagged
from odoo.tools import SQL

from ...tools.workflow import LEADER, OFFICE, TRANSITIONS
from ..common import DirectiveCase

MOST_QUERIES = 25  # of one step
MOST_OF_ASSIGNING = 29  # which also checks that all is said, and lets the agencies see the order
JUDGES = {OFFICE, LEADER}


@tagged("post_install", "-at_install")
class TestSpeed(DirectiveCase):
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

    def _queries_of_step(self, verb, task):
        """Return how many queries it takes to press ``verb`` with nothing read yet."""
        user = self.office_user if OFFICE in TRANSITIONS[verb].actors else self.leader_user
        note = ["By decision of the test"] if TRANSITIONS[verb].needs_note else []
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        getattr(task.with_user(user), f"action_{verb}")(*note)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def _queries_of_acceptance(self, task):
        self.make_report(task)
        task.with_user(self.user_a).action_report_completion()
        return self._queries_of_step("accept", task)

    def test_one_step_costs_the_same_few_queries_however_many_tasks_the_order_has(self):
        alone = self.make_task(state="in_progress", coordinators=self.agency_b)
        order = self.make_directive()
        many = [
            self.make_task(state="in_progress", coordinators=self.agency_b, directive_id=order.id)
            for _number in range(10)
        ]
        self._queries_of_acceptance(many.pop())  # fills the caches of Odoo
        of_one, of_many = (self._queries_of_acceptance(task) for task in (alone, many[0]))
        self.assertLessEqual(of_one, MOST_QUERIES)
        self.assertLessEqual(of_many, of_one)

    def test_no_step_of_the_office_or_a_leader_costs_more_queries_than_the_limit(self):
        """Theirs is a post as well: it is looked at before they judge, and put on record."""
        self.env["directive.agency.member"].create(
            [
                {"agency_id": self.agency_office.id, "user_id": user.id, "role": "officer"}
                for user in (self.office_user, self.leader_user)
            ]
        )
        verbs = [verb for verb, step in TRANSITIONS.items() if JUDGES & set(step.actors)]
        for verb in verbs:
            limit = MOST_OF_ASSIGNING if verb == "assign" else MOST_QUERIES
            for state in TRANSITIONS[verb].sources:
                with self.subTest(verb=verb, state=state):
                    tasks = [
                        self.make_task(state=state, coordinators=self.agency_b)
                        for _number in range(2)
                    ]
                    # The first fills Odoo's caches.
                    queries = [self._queries_of_step(verb, task) for task in tasks]
                    self.assertLessEqual(queries[1], limit)

    def test_accepting_many_tasks_asks_for_the_recipients_once(self):
        tasks = [self.make_task(state="reported", coordinators=self.agency_b) for _i in range(8)]
        few, many = tasks[0].browse([tasks[0].id]), tasks[0].browse([one.id for one in tasks[1:]])
        queries = []
        for chosen in (few, many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            chosen.with_user(self.office_user).action_accept()
            self.env.flush_all()
            queries.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(queries[1], queries[0] + 3)

    def test_an_order_to_many_agencies_is_assigned_as_cheaply_as_to_one(self):
        agencies = self.agency_a | self.agency_b | self.commune_x | self.commune_y
        # The first fills Odoo's caches.
        queries = [
            self.queries_of_assigning(leads) for leads in (self.agency_a, self.agency_a, agencies)
        ]
        self.assertLessEqual(queries[2], queries[1] + 1)
