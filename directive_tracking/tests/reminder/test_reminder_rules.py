from datetime import date, datetime

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, new_test_user, tagged

from ..notice_common import NoticeCase


class TestReminderRules(NoticeCase):
    """Dates, recipients and exceptions of reminders."""

    def setUp(self):
        super().setUp()
        self.Rule.search([]).active = False
        self.at_local("2026-11-25")  # a Wednesday

    def rule(self, event="due", days=1, unit="working", **vals):
        vals = {"name": "Test", "event": event, "days": days, "day_unit": unit, **vals}
        return self.Rule.create(vals)

    def task(self, deadline=None, state="in_progress", **vals):
        vals = {"date_assigned": date(2026, 10, 1), **vals}
        vals.setdefault("date_given", vals["date_assigned"])
        return self.make_task(state=state, deadline=deadline, **vals)

    def remind(self, day=None, hour=8):
        """Run the scheduled action on ``day`` and return the reminders it wrote."""
        if day:
            self.at_local(day, hour)
        before = self.reminders()
        self.Rule._cron_remind()
        self.env.invalidate_all()
        return self.reminders() - before

    def reminders(self):
        return self.Notice.search([("rule_id", "!=", False)], order="id")

    # Before the deadline

    def test_a_reminder_comes_so_many_working_days_before_the_deadline(self):
        self.rule(days=3)
        task = self.task("2026-11-30")  # a Monday; three working days before: Wednesday
        self.assertFalse(self.remind("2026-11-24").task_id)
        self.assertEqual(self.remind("2026-11-25").task_id, task)

    def test_a_second_run_the_same_day_writes_nothing(self):
        self.rule(days=3)
        self.task("2026-11-30")
        self.assertEqual(len(self.remind()), 1)
        self.assertFalse(self.remind(hour=10, day="2026-11-25"))

    def test_even_a_forgotten_day_of_run_writes_nothing_twice(self):
        rule = self.rule(days=3)
        self.task("2026-11-30")
        self.remind()
        rule.date_last_run = date(2026, 11, 20)
        self.assertFalse(self.remind())

    def test_nothing_is_written_before_the_digest_hour(self):
        self.rule(days=3)
        self.task("2026-11-30")
        self.assertFalse(self.remind("2026-11-25", hour=6))
        self.assertTrue(self.remind("2026-11-25", hour=7))

    def test_the_day_is_that_of_the_province_and_not_of_utc(self):
        self.env["ir.config_parameter"].set_param("directive_tracking.digest_hour", "0.0")
        self.rule(days=0)
        task = self.task("2026-11-26")
        self.at("2026-11-25 16:59:00")  # 23:59 on the 25th in the province
        self.assertFalse(self.remind())
        self.at("2026-11-25 17:00:00")  # midnight there
        self.assertEqual(self.remind().task_id, task)

    def test_a_deadline_on_a_day_off_is_reminded_on_the_last_working_day_before(self):
        self.rule(days=0)
        task = self.task("2026-11-29")  # a Sunday
        self.assertEqual(self.remind("2026-11-27").task_id, task)

    def test_no_reminder_is_written_on_a_day_off(self):
        self.rule(days=2, unit="calendar")
        task = self.task("2026-11-30")  # two days before: a Saturday
        self.assertFalse(self.remind("2026-11-28"))
        self.assertEqual(self.remind("2026-11-30").task_id, task)

    def test_holidays_of_tet_are_not_counted(self):
        days = [{"date": date(2027, 2, day), "name": "Tết", "kind": "off"} for day in range(4, 11)]
        self.env["directive.calendar.day"].create(days)
        rule = self.rule(days=1)
        rule.date_last_run = date(2027, 2, 1)
        task = self.task("2027-02-11")  # the first day after the holidays
        self.assertFalse(self.remind("2027-02-02"))
        self.assertEqual(self.remind("2027-02-03").task_id, task)

    def test_a_made_up_saturday_is_a_working_day(self):
        self.env["directive.calendar.day"].create(
            {"date": date(2026, 11, 28), "name": "Made up", "kind": "working"}
        )
        self.rule(days=1)
        task = self.task("2026-11-30")
        self.assertFalse(self.remind("2026-11-27"))
        self.assertEqual(self.remind("2026-11-28").task_id, task)

    def test_a_day_only_proposed_does_not_count(self):
        self.env["directive.calendar.day"].create(
            {"date": date(2026, 11, 26), "name": "Perhaps", "kind": "off", "state": "proposed"}
        )
        self.rule(days=1)
        task = self.task("2026-11-27")
        self.assertEqual(self.remind("2026-11-26").task_id, task)

    def test_a_day_off_confirmed_late_loses_no_reminder_and_doubles_none(self):
        self.rule(days=1)
        told, moved = self.task("2026-11-26"), self.task("2026-11-30")
        self.assertEqual(self.remind("2026-11-25").task_id, told)
        self.assertFalse(self.remind("2026-11-26"))
        # With Friday the 27th off, the last working day before Monday is Thursday...
        self.env["directive.calendar.day"].create({"date": "2026-11-27", "name": "Off"})
        # ...which the rule has evaluated already.
        self.assertEqual(self.remind("2026-11-26", hour=10).task_id, moved)
        self.assertFalse(self.remind("2026-11-26", hour=11))

    def test_a_reminder_older_than_the_assignment_is_not_written(self):
        rule = self.rule(days=3)
        rule.date_last_run = date(2026, 11, 20)
        self.task("2026-11-27", date_assigned=date(2026, 11, 25))  # its reminder: the 24th
        self.assertFalse(self.remind("2026-11-25"))

    def test_after_an_outage_each_missed_reminder_comes_once(self):
        for days in (7, 3, 1):
            self.rule(days=days).date_last_run = date(2026, 11, 16)
        task = self.task("2026-11-27")  # reminders on the 18th, 24th and 26th
        written = self.remind("2026-11-25")
        self.assertEqual(written.rule_id.mapped("days"), [7, 3])
        self.assertEqual(written.task_id, task)
        self.assertFalse(self.remind("2026-11-25", hour=9))

    def test_a_deadline_that_passed_in_an_outage_is_left_to_the_overdue_rules(self):
        self.rule(days=1).date_last_run = date(2026, 11, 16)
        self.task("2026-11-24")
        self.assertFalse(self.remind("2026-11-25"))

    def test_an_extension_brings_new_reminders(self):
        self.rule(days=1)
        task = self.task("2026-11-26")
        self.assertEqual(len(self.remind("2026-11-25")), 1)
        task._restore_history({"date_deadline": date(2026, 11, 30)})
        self.assertEqual(self.remind("2026-11-27").task_id, task)

    def test_a_reminder_not_yet_sent_is_dropped_when_the_deadline_moves(self):
        self.rule(days=1)
        task = self.task("2026-11-26")
        notice = self.remind("2026-11-25")
        task._restore_history({"date_deadline": date(2026, 12, 30)})
        self.send()
        self.assertEqual(set(notice.delivery_ids.mapped("state")), {"cancelled"})

    def test_only_tasks_in_the_hands_of_their_agency_are_reminded(self):
        self.rule(days=1)
        for state in ("draft", "reported", "done", "suspended", "revoked", "closed"):
            self.task("2026-11-26", state=state)
        working = self.task("2026-11-26") | self.task("2026-11-26", state="assigned")
        self.assertEqual(self.remind("2026-11-25").task_id, working)

    # After the deadline and without one

    def test_overdue_is_said_on_the_next_working_day(self):
        self.rule("overdue", 1)
        task = self.task("2026-11-27")  # a Friday
        self.assertFalse(self.remind("2026-11-28"))
        self.assertEqual(self.remind("2026-11-30").task_id, task)

    def test_a_repeating_rule_repeats_by_working_days(self):
        self.rule("overdue", 6, repeat_days=5).date_last_run = date(2026, 11, 2)
        self.task("2026-11-02")
        days = [day for day in range(3, 28) if self.remind(f"2026-11-{day:02}")]
        self.assertEqual(days, [10, 17, 24])

    def test_of_several_missed_repetitions_only_the_latest_comes(self):
        self.rule("overdue", 6, repeat_days=5).date_last_run = date(2026, 11, 3)
        self.task("2026-11-02")
        self.assertEqual(len(self.remind("2026-11-25")), 1)

    def test_thirty_days_overdue_counts_calendar_days(self):
        self.rule("overdue", 31, "calendar").date_last_run = date(2026, 11, 24)
        task = self.task("2026-10-25")
        self.assertEqual(self.remind("2026-11-25").task_id, task)

    def test_a_rule_made_on_a_monday_still_says_what_fell_on_the_weekend(self):
        self.at_local("2026-11-30")  # a Monday
        self.rule("overdue", 31, "calendar")
        task = self.task("2026-10-28")  # 31 days later: a Saturday
        self.assertEqual(self.remind().task_id, task)

    def test_not_received_is_said_after_so_many_working_days(self):
        self.rule("not_received", 2)
        task = self.task(state="assigned", date_assigned=date(2026, 11, 23))
        self.task(state="in_progress", date_assigned=date(2026, 11, 23))
        self.assertEqual(self.remind("2026-11-25").task_id, task)

    def test_silence_without_deadline_is_noticed(self):
        self.rule("silent", 30, "calendar").date_last_run = date(2026, 11, 24)
        silent = self.task(date_last_news=date(2026, 10, 26))
        self.task(date_last_news=date(2026, 11, 1))
        self.task("2026-12-31", date_last_news=date(2026, 10, 26))
        self.assertEqual(self.remind("2026-11-25").task_id, silent)

    # Recipients

    def recipients(self, **vals):
        self.rule(days=1, to_responder=False, channel_app=False, **vals)
        notice = self.remind("2026-11-25")
        return set(notice.delivery_ids.partner_id.mapped("email"))

    def test_the_responder_is_told(self):
        self.task("2026-11-26")
        self.rule(days=1)
        self.assertEqual(self.remind().delivery_ids.user_id, self.user_a)

    def test_an_agency_without_responder_is_reached_at_its_head(self):
        lead = self.make_agency("Led by its head", kind="commune")
        head = self.make_member("only_head", lead, role="head")
        self.task("2026-11-26", lead=lead)
        self.rule(days=1)
        self.assertEqual(self.remind().delivery_ids.user_id, head)

    def test_an_agency_without_members_is_reached_at_its_own_address(self):
        agency = self.make_agency("Nobody yet", kind="commune", email="ubnd@example.com")
        self.task("2026-11-26", lead=agency, state="assigned")
        self.rule(days=1)
        delivery = self.remind().delivery_ids
        self.assertEqual(
            (delivery.partner_id.email, delivery.channel), ("ubnd@example.com", "email")
        )

    def test_the_head_of_the_agency_is_told(self):
        self.task("2026-11-26")
        self.assertEqual(self.recipients(to_head=True), {"test_head_a@example.com"})

    def test_where_there_is_no_head_the_deputy_is_told(self):
        lead = self.make_agency("Led by a deputy", kind="commune")
        deputy = self.make_member("acting_head", lead, role="deputy")
        self.make_member("desk", lead)
        self.task("2026-11-26", lead=lead)
        self.assertEqual(self.recipients(to_head=True), {deputy.email})

    def test_a_specialists_rule_concerns_his_own_tasks_only(self):
        self.task("2026-11-26", monitor_id=self.office_user.id)
        self.task("2026-11-26", monitor_id=self.leader_user.id)
        rule = self.Rule.with_user(self.office_user).create({"name": "Mine", "days": 1})
        self.assertEqual(rule.monitor_id, self.office_user)
        notice = self.remind("2026-11-25")
        self.assertEqual(notice.task_id.monitor_id, self.office_user)

    def test_a_specialist_changes_no_rule_of_all_tasks_nor_of_a_colleague(self):
        colleague = self.make_user("another_office", "office")
        general = self.rule(monitor_id=False)
        anothers = self.rule(monitor_id=colleague.id)
        for rule in (general, anothers):
            with self.assertRaises(AccessError):
                rule.with_user(self.office_user).days = 4
        with self.assertRaises(AccessError):
            self.Rule.with_user(self.office_user).create({"name": "For all", "monitor_id": False})

    def test_the_head_of_the_agency_above_is_told(self):
        self.task("2026-11-26", lead=self.agency_below)
        self.assertEqual(self.recipients(to_parent_head=True), {"test_head_a@example.com"})

    def test_the_officers_of_the_task_are_told(self):
        self.task("2026-11-26").sudo().officer_ids = self.user_a
        self.assertEqual(self.recipients(to_officer=True), {"test_a@example.com"})

    def test_the_specialist_of_the_office_is_told(self):
        self.task("2026-11-26").sudo().monitor_id = self.office_user
        self.assertEqual(self.recipients(to_monitor=True), {"test_office@example.com"})

    def test_the_leader_who_gave_the_order_is_told(self):
        self.make_user("another_leader", "leader")
        self.issuer.user_id = self.leader_user
        self.task("2026-11-26")
        self.assertEqual(self.recipients(to_leader=True), {"test_leader@example.com"})

    def test_all_leaders_are_told_of_an_order_of_the_committee(self):
        self.task("2026-11-26")
        self.assertIn("test_leader@example.com", self.recipients(to_leader=True))

    def test_who_left_his_post_is_not_told(self):
        post = self.env["directive.agency.member"].search([("user_id", "=", self.head_a.id)])
        post.date_to = date(2026, 11, 24)
        self.task("2026-11-26")
        self.assertEqual(self.recipients(to_head=True), {"test_a@example.com"})  # who is left

    # The message

    def test_the_reminders_of_a_day_are_one_message_with_one_line_per_task(self):
        for days in (3, 1):
            self.rule(days=days, channel_app=False).date_last_run = date(2026, 11, 20)
        for name in ("First task", "Second task"):
            self.task("2026-11-26", name=name)
        self.Delivery.search([])._move("cancelled")
        self.assertEqual(len(self.remind("2026-11-25")), 4)
        self.send()
        self.assertEqual(len(self.mailbox), 1)
        self.assertEqual(self.mailbox[0]["text"].count("First task"), 1)

    def test_a_person_gets_one_digest_a_day(self):
        self.rule(days=1, channel_app=False)
        self.task("2026-11-26")
        self.Delivery.search([])._move("cancelled")
        self.remind("2026-11-25")
        self.send()
        self.task("2026-11-26")
        self.Delivery.search([("state", "=", "queued")])._move("cancelled")
        self.rule(days=1, channel_app=False)
        late = self.remind("2026-11-25", hour=10)
        self.send()
        self.assertEqual(len(self.mailbox), 1)
        self.assertEqual(late.delivery_ids[0].date_next, datetime(2026, 11, 26, 0))
        self.at_local("2026-11-26")
        self.send()
        self.assertEqual(len(self.mailbox), 2)

    # The rules themselves

    def test_a_reactivated_rule_does_not_catch_up_what_it_slept_through(self):
        rule = self.rule("overdue", 1)
        rule.write({"active": False, "date_last_run": date(2026, 10, 1)})
        self.task("2026-11-02")
        rule.active = True
        self.assertFalse(self.remind("2026-11-25"))

    def test_a_rule_before_the_deadline_does_not_repeat(self):
        with self.assertRaises(ValidationError):
            self.rule(days=3, repeat_days=2)

    def test_the_number_of_queries_does_not_grow_with_the_number_of_tasks(self):
        self.Rule.with_context(active_test=False).search([]).active = True
        self.remind("2026-11-24")
        counts = []
        for number, day in ((1, 25), (12, 26)):
            for _n in range(number):
                self.task(f"2026-11-{day + 1}")
                self.task("2026-11-09")
            self.at_local(f"2026-11-{day}")
            self.begin_request()
            before = self.env.cr.sql_log_count
            self.Rule._cron_remind()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
        self.assertGreaterEqual(len(self.reminders()), 13)


@tagged("post_install", "-at_install")
class TestHeartbeatInBrowser(HttpCase):
    """The session informs the browser of the Office, but not that of an agency."""

    def warning_for(self, role):
        login = f"heartbeat_{role}"
        groups = f"base.group_user,directive_tracking.group_directive_{role}"
        new_test_user(self.env, login=login, password=login, groups=groups)
        self.authenticate(login, login)
        answer = self.make_jsonrpc_request("/web/session/get_session_info", {})
        return answer.get("directive_warning")

    def test_the_office_is_warned_of_a_job_switched_off(self):
        for name in ("remind", "climb"):
            self.env.ref(f"directive_tracking.ir_cron_{name}").nextcall = datetime.now()
        self.env.ref("directive_tracking.ir_cron_send").active = False
        self.assertIn("turned off", self.warning_for("office"))
        self.assertIsNone(self.warning_for("agency"))
