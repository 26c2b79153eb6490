from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common import CODE_C, ReorganisationCase


@tagged("post_install", "-at_install")
class TestReorganisation(ReorganisationCase):
    """Open work moves to the successors; the past stays under the old name."""

    def test_a_merger_moves_what_is_open_and_leaves_what_has_ended(self):
        led = self.make_task(state="in_progress", coordinators=self.agency_b)
        reported = self.make_task(state="reported")
        helped = self.make_task(self.commune_x, self.agency_a)
        draft = self.make_task(state="draft")
        done = self.make_task(state="done")
        received = led.date_received
        self.merge_a_into_b()
        self.assertEqual((led | reported | draft).lead_agency_id, self.agency_b)
        self.assertFalse(led.coordinating_agency_ids)
        self.assertEqual(led.visible_agency_ids, self.agency_b)
        self.assertEqual(led.directive_id.visible_agency_ids, self.agency_b)
        self.assertEqual(helped.coordinating_agency_ids, self.agency_b)
        self.assertEqual(done.lead_agency_id, self.agency_a)
        self.assertEqual((led.state, led.date_received), ("in_progress", received))
        self.assertEqual(reported.state, "reported")
        self.assertFalse(self.agency_a.active)
        self.assertEqual(self.agency_a.successor_ids, self.agency_b)

    def test_the_trail_says_who_leads_from_then_on(self):
        task = self.make_task(state="in_progress")
        self.merge_a_into_b()
        line = task.transition_ids.sorted("id")[-1]
        self.assertEqual((line.verb, line.user_id), ("reorganise", self.admin_user))
        self.assertEqual((line.state_from, line.state_to), ("in_progress", "in_progress"))
        self.assertEqual(line.agency_id, self.agency_b)
        self.assertEqual(line.changes, "Department A → Department B")

    def test_agencies_that_merge_become_a_new_one(self):
        task, other = self.make_task(), self.make_task(self.agency_b, self.agency_a)
        new = {"new_name": "Department C", "new_code": CODE_C}
        self.reorganise("merge", self.line(self.agency_a, **new), self.line(self.agency_b, **new))
        heir = self.env["directive.agency"].search([("code", "=", CODE_C)])
        self.assertEqual((task | other).lead_agency_id, heir)
        self.assertFalse(other.coordinating_agency_ids)
        self.assertEqual(heir.predecessor_ids, self.agency_a | self.agency_b)
        self.assertEqual(self.agency_below.parent_id, heir)

    def test_people_go_with_the_work_and_never_lose_sight_of_it(self):
        task, done = self.make_task(state="in_progress"), self.make_task(state="done")
        self.merge_a_into_b()
        self.assertEqual(self.user_a._directive_agencies(), self.agency_b)
        self.assertTrue(task.with_user(self.user_a).has_access("read"))
        self.assertTrue(task.with_user(self.user_a).can_report)
        self.assertTrue(done.with_user(self.user_a).has_access("read"))
        self.assertTrue(done.with_user(self.user_b).has_access("read"))  # it looks after the past
        self.assertFalse(done.with_user(self.user_x).has_access("read"))
        found = self.env["directive.task"].with_user(self.user_b).search([])
        self.assertIn(done, found)
        order = done.directive_id.with_user(self.user_b)
        self.assertTrue(order.has_access("read"))
        self.assertIn(order, order.search([]))

    def test_a_head_who_comes_to_a_head_becomes_deputy(self):
        self.make_member("test_head_b", self.agency_b, role="head")
        self.merge_a_into_b()
        post = self.head_a.directive_member_ids.filtered("is_current")
        self.assertEqual((post.agency_id, post.role), (self.agency_b, "deputy"))
        old = self.head_a.directive_member_ids - post
        self.assertEqual((old.agency_id, old.role), (self.agency_a, "head"))

    def test_the_role_at_the_successor_can_be_chosen(self):
        one = self.merge_a_into_b(does=False)
        row = one.member_ids.filtered(lambda row: row.member_id.user_id == self.user_a)
        row.role = "deputy"
        one.action_do()
        post = self.user_a.directive_member_ids.filtered("is_current")
        self.assertEqual(post.role, "deputy")

    def test_a_report_that_waited_is_still_accepted(self):
        task = self.make_task(state="reported")
        self.merge_a_into_b()
        task.with_user(self.office_user).action_accept()
        self.assertEqual(task.state, "done")

    def test_a_report_for_the_head_waits_at_the_successor(self):
        self.agency_b.requires_head_approval = True
        task = self.make_task(state="in_progress")
        self.make_report(task)
        self.merge_a_into_b()
        self.assertTrue(task._waiting_completion())
        task.with_user(self.head_a).action_report_completion()
        self.assertEqual(task.state, "reported")

    def test_a_pending_request_is_the_successors(self):
        task = self.make_task(state="in_progress", deadline=self.far())
        asked = self.env["directive.task.request"].with_user(self.user_a).create(
            {"task_id": task.id, "reason": "Rain", "proposed_deadline": self.far(90)}
        )  # fmt: skip
        self.merge_a_into_b()
        self.assertEqual((asked.agency_id, asked.state), (self.agency_b, "pending"))

    def test_the_old_name_finds_the_successor(self):
        self.merge_a_into_b()
        found = self.env["directive.agency"].name_search("Department A")
        self.assertIn(self.agency_b.id, [one for one, _name in found])
        self.assertIn("Department A", self.agency_b.alias_ids.mapped("name"))

    def test_a_search_of_past_work_offers_the_ended_agency_marked(self):
        self.merge_a_into_b()
        Agency = self.env["directive.agency"]
        self.assertNotIn(self.agency_a.id, [one for one, _name in Agency.name_search("Department")])
        found = dict(Agency.with_context(directive_ended=True).name_search("Department A"))
        self.assertEqual(found[self.agency_a.id], "Department A (ended, now Department B)")

    def test_a_renamed_agency_keeps_its_work_and_its_former_name(self):
        task = self.make_task(state="done")
        today = self.env["directive.settings"]._today()
        self.reorganise("rename", self.line(self.agency_a, new_name="Department of Water"))
        self.assertEqual(self.agency_a.name, "Department of Water")
        self.assertEqual(task.lead_agency_id, self.agency_a)
        midnight = self.env["directive.settings"]._start_of_day_utc(today)
        before = midnight - timedelta(seconds=1)
        self.assertEqual(self.agency_a._name_on(before), "Department A")
        self.assertEqual(self.agency_a._name_on(midnight), "Department of Water")
        line = task.transition_ids[-1:]
        self.env.cr.execute(
            "UPDATE directive_transition SET date = %s WHERE id = %s", [before, line.id]
        )
        line.invalidate_recordset()
        self.assertEqual(line.agency_name, "Department A")
        self.assertEqual(self.env["directive.agency"]._resolve("Department A"), self.agency_a)

    def test_in_a_split_each_task_names_its_successor(self):
        first, second, helped = (
            self.make_task(state="in_progress"),
            self.make_task(state="draft"),
            self.make_task(self.agency_b, self.agency_a),
        )
        one = self.split_a(does=False)
        to_c, to_d = one.line_ids
        self.assertEqual(one.choice_ids.task_id, first | second | helped)
        self.assertEqual(one.choice_ids.line_id, to_c)
        choice = one.choice_ids.filtered(lambda row: row.task_id in first | helped)
        choice.with_user(self.office_user).line_id = to_d
        one.action_do()
        self.assertEqual(first.lead_agency_id.name, "Department D")
        self.assertEqual(helped.coordinating_agency_ids.name, "Department D")
        self.assertEqual(second.lead_agency_id.name, "Department C")

    def test_a_split_by_field_asks_for_the_tasks_no_field_places(self):
        water, roads = self.env["directive.field"].search([], limit=2)
        self.make_task(directive_id=self.make_directive(field_id=water.id).id)
        self.make_task(directive_id=self.make_directive(field_id=roads.id).id)
        stray = self.make_task(directive_id=self.make_directive().id)
        one = self.reorganise(
            "split",
            self.line(self.agency_a, new_name="Department C", field_ids=[(6, 0, water.ids)]),
            self.line(self.agency_a, new_name="Department D", field_ids=[(6, 0, roads.ids)]),
            split_rule="field",
            does=False,
        )
        self.assertIn("1 open tasks have no successor", one.problems)
        with self.assertRaisesRegex(UserError, "no successor"):
            one.action_do()
        lost = one.choice_ids.filtered(lambda row: not row.line_id)
        self.assertEqual(lost.task_id, stray)
        lost.line_id = one.line_ids[0]
        one.action_do()
        self.assertEqual(stray.lead_agency_id.name, "Department C")

    def test_an_agency_can_go_on_beside_the_one_split_off(self):
        task = self.make_task(state="in_progress")
        one = self.reorganise(
            "split",
            self.line(self.agency_a, successor_id=self.agency_a.id),
            self.line(self.agency_a, new_name="Department D"),
            does=False,
        )
        one.choice_ids.line_id = one.line_ids[1]
        one.action_do()
        self.assertTrue(self.agency_a.active)
        self.assertEqual(task.lead_agency_id.name, "Department D")
        self.assertEqual(self.user_a._directive_agencies(), self.agency_a)

    def test_it_waits_for_its_day_and_then_takes_effect_by_itself(self):
        task = self.make_task()
        with freeze_time("2026-06-30 10:00:00"):
            one = self.merge_a_into_b(does=False, date_effective="2026-07-01", is_scheduled=True)
            with self.assertRaisesRegex(UserError, "2026-07-01"):
                one.action_do()
        with freeze_time("2026-06-30 16:59:00"):  # 23:59 in the province
            self.env["directive.reorganisation"]._cron_take_effect()
            self.assertEqual(one.state, "draft")
        with freeze_time("2026-06-30 17:00:00"):
            self.env["directive.reorganisation"]._cron_take_effect()
            self.assertEqual((one.state, task.lead_agency_id), ("done", self.agency_b))

    def test_what_cannot_take_effect_waits_and_its_author_is_told_once(self):
        one = self.merge_a_into_b(does=False, is_scheduled=True)
        self.archive_with_work(self.agency_b)
        for _hour in range(2):
            self.env["directive.reorganisation"]._cron_take_effect()
        self.assertEqual(one.state, "draft")
        self.assertIn("Department B", one.refusal)
        notices = self.env["directive.notice"].search(
            [("event", "=", "agency_reorganisation_refused"), ("res_id", "=", one.id)]
        )
        self.assertEqual(len(notices), 1)
        self.assertEqual(notices.delivery_ids.user_id, self.admin_user)

    def test_agencies_and_office_are_told_once(self):
        self.make_task()
        one = self.merge_a_into_b()
        rows = self.env["directive.notice.delivery"].search(
            [("notice_id.res_model", "=", one._name), ("notice_id.res_id", "=", one.id)]
        )
        told = rows.filtered(lambda row: row.channel == "app").user_id
        self.assertLessEqual(self.user_a | self.user_b | self.office_user, told)
        self.assertNotIn(self.user_x, told)
        self.assertEqual(len(rows.notice_id), 1)
        self.assertEqual(one.with_user(self.admin_user).display_name, one.name)
        self.assertTrue(one.with_user(self.user_b).has_access("read"))
        self.assertFalse(one.with_user(self.user_x).has_access("read"))
        assigned = rows.search(
            [("notice_id.event", "=", "task_assigned"), ("agency_id", "=", self.agency_b.id)]
        )
        self.assertFalse(assigned)  # not once more for each task

    def test_only_an_administrator_reorganises(self):
        one = self.merge_a_into_b(does=False)
        for user in self.office_user | self.leader_user | self.user_a:
            for verb in ("action_preview", "action_do", "action_undo"):
                with self.assertRaises(UserError):
                    getattr(one.with_user(user), verb)()
        self.assertEqual(one.state, "draft")

    def test_what_is_done_stays_as_it_is(self):
        one = self.merge_a_into_b()
        for attempt in (
            lambda: one.write({"name": "x"}),
            lambda: one.line_ids.write({"new_name": "x"}),
            lambda: one.write({"state": "draft"}),
            lambda: one.unlink(),
            lambda: one.action_do(),
            lambda: one.action_preview(),
            lambda: one.sudo().move_ids.unlink(),
        ):
            with self.assertRaises(UserError):
                attempt()

    def test_a_task_reopened_after_its_agency_ended_is_the_successors(self):
        done = self.make_task(state="done")
        self.merge_a_into_b()
        done.with_user(self.office_user).action_reopen("Not finished")
        self.assertEqual((done.state, done.lead_agency_id), ("in_progress", self.agency_b))
        last, before = done.transition_ids.sorted("id", reverse=True)[:2]
        self.assertEqual((before.verb, before.agency_id), ("reopen", self.agency_a))
        self.assertEqual((last.verb, last.agency_id), ("reorganise", self.agency_b))

    def test_the_part_of_a_coordinating_agency_goes_with_its_duty(self):
        helped = self.make_task(self.commune_x, self.agency_a)
        both = self.make_task(self.commune_x, self.agency_a | self.agency_b)
        led = self.make_task(self.agency_a, self.agency_b)
        part = helped.coordination_ids
        self.merge_a_into_b()
        self.assertEqual((helped.coordination_ids, part.agency_id), (part, self.agency_b))
        self.assertEqual(both.coordination_ids.agency_id, self.agency_b)  # one part, its own
        self.assertFalse(led.coordination_ids)  # it leads now

    def test_a_stand_in_goes_on_at_the_successor(self):
        absent, other = (user.directive_member_ids for user in (self.head_a, self.user_a))
        days = {"date_from": self.far(-400), "date_to": self.far(-350)}
        row = (
            self.env["directive.standin"]
            .with_user(self.head_a)
            .create({"absent_id": absent.id, "standin_id": other.id, "reason": "Leave", **days})
        )
        self.merge_a_into_b()
        self.assertEqual(row.agency_id, self.agency_b)
        self.assertEqual(row.absent_id.agency_id | row.standin_id.agency_id, self.agency_b)
        self.assertTrue(row.is_current)

    def test_every_step_of_the_trail_can_stand_in_the_history_of_a_task_given_away(self):
        trail, line = (
            self.env[model]._fields["verb"].get_values(self.env)
            for model in ("directive.transition", "directive.task.former.line")
        )
        self.assertIn("reorganise", trail)
        self.assertEqual(line, trail)

    # Problems

    def test_the_preview_names_what_stands_against_it(self):
        self.commune_x.code = CODE_C
        one = self.reorganise(
            "merge",
            self.line(self.agency_a, new_name="Department C", new_code=CODE_C),
            self.line(self.agency_b, successor_id=self.agency_a.id),
            does=False,
        )
        self.assertIn(CODE_C, one.problems)
        self.assertIn("Department A cannot be a successor", one.problems)
        with self.assertRaisesRegex(UserError, CODE_C):
            one.action_do()

    def test_the_preview_warns_of_heads_members_and_names(self):
        self.commune_x.alias_ids = [(0, 0, {"name": "Department A"})]
        head_b = self.make_member("test_head_b", self.agency_b, role="head")
        self.assertTrue(head_b)
        one = self.merge_a_into_b(does=False)
        self.assertIn("“Department A”", one.warnings)
        one.member_ids.filtered(lambda row: row.role == "deputy").role = "head"
        one.action_preview()
        self.assertIn("Department B would have two heads", one.warnings)
        empty = self.make_agency("Nobody's")
        lonely = self.reorganise("merge", self.line(empty, new_name="Still nobody's"), does=False)
        self.assertIn("would have no member", lonely.warnings)

    # The way back

    def test_it_can_be_undone_until_the_first_new_step(self):
        task, other = self.make_task(), self.make_task()
        one = self.merge_a_into_b()
        one.action_undo()
        self.assertEqual((task.lead_agency_id, one.state), (self.agency_a, "undone"))
        self.assertTrue(self.agency_a.active)
        with self.assertRaisesRegex(UserError, "not in force"):
            one.action_undo()
        again = self.merge_a_into_b()
        other.with_user(self.user_b).action_receive()
        with self.assertRaisesRegex(UserError, "Receive"):
            again.action_undo()
        self.assertEqual(task.lead_agency_id, self.agency_b)

    def test_any_new_paper_on_a_task_is_a_step(self):
        task = self.make_task(state="in_progress")
        one = self.merge_a_into_b()
        self.env["directive.task.progress"].with_user(self.user_b).create(
            {"task_id": task.id, "kind": "progress", "percent": 10, "content": "Begun"}
        )
        with self.assertRaisesRegex(UserError, "new step since"):
            one.action_undo()

    def test_a_new_agency_with_work_of_its_own_is_a_step(self):
        one = self.split_a()
        heir = self.env["directive.agency"].search([("name", "=", "Department C")])
        self.make_task(heir)
        with self.assertRaisesRegex(UserError, "new agency"):
            one.action_undo()

    def test_a_new_agency_that_the_trail_names_stays_archived(self):
        self.make_task()
        one = self.reorganise(
            "merge", self.line(self.agency_a, new_name="Department C", new_code=CODE_C)
        )
        heir = self.env["directive.agency"].search([("code", "=", CODE_C)])
        one.action_undo()
        self.assertEqual((heir.active, heir.code), (False, False))
        self.assertFalse(self.agency_a.successor_ids)

    # Helpers

    def split_a(self, **vals):
        return self.reorganise(
            "split",
            self.line(self.agency_a, new_name="Department C"),
            self.line(self.agency_a, new_name="Department D"),
            **vals,
        )

    def far(self, days=0):
        return self.env["directive.settings"]._today() + timedelta(days=400 + days)
