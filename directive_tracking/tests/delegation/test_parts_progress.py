from odoo.exceptions import UserError
from odoo.tests import tagged

from ..delegation_common import PartsCase


@tagged("post_install", "-at_install")
class TestPartsProgress(PartsCase):
    """The progress of the whole is worked out from its parts, and it waits for those required."""

    def figure(self, user=None):
        seen = self.as_seen(self.whole, user or self.user_a)
        return seen.has_parts and seen.parts_progress

    def test_three_levels_count_by_their_weights_beside_the_own_report(self):
        self.progress_on(self.whole, 10)
        self.progress_on(self.part, 95)  # outdone by its own part
        self.progress_on(self.deep, 40)
        self.progress_on(self.beside, 20)
        self.assertEqual(self.figure(), (40 + 3 * 20) // 4)
        self.assertEqual(self.whole.progress, 10)

    def test_what_is_done_counts_full_and_what_is_revoked_not_at_all(self):
        self.finish(self.deep, self.user_below)
        self.assertEqual(self.figure(), 25)
        self.beside.with_user(self.user_a).action_revoke("No longer needed")
        self.assertEqual(self.figure(), 100)
        self.part.with_user(self.user_a).action_revoke("No longer needed")
        self.assertFalse(self.figure())

    def test_the_figure_follows_in_the_same_transaction(self):
        self.assertEqual(self.whole.parts_progress, 0)
        self.progress_on(self.beside, 80)
        self.assertEqual(self.whole.parts_progress, 60)

    def test_any_depth_and_number_costs_the_same_queries(self):
        self.progress_on(self.deep, 50)

        def cost(tasks):
            self.begin_request()
            tasks.mapped("state")
            before = self.env.cr.sql_log_count
            tasks.mapped("parts_progress")
            return self.env.cr.sql_log_count - before

        shallow = cost(self.beside)
        self.assertEqual(cost(self.whole | self.part | self.beside | self.deep), shallow)

    def test_the_office_and_those_above_see_the_figure_a_coordinator_does_not(self):
        self.correct(self.whole, coordinating_agency_ids=[(4, self.agency_b.id)])
        self.progress_on(self.beside, 40)
        for user in (self.office_user, self.leader_user, self.user_a):
            self.assertEqual(self.figure(user), 30)
        self.assertFalse(self.figure(self.user_b))
        self.assertFalse(self.as_seen(self.whole, self.user_b).child_ids)

    def test_the_whole_waits_for_required_parts(self):
        with self.assertRaisesRegex(UserError, "required parts"):
            self.make_report(self.whole)
        self.assertEqual(self.whole.state, "in_progress")

    def test_at_every_level(self):
        with self.assertRaisesRegex(UserError, "Team"):
            self.make_report(self.part)

    def test_a_report_that_waited_meanwhile_does_not_pass_either(self):
        task = self.make_task(state="in_progress")
        self.make_report(task)
        self.split(task, self.user_a, self.sibling)
        for user in (self.user_a, self.env.user):
            with self.assertRaisesRegex(UserError, "required parts"):
                task.with_user(user).action_report_completion()

    def test_it_does_not_wait_for_others(self):
        task = self.make_task(state="in_progress")
        self.split(task, self.user_a, self.sibling, is_required=False)
        self.hand_in(task)
        self.assertEqual(task.state, "reported")
        self.assertFalse(task.open_parts_reason)

    def test_a_reason_is_kept_in_the_report_and_the_trail_and_shown_to_the_office(self):
        self.hand_in(self.whole, open_parts_reason="The unit was dissolved")
        self.assertEqual(self.whole.state, "reported")
        report = self.whole.progress_ids[0]
        self.assertEqual(report.open_parts_reason, "The unit was dissolved")
        self.assertEqual(self.whole.transition_ids.sorted("id")[-1].note, "The unit was dissolved")
        seen = self.as_seen(self.whole, self.office_user)
        self.assertEqual(seen.open_parts_reason, "The unit was dissolved")

    def test_blanks_are_no_reason(self):
        with self.assertRaisesRegex(UserError, "required parts"):
            self.make_report(self.whole, open_parts_reason="  ")

    def test_the_form_asks_for_the_reason(self):
        form = self.env["directive.task.report"].with_user(self.user_a)
        vals = {"kind": "completion", "content": "Done", "result_number": "12/BC"}
        form = form.create({"task_ids": [(6, 0, self.whole.ids)], **vals})
        self.assertIn("Second unit of A", form.open_parts)
        with self.assertRaisesRegex(UserError, "required parts"):
            form.action_report()
        form.open_parts_reason = "The unit was dissolved"
        form.action_report()
        self.assertEqual(self.whole.state, "reported")

    def test_a_part_is_not_reopened_behind_a_report_that_says_all_is_done(self):
        self.finish(self.deep, self.user_below)
        self.finish(self.part, self.user_a)
        self.finish(self.beside, self.user_a)
        self.hand_in(self.whole)
        with self.assertRaisesRegex(UserError, "must be returned first"):
            self.part.with_user(self.user_a).action_reopen("Something is missing")
        self.whole.with_user(self.office_user).action_return("Something is missing")
        self.part.with_user(self.user_a).action_reopen("Something is missing")
        self.assertEqual(self.part.state, "in_progress")

    def test_the_end_of_the_whole_ends_open_parts_of_every_depth(self):
        ends = {
            "revoke": lambda: self.whole.with_user(self.office_user).action_revoke("By decision"),
            "close": lambda: self.whole.with_user(self.leader_user).action_close("By decision"),
            "transfer": lambda: self.correct(self.whole, lead_agency_id=self.agency_b.id),
            "accept": self.accept_with_reason,
        }
        for name, end in ends.items():
            with self.subTest(name), self.env.cr.savepoint() as point:
                end()
                states = (self.part | self.beside | self.deep).mapped("state")
                self.assertEqual(set(states), {"closed" if name == "close" else "revoked"})
                self.env.flush_all()
                point.rollback()
                self.env.invalidate_all()

    def accept_with_reason(self):
        self.hand_in(self.whole, open_parts_reason="Complete without them")
        self.whole.with_user(self.office_user).action_accept()
