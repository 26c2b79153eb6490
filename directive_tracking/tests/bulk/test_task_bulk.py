from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...tools.bulk import AT_ONCE, MOST, STEPS
from ..common import DirectiveCase

NOTE = "By decision 12/QĐ-UBND"
WORK = "odoo.addons.directive_tracking.models.bulk.directive_task_bulk_work"
STATE = {"accept": "reported", "return": "reported"}  # the others: in progress
ARGUMENTS = {"note": NOTE, "deadline": date(2099, 1, 5), "grade": "warning"}


class BulkCase(DirectiveCase):
    """Tasks, and the form that takes one step on all of them."""

    def make_tasks(self, count, state="in_progress", lead=None):
        """Return ``count`` tasks in ``state``, cheaply: one goes the real way, the others like it."""
        order = self.make_directive()
        first = self.make_task(lead, state=state, directive_id=order.id, deadline="2098-03-02")
        rest = self.env["directive.task"].with_user(self.office_user).create(
            [
                {
                    "directive_id": order.id,
                    "name": f"Task {number}",
                    "lead_agency_id": first.lead_agency_id.id,
                    "deadline_kind": "date",
                    "date_deadline": "2098-03-02",
                }
                for number in range(1, count)
            ]
        )  # fmt: skip
        stamps = ("date_assigned", "date_received", "date_reported")
        rest.sudo()._restore_history({"state": state, **{name: first[name] for name in stamps}})
        return first | rest.with_env(self.env)

    def form(self, tasks, step, user=None, **vals):
        """Return the form as the menu opens it, filled in."""
        action = tasks.with_user(user or self.office_user).action_open_bulk()
        form = self.env[action["res_model"]].with_user(user or self.office_user)
        form = form.browse(action["res_id"])
        given = {**ARGUMENTS, "agency_id": self.agency_b.id}
        needs = {name: given[name] for name in STEPS[step].needs}
        form.write({"step": step, **needs, **vals})
        return form

    def start(self, tasks, step, user=None, **vals):
        """Return the record of the step, begun."""
        form = self.form(tasks, step, user, **vals)
        form.action_start()
        return form.bulk_id

    def go_on(self):
        """Run the scheduled action, which cannot commit inside a test."""
        Cron = type(self.env["ir.cron"])
        with (
            patch(f"{WORK}.retrying", lambda work, env: work()),
            patch.object(Cron, "_commit_progress", return_value=60),
        ):
            self.env["directive.task.bulk"]._cron_go_on()
        self.env.invalidate_all()

    def lines_of(self, bulk, state):
        return bulk.sudo().line_ids.filtered(lambda line: line.state == state)


@tagged("post_install", "-at_install")
class TestTaskBulk(BulkCase):
    """One step on many tasks does on each what the single step does, and tells what was refused."""

    def check_taken(self, step, tasks):
        took = {
            "accept": lambda task: task.state == "done",
            "return": lambda task: task.rework_count == 1 and task.state == "in_progress",
            "extend": lambda task: task.date_deadline == ARGUMENTS["deadline"],
            "transfer": lambda task: task.lead_agency_id == self.agency_b,
            "star": lambda task: task.is_starred,
            "unstar": lambda task: not task.is_starred,
            "chase": lambda task: task.sudo().chase_count == 1,
        }[step]
        self.assertTrue(all(took(task) for task in tasks), step)

    def test_each_step_is_taken_in_each_mode(self):
        for step in STEPS:
            for mode in ("each", "together"):
                with self.subTest(step=step, mode=mode):
                    tasks = self.make_tasks(3, STATE.get(step, "in_progress"))
                    tasks[0].with_user(self.office_user).action_toggle_star()
                    bulk = self.start(tasks, step, mode=mode)
                    self.assertEqual((bulk.state, bulk.done_count, bulk.percent), ("done", 3, 100))
                    self.assertEqual(bulk.user_id, self.office_user)
                    self.check_taken(step, tasks)

    def test_a_reason_that_several_tasks_share_is_said_once_and_first(self):
        refused = dict(zip("abc", ("Alone", "Together", "Together"), strict=True))
        words = self.env["directive.task.bulk.start"]._refusals_in_words(refused)
        self.assertEqual(words, "Together (2 tasks)\nAlone")

    def test_what_can_be_done_is_done_and_the_rest_is_listed_with_its_reason(self):
        good, bad = self.make_tasks(2, "reported"), self.make_tasks(2)
        form = self.form(good | bad, "accept")
        self.assertEqual((form.possible_count, form.refused_count), (2, 2))
        self.assertIn(bad[1].name, form.refusals)
        form.action_start()
        bulk = form.bulk_id
        self.assertEqual(bulk.refused_line_ids.task_id, bad)
        for line in bulk.refused_line_ids:
            self.assertIn(line.task_id.name, line.sentence)
        self.assertEqual(set(good.mapped("state")), {"done"})
        self.assertEqual(set(bad.mapped("state")), {"in_progress"})
        self.assertEqual(bulk.action_open_refused()["domain"], [("id", "in", bad.ids)])
        self.assertEqual(bulk.action_open_refused()["display_name"], "Refused tasks")
        self.assertEqual(bulk.action_open_done()["domain"], [("id", "in", good.ids)])
        self.assertEqual(bulk.action_open_lines()["domain"], [("bulk_id", "=", bulk.id)])

    def test_all_or_nothing_does_nothing_if_one_is_refused(self):
        good, bad = self.make_tasks(2, "reported"), self.make_tasks(1)
        form = self.form(good | bad, "accept", mode="together")
        with self.assertRaisesRegex(UserError, "Nothing has been done: 1 of the tasks"):
            form.action_start()
        self.assertEqual(set(good.mapped("state")), {"reported"})
        self.assertFalse(form.bulk_id)

    def test_all_or_nothing_leaves_nothing_when_the_step_itself_refuses(self):
        tasks, error = self.make_tasks(3, "reported"), UserError("Late refusal")
        form = self.form(tasks, "accept", mode="together")
        with (
            patch.object(type(tasks), "_notify_transition", side_effect=error),
            self.assertRaises(UserError),
            self.env.cr.savepoint(),
        ):
            form.action_start()
        self.assertEqual(set(tasks.mapped("state")), {"reported"})
        self.assertFalse(tasks.transition_ids.filtered(lambda line: line.verb == "accept"))

    def test_a_refusal_that_no_check_foresaw_hits_only_its_task(self):
        tasks = self.make_tasks(5, "reported")
        odd, Task = tasks[3], type(tasks)
        notify = Task._notify_transition

        def refuse_one(records, *args):
            if odd in records:
                raise UserError("Unforeseen")
            return notify(records, *args)

        with patch.object(Task, "_notify_transition", refuse_one):
            bulk = self.start(tasks, "accept")
        self.assertEqual(bulk.refused_line_ids.mapped("task_id"), odd)
        self.assertEqual(bulk.refused_line_ids.sentence, "Unforeseen")
        self.assertEqual(set((tasks - odd).mapped("state")), {"done"})
        self.assertEqual(odd.state, "reported")

    def test_people_cannot_assess_the_work_of_their_own_agency(self):
        mine, other = self.make_tasks(1, "reported"), self.make_tasks(1, "reported", self.agency_b)
        vals = {"agency_id": self.agency_a.id, "user_id": self.office_user.id, "role": "officer"}
        self.env["directive.agency.member"].create(vals)
        bulk = self.start(mine | other, "accept")
        self.assertEqual(bulk.refused_line_ids.task_id, mine)
        self.assertIn("your own agency", bulk.refused_line_ids.sentence)

    def test_each_task_has_its_line_in_the_trail_and_its_people_one_notice_each(self):
        tasks = self.make_tasks(3, "reported")
        before = self.env["directive.notice.delivery"].search([], order="id desc", limit=1).id or 0
        self.start(tasks, "accept")
        lines = tasks.transition_ids.filtered(lambda line: line.verb == "accept")
        self.assertEqual(lines.task_id, tasks)
        self.assertEqual(lines.user_id, self.office_user)
        rows = self.env["directive.notice.delivery"].search([("id", ">", before)])
        self.assertEqual(rows.notice_id.task_id, tasks)
        self.assertEqual(set(rows.notice_id.mapped("event")), {"task_accepted"})

    # In the background

    def test_a_large_number_goes_on_in_the_background_and_nothing_is_done_twice(self):
        tasks = self.make_tasks(2 * AT_ONCE + 5, "reported")
        bulk = self.start(tasks, "accept")
        self.assertEqual((bulk.state, bulk.done_count), ("running", AT_ONCE))
        self.assertTrue(self.env["ir.cron.trigger"].search(self.of_our_action()))
        self.go_on()
        self.assertEqual((bulk.state, bulk.done_count, bulk.waiting_count), ("done", len(tasks), 0))
        self.go_on()
        accepted = tasks.transition_ids.filtered(lambda line: line.verb == "accept")
        self.assertEqual(len(accepted), len(tasks))
        self.assertEqual(accepted.user_id, self.office_user)

    def of_our_action(self):
        return [("cron_id", "=", self.env.ref("directive_tracking.ir_cron_bulk").id)]

    def test_the_rights_are_those_of_the_moment_at_which_the_step_is_taken(self):
        tasks = self.make_tasks(AT_ONCE + 3, "reported")
        bulk = self.start(tasks, "accept")
        group = self.env.ref("directive_tracking.group_directive_office")
        self.office_user.group_ids = [(3, group.id)]
        self.go_on()
        self.assertEqual((bulk.sudo().done_count, bulk.sudo().refused_count), (AT_ONCE, 3))

    def test_nobody_acts_in_the_name_of_an_archived_user(self):
        tasks = self.make_tasks(AT_ONCE + 3, "reported")
        bulk = self.start(tasks, "accept").sudo()
        self.office_user.action_archive()
        self.go_on()
        self.assertEqual((bulk.state, bulk.done_count), ("stopped", AT_ONCE))
        self.assertIn("archived", bulk.problem)

    def test_an_unforeseen_error_stops_only_the_one_it_hits(self):
        first = self.start(self.make_tasks(AT_ONCE + 1, "reported"), "accept")
        second = self.start(self.make_tasks(AT_ONCE + 1, "reported"), "return")
        broken = patch.object(type(first), "_take_accept", side_effect=ZeroDivisionError)
        rollback = patch.object(self.env.cr, "rollback")
        with broken, rollback, mute_logger(WORK):
            self.go_on()
        self.assertEqual((first.state, second.state), ("stopped", "done"))
        first.action_go_on()
        self.go_on()
        self.assertEqual(
            (first.state, first.done_count, first.problem), ("done", AT_ONCE + 1, False)
        )

    def test_what_is_not_begun_can_be_cancelled(self):
        tasks = self.make_tasks(AT_ONCE + 3, "reported")
        bulk = self.start(tasks, "accept")
        bulk.action_cancel()
        self.go_on()
        self.assertEqual((bulk.state, bulk.done_count), ("cancelled", AT_ONCE))
        self.assertEqual(len(self.lines_of(bulk, "cancelled")), 3)
        self.assertEqual(len(tasks.filtered(lambda task: task.state == "reported")), 3)
        with self.assertRaises(UserError):
            bulk.action_cancel()

    def test_the_author_is_told_at_the_end(self):
        self.start(self.make_tasks(AT_ONCE + 1, "reported"), "accept")
        with patch.object(type(self.office_user), "_bus_send") as told:
            self.go_on()
        titles = [call.args[1].get("message", "") for call in told.call_args_list]
        self.assertIn(f"{AT_ONCE + 1} tasks done.", titles)

    def test_an_agency_gets_one_formal_reminder_however_many_tasks(self):
        mine = self.make_tasks(AT_ONCE + 10)
        other = self.make_tasks(3, lead=self.agency_b)
        bulk = self.start(other | mine, "chase")
        self.go_on()
        self.assertEqual((bulk.state, bulk.done_count), ("done", len(mine | other)))
        chasers = (mine | other).sudo().chase_line_ids.chaser_id
        self.assertEqual(len(chasers), 2)

    def test_pressing_twice_starts_once(self):
        tasks = self.make_tasks(2)
        form = self.form(tasks, "chase")
        first, second = form.action_start(), form.action_start()
        self.assertEqual(first["res_id"], second["res_id"])
        self.assertEqual(set(tasks.sudo().mapped("chase_count")), {1})

    # Guards

    def test_more_than_the_limit_is_refused_with_a_sentence(self):
        tasks = self.env["directive.task"].browse(range(1, MOST + 2))
        with self.assertRaisesRegex(UserError, f"one action takes at most {MOST}"):
            tasks._check_few_enough()
        form = self.form(self.make_tasks(1), "star")
        with patch(f"{WORK.rpartition('.')[0]}.directive_task.MOST", 2):
            with self.assertRaises(UserError):
                form.task_ids = [(6, 0, self.make_tasks(3).ids)]

    def test_only_the_office_and_leaders_may_open_it(self):
        tasks = self.make_tasks(1)
        for user in (self.user_a, self.head_a, self.admin_user):
            with self.subTest(user.login), self.assertRaises(UserError):
                tasks.with_user(user).action_open_bulk()

    def test_leaders_are_offered_their_own_steps_only(self):
        Start = self.env["directive.task.bulk.start"]
        offered = dict(Start.with_user(self.leader_user)._select_steps())
        self.assertEqual(set(offered), {"accept", "return", "star", "unstar"})
        self.assertEqual(set(dict(Start.with_user(self.office_user)._select_steps())), set(STEPS))

    def test_a_step_of_the_office_is_refused_to_a_leader_who_forges_it(self):
        tasks = self.make_tasks(2)
        for step in ("extend", "transfer", "chase"):
            with self.subTest(step), self.assertRaises(UserError):
                self.start(tasks, step, self.leader_user)
        self.assertFalse(tasks.sudo().chase_line_ids)

    def test_a_step_that_does_not_exist_is_refused(self):
        form = self.form(self.make_tasks(1), "star")
        with self.assertRaisesRegex(UserError, "choose one of its values"):
            form.step = "unlink"

    def test_nobody_reads_or_moves_what_another_has_begun(self):
        bulk = self.start(self.make_tasks(AT_ONCE + 1, "reported"), "accept")
        colleague = self.leader_user
        with self.assertRaises(AccessError):
            bulk.with_user(colleague).read(["state"])
        for method in ("action_cancel", "action_go_on", "action_open_refused"):
            with self.subTest(method), self.assertRaises(UserError):
                getattr(bulk.with_user(colleague), method)()
        lines = self.env["directive.task.bulk.line"].with_user(colleague)
        self.assertFalse(lines.search([("bulk_id", "=", bulk.id)]))

    def test_nobody_writes_what_became_of_a_task(self):
        bulk = self.start(self.make_tasks(1, "reported"), "accept").sudo()
        for record in (bulk, bulk.line_ids):
            with self.subTest(record._name):
                for attempt in (
                    lambda record=record: record.write({"state": "cancelled"}),
                    lambda record=record: record.copy(),
                    lambda record=record: record.unlink(),
                    lambda record=record: record.create({}),
                ):
                    self.assertRaises(UserError, attempt)

    def test_something_the_step_needs_is_asked_for(self):
        form = self.form(self.make_tasks(1, "reported"), "return", note=" ")
        with self.assertRaisesRegex(UserError, "Reason or remark"):
            form.action_start()

    # Speed

    def test_a_slice_costs_the_same_few_queries_however_many_tasks(self):
        for step, most in (("accept", 70), ("return", 45), ("extend", 40)):
            state = STATE.get(step, "in_progress")
            self.queries_of(step, self.make_tasks(2, state))
            few = self.queries_of(step, self.make_tasks(5, state))
            many = self.queries_of(step, self.make_tasks(40, state))
            with self.subTest(step):
                self.assertLessEqual(many, few + 2)
                self.assertLess(many, most)

    def queries_of(self, step, tasks):
        form = self.form(tasks, step)
        self.begin_request()
        before = self.env.cr.sql_log_count
        form.action_start()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before
