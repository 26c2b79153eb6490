from datetime import timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged

from ..standin_common import AFTER_MIDNIGHT, BEFORE_MIDNIGHT, LAST, TODAY, StandinCase


@tagged("post_install", "-at_install")
class TestStandin(StandinCase):
    """What a stand-in is told and may do, until midnight of the last day."""

    def heads_told(self, roles=("head",)):
        self.env.invalidate_all()
        return {row.user_id for row in self.agency_a._notice_recipients(roles)}

    def test_messages_for_the_absent_reach_both_until_midnight(self):
        self.stand_in(self.head_a, self.user_a)
        both = {self.head_a.id, self.user_a.id}
        for moment, told in ((BEFORE_MIDNIGHT, both), (AFTER_MIDNIGHT, {self.head_a.id})):
            with freeze_time(moment):
                self.assertEqual(self.heads_told(), told)

    def test_from_the_first_day_on(self):
        self.stand_in(self.head_a, self.user_a, date_from=LAST)
        self.assertEqual(self.heads_told(), {self.head_a.id})

    def test_ended_early_it_ends_at_once(self):
        row = self.stand_in(self.head_a, self.user_a)
        self.assertIn(self.user_a.id, self.heads_told())
        row.action_end()
        self.assertNotIn(self.user_a.id, self.heads_told())
        self.assertNotIn(self.agency_a, self.user_a._directive_headed_agencies())

    def test_who_has_left_acts_no_longer(self):
        self.stand_in(self.head_a, self.user_a)
        self.post_of(self.user_a).date_to = "2026-11-24"
        self.assertEqual(self.heads_told(), {self.head_a.id})
        self.assertFalse(self.user_a._directive_headed_agencies())

    def test_nor_does_anybody_for_a_post_that_has_ended(self):
        self.stand_in(self.head_a, self.user_a)
        self.post_of(self.head_a).date_to = "2026-11-24"
        self.assertFalse(self.user_a._directive_headed_agencies())

    def test_an_account_that_is_closed_is_told_nothing(self):
        self.stand_in(self.head_a, self.user_a)
        self.user_a.active = False
        self.assertEqual(self.heads_told(), {self.head_a.id})

    def test_a_chain_is_followed(self):
        self.stand_in(self.head_a, self.user_a)
        self.stand_in(self.user_a, self.officer)  # falls ill meanwhile
        self.assertEqual(self.heads_told(), {self.head_a.id, self.user_a.id, self.officer.id})
        self.assertEqual(self.officer._directive_headed_agencies(), self.agency_a)

    def test_without_the_wanted_role_the_highest_one_and_their_stand_in_are_told(self):
        self.stand_in(self.head_a, self.officer)
        self.assertEqual(self.heads_told(("deputy",)), {self.head_a.id, self.officer.id})

    def test_the_statement_for_reminders_says_the_same(self):
        self.stand_in(self.head_a, self.user_a)
        query = self.env["directive.agency"]._told_sql(("head",), with_contacts=True)
        told = {row[2] for row in self.env.execute_query(query) if row[0] == self.agency_a.id}
        self.assertEqual(told, self.heads_told())

    def remind(self, rule, task):
        rule._remind(self.env["directive.settings"]._working_calendar(), TODAY)
        notices = self.env["directive.notice"].search(
            [("task_id", "=", task.id), ("rule_id", "=", rule.id)]
        )
        return notices.delivery_ids.user_id

    def test_reminders_for_officers_and_specialists_reach_their_stand_ins(self):
        Member = self.env["directive.agency.member"]
        other = self.make_user("test_office_2", "office")
        for user in (self.office_user, other):
            Member.create(
                {"agency_id": self.agency_office.id, "user_id": user.id, "role": "officer"}
            )
        self.stand_in(self.officer, self.second)
        self.stand_in(self.office_user, other)
        task = self.make_task(state="in_progress", deadline=TODAY, monitor_id=self.office_user.id)
        task._restore_history(
            {"officer_ids": [(6, 0, self.officer.ids)], "date_assigned": "2026-11-02"}
        )
        rule = self.env["directive.reminder.rule"].create(
            {
                "name": "Due",
                "event": "due",
                "days": 0,
                "to_responder": False,
                "to_officer": True,
                "to_monitor": True,
            }
        )
        told = self.remind(rule, task)
        self.assertEqual(told, self.officer | self.second | self.office_user | other)

    def test_what_is_told_for_another_agency_is_not_passed_on(self):
        self.env["directive.agency.member"].create(
            {"agency_id": self.agency_b.id, "user_id": self.head_a.id, "role": "responder"}
        )
        self.stand_in(self.head_a, self.user_a)
        task = self.make_task(self.agency_b)
        self.assertNotIn(self.user_a, task_told(task))

    def test_a_message_to_one_person_reaches_their_stand_in(self):
        self.stand_in(self.officer, self.second)
        task = self.make_task(state="in_progress")
        task.with_user(self.user_a)._give_to_officers(self.officer)
        self.assertLessEqual(self.officer | self.second, task_told(task))

    def test_they_do_what_the_head_may_and_sign_with_their_own_name(self):
        self.agency_a.requires_head_approval = True
        task = self.make_task(state="in_progress")
        self.make_report(task, user=self.user_a)
        with self.assertRaises(UserError):
            task.with_user(self.officer).action_report_completion()
        self.stand_in(self.head_a, self.officer)
        task.with_user(self.officer).action_report_completion()
        line = task.transition_ids.sorted("id")[-1]
        self.assertEqual((line.user_id, line.signer_name), (self.officer, self.officer.name))
        self.assertEqual(
            line.signer_post,
            f"Officer, Department A; for {self.head_a.name} (Head, Department A)",
        )

    def test_it_lasts_as_long_as_the_settings_allow(self):
        ends = {89: True, 90: False, 4000: False}
        for days, is_taken in ends.items():
            last = TODAY + timedelta(days=days)
            with self.subTest(days=days), self.env.cr.savepoint() as savepoint:
                if is_taken:
                    self.stand_in(self.head_a, self.user_a, date_to=last)
                else:
                    with self.assertRaisesRegex(UserError, "90 days at most, until 02/22/2027"):
                        self.stand_in(self.head_a, self.user_a, date_to=last)
                savepoint.rollback()
        Settings = self.env["res.config.settings"]
        Settings.create({"directive_standin_days": 3}).execute()
        with self.assertRaisesRegex(UserError, "3 days at most"):
            self.stand_in(self.head_a, self.user_a, date_to=TODAY + timedelta(days=3))
        for days in (0, -1, 367):
            with self.assertRaises(ValidationError):
                Settings.create({"directive_standin_days": days})

    def test_a_head_with_only_a_telephone_has_an_approver_in_their_stand_in(self):
        self.agency_a.requires_head_approval = True
        self.head_a.active = False
        self.assertFalse(self.agency_a._has_approver())
        self.stand_in(self.head_a, self.officer, user=self.admin_user)
        self.assertTrue(self.agency_a._has_approver())

    def test_the_statement_signs_the_same(self):
        self.stand_in(self.head_a, self.officer)
        Mixin = self.env["directive.signature.mixin"]
        name, post = Mixin._signature_sql("directive_agency_member")
        for user in (self.officer, self.user_a):
            row = self.env.execute_query(self.sql(name, post, self.post_of(user).id))[0]
            expected = Mixin._signature(user)
            self.assertEqual(row, (expected["signer_name"], expected["signer_post"]))

    def sql(self, name, post, member_id):
        from odoo.tools import SQL

        self.env.flush_all()
        return SQL(
            "SELECT %s, %s FROM directive_agency_member WHERE id = %s", name, post, member_id
        )

    def test_they_work_on_the_officers_part_and_do_not_judge_it(self):
        task = self.make_task(state="in_progress")
        part = task.with_user(self.head_a)._delegate(officers=self.officer).with_env(self.env)
        with self.assertRaises(UserError):
            part.with_user(self.user_a).action_receive()
        self.stand_in(self.officer, self.user_a)
        part.with_user(self.user_a).action_receive()
        self.make_report(part, user=self.user_a)
        part.with_user(self.user_a).action_report_completion()
        with self.assertRaises(UserError):
            part.with_user(self.user_a).action_accept()
        part.with_user(self.head_a).action_accept()

    def test_tasks_and_to_dos_of_the_absent_are_found(self):
        row = self.stand_in(self.officer, self.second)
        task, other = self.make_task(state="in_progress"), self.make_task()
        task._restore_history({"officer_ids": [(6, 0, self.officer.ids)]})
        found = self.env["directive.task"].with_user(self.second)
        found = found.search([("is_stood_in", "=", True), ("id", "in", (task | other).ids)])
        self.assertEqual(found, task.with_user(self.second))
        task.sudo().activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.officer.id, summary="Call"
        )
        action = row.with_user(self.second).action_view_todos()
        todos = self.env["mail.activity"].with_user(self.second).search(action["domain"])
        self.assertIn("Call", todos.mapped("summary"))

    def test_an_acknowledgement_by_the_stand_in_counts_for_the_agency(self):
        self.stand_in(self.head_a, self.officer)
        Ack = self.env["directive.notice.acknowledgement"]
        led = Ack._acted_for(self.officer.partner_id.ids)
        self.assertEqual(led, {self.officer.partner_id: self.agency_a})

    def test_nobody_away_costs_no_query(self):
        self.env["directive.standin"]._acting()
        before = self.env.cr.sql_log_count
        self.env["directive.standin"]._acting()
        self.assertEqual(self.env.cr.sql_log_count, before)


def task_told(task):
    notices = task.env["directive.notice"].search([("task_id", "=", task.id)])
    return notices.delivery_ids.user_id
