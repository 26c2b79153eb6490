from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...tools.event import OTHER
from ...tools.recipient import Recipient
from ..notice_common import NoticeCase


@tagged("post_install", "-at_install")
class TestNoticePreference(NoticeCase):
    """People get more or fewer messages, as they chose, but never less than the minimum."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Recipient = cls.env["directive.notice.recipient"]
        cls.Preference = cls.env["directive.notice.preference"]
        cls.Floor = cls.env["directive.notice.floor"]
        cls.Recipient.search([]).unlink()
        cls.delivered = {floor.kind: floor.channel_email for floor in cls.Floor.search([])}
        cls.Floor.search([]).write({"channel_app": False, "channel_email": False})

    def choose(self, person, kind, **channels):
        partner = getattr(person, "partner_id", person)
        recipient = self.Recipient._of(partner)
        chosen = recipient.preference_ids.filtered(lambda one: one.kind == kind)
        chosen.write({f"channel_{name}": choice for name, choice in channels.items()})
        return recipient

    def set_floor(self, kind, **channels):
        floor = self.Floor.search([("kind", "=", kind)])
        floor.write({f"channel_{name}": value for name, value in channels.items()})

    def by_channel(self, rows):
        return {row.channel: row.state for row in rows}

    # Less

    def test_what_is_declined_is_not_sent_and_the_ledger_says_why(self):
        self.choose(self.user_a, "changed", email="no")
        rows = self.tell(self.make_task(), self.user_a, self.head_a, event="task_reopened")
        self.send()
        mine = rows.filtered(lambda row: row.user_id == self.user_a)
        self.assertEqual(self.by_channel(mine), {"app": "sent", "email": "suppressed"})
        declined = mine.filtered(lambda row: row.channel == "email")
        self.assertEqual(declined.reason, "The recipient's own choice.")
        self.assertEqual(self.by_channel(rows - mine), {"app": "sent", "email": "sent"})

    def test_a_choice_is_about_its_kind_only(self):
        self.choose(self.user_a, "due", email="no", app="no")
        rows = self.tell(self.make_task(), self.user_a, event="task_reopened")
        self.send()
        self.assertEqual(set(rows.mapped("state")), {"sent"})

    def test_nothing_below_the_floor_is_declined(self):
        self.choose(self.user_a, "changed", email="no", app="no")
        self.set_floor("changed", email=True)
        rows = self.tell(self.make_task(), self.user_a, event="task_reopened")
        self.send()
        self.assertEqual(self.by_channel(rows), {"app": "suppressed", "email": "sent"})

    def test_express_has_a_floor_of_its_own(self):
        self.choose(self.user_a, "changed", email="no", app="no")
        self.set_floor("express", email=True)
        rows = self.tell(
            self.make_task(), self.user_a, urgency="express", channels=("app", "email")
        )
        self.send()
        self.assertEqual(self.by_channel(rows), {"app": "suppressed", "email": "sent"})

    def test_what_asks_to_be_acknowledged_is_not_declined(self):
        self.choose(self.user_a, "changed", email="no", app="no")
        rows = self.tell(self.make_task(), self.user_a, wants_ack=True)
        self.send()
        self.assertEqual(set(rows.mapped("state")), {"sent"})

    def test_what_is_said_once_more_is_not_declined(self):
        for kind, _label in self.Preference._fields["kind"].selection:
            self.choose(self.user_a, kind, email="no", app="no")
        task = self.make_task()
        root = self.tell(task, self.user_a, wants_ack=True).notice_id
        rows = self.tell(
            task, self.user_a, event="repeat", occurrence=f"{root.id}/1", repeats_id=root.id
        )
        self.send()
        self.assertEqual(set(rows.mapped("state")), {"sent"})

    def test_what_the_office_sends_again_goes_out(self):
        self.choose(self.user_a, "changed", email="no")
        row = self.tell(self.make_task(), self.user_a, channels=("email",))
        self.send()
        row.with_user(self.office_user).action_send_again()
        self.send()
        self.assertEqual(row.state, "sent")

    # More

    def test_a_way_asked_for_is_added_for_him_alone(self):
        self.choose(self.user_a, "changed", email="yes")
        rows = self.tell(self.make_task(), self.user_a, self.head_a, channels=("app",))
        mine = rows.filtered(lambda row: row.user_id == self.user_a)
        self.assertEqual(set(mine.mapped("channel")), {"app", "email"})
        self.assertEqual(set((rows - mine).mapped("channel")), {"app"})

    def test_asking_for_the_usual_way_doubles_nothing(self):
        self.choose(self.user_a, "changed", email="yes", app="yes")
        rows = self.tell(self.make_task(), self.user_a)
        self.assertEqual(sorted(rows.mapped("channel")), ["app", "email"])

    def test_the_application_is_no_way_to_who_has_no_user(self):
        person = self.env["res.partner"].create({"name": "Only a telephone"})
        self.choose(person, "changed", app="yes")
        task = self.make_task()
        self.Notice._post(
            "task_reopened",
            task,
            {task.id: [Recipient(person.id, None, None)]},
            channels=("email",),
        )
        rows = self.Delivery.search([("partner_id", "=", person.id)])
        self.assertEqual(rows.mapped("channel"), ["email"])

    def test_a_reminder_comes_by_the_way_asked_for(self):
        self.Rule.search([]).active = False
        self.Rule.create(
            {"name": "Due", "event": "due", "days": 1, "channel_email": False, "to_head": True}
        )
        self.choose(self.user_a, "due", email="yes")
        task = self.make_task(state="in_progress", deadline="2026-11-26")
        self.at_local("2026-11-25")
        self.Rule.search([]).date_last_run = "2026-11-24"
        self.Rule._cron_remind()
        rows = self.Delivery.search([("task_id", "=", task.id), ("event", "=", "reminder_due")])
        told = {(row.user_id, row.channel) for row in rows}
        self.assertEqual(told, {(self.user_a, "app"), (self.user_a, "email"), (self.head_a, "app")})

    def test_the_queries_do_not_grow_with_the_number_of_recipients(self):
        users = [self.make_user(f"many_{number}", "agency") for number in range(12)]
        for user in users:
            self.choose(user, "changed", email="yes")
        counts = []
        for number, some in enumerate((users[:2], users)):
            task = self.make_task()
            people = {task.id: [self.person(user) for user in some]}
            self.begin_request()
            before = self.env.cr.sql_log_count
            self.Notice._post(
                "task_reopened", task, people, occurrence=f"q{number}", channels=("app",)
            )
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])

    # Quiet hours

    def quiet(self, user, start, end):
        recipient = self.Recipient._of(user.partner_id)
        recipient.write({"has_quiet_hours": True, "quiet_from": start, "quiet_to": end})

    def test_in_his_own_quiet_hours_a_mail_waits_until_their_end(self):
        self.quiet(self.user_a, 8.0, 10.5)  # it is nine o'clock
        rows = self.tell(self.make_task(), self.user_a, self.head_a, channels=("email",))
        self.send()
        mine = rows.filtered(lambda row: row.user_id == self.user_a)
        self.assertEqual((mine.state, (rows - mine).state), ("queued", "sent"))
        self.assertEqual(str(mine.date_next), "2026-11-25 03:30:00")
        self.at("2026-11-25 03:31:00")
        self.send()
        self.assertEqual(mine.state, "sent")

    def test_express_breaks_his_quiet_hours_and_the_application_wakes_nobody(self):
        self.quiet(self.user_a, 8.0, 10.5)
        express = self.tell(self.make_task(), self.user_a, channels=("email",), urgency="express")
        silent = self.tell(self.make_task(), self.user_a, channels=("app",))
        self.send()
        self.assertEqual((express.state, silent.state), ("sent", "sent"))

    def test_what_would_be_out_of_date_after_his_quiet_hours_comes_at_once(self):
        self.quiet(self.user_a, 8.0, 10.5)
        row = self.tell(
            self.make_task(), self.user_a, channels=("email",), valid_until="2026-11-25 03:00:00"
        )
        self.send()
        self.assertEqual(row.state, "sent")

    def test_what_would_be_out_of_date_before_the_province_wakes_again_comes_at_once(self):
        self.at_local("2026-11-27", hour=17)  # a Friday
        self.quiet(self.user_a, 16.0, 7.0)
        row = self.tell(
            self.make_task(), self.user_a, channels=("email",), valid_until="2026-11-28 17:00:00"
        )
        self.send()
        self.assertEqual(
            row.state, "sent", "his quiet hours end on Saturday, the others' on Monday"
        )

    def test_quiet_hours_leave_time_to_be_told(self):
        for start, end in ((8.0, 8.0), (0.0, 17.0), (25.0, 3.0), (-1.0, 3.0)):
            with self.subTest(start=start, end=end), self.assertRaises(ValidationError):
                self.quiet(self.user_a, start, end)

    # Owner of the choice

    def test_a_person_chooses_for_himself(self):
        action = self.user_a.with_user(self.user_a).action_notice_choices()
        mine = self.Recipient.with_user(self.user_a).browse(action["res_id"])
        self.assertEqual(mine.partner_id, self.user_a.partner_id)
        self.assertTrue(mine.can_edit)
        mine.preference_ids[0].channel_email = "no"
        mine.write({"has_quiet_hours": True, "quiet_from": 19, "quiet_to": 6})
        self.assertEqual(len(mine.preference_ids), len(self.Preference._fields["kind"].selection))

    def test_ones_preferences_lead_there_for_who_has_a_role_here(self):
        form = self.env.ref("base.view_users_form_simple_modif")
        shown = [
            "action_notice_choices"
            in form.with_user(user).env["res.users"].get_view(form.id)["arch"]
            for user in (self.user_a, self.office_user, self.outside_user)
        ]
        self.assertEqual(shown, [True, True, False])

    def test_opening_twice_makes_no_second_row(self):
        first = self.Recipient.with_user(self.user_a).action_mine()
        second = self.Recipient.with_user(self.user_a).action_mine()
        self.assertEqual(first["res_id"], second["res_id"])

    def test_nobody_reads_or_changes_another_persons_choice(self):
        other = self.choose(self.user_b, "due", email="no")
        mine = other.with_user(self.user_a)
        self.assertFalse(self.Recipient.with_user(self.user_a).search([]))
        self.assertFalse(self.Preference.with_user(self.user_a).search([]))
        self.assertFalse(
            self.Preference.with_user(self.user_a).formatted_read_group([], ["kind"], ["__count"])
        )
        for door in (
            lambda: mine.read(["quiet_from"]),
            lambda: mine.write({"has_quiet_hours": True}),
            lambda: other.preference_ids.with_user(self.user_a).read(["channel_email"]),
            lambda: other.preference_ids.with_user(self.user_a).write({"channel_email": "yes"}),
            lambda: other.preference_ids.with_user(self.user_a).export_data(["channel_email"]),
            lambda: self.Recipient.with_user(self.user_a).create({"partner_id": 1}),
            lambda: mine.unlink(),
        ):
            with self.assertRaises(UserError):
                door()

    def test_a_choice_cannot_be_moved_to_another_person(self):
        other = self.choose(self.user_b, "due", email="no")
        mine = self.choose(self.user_a, "due", email="no").with_user(self.user_a)
        for partner in (self.user_b.partner_id, self.head_a.partner_id):  # with a row and without
            with self.assertRaises(AccessError):
                mine.write({"partner_id": partner.id})
        for vals in ({"recipient_id": other.id}, {"partner_id": 1}, {"kind": "new"}):
            with self.assertRaises(AccessError):
                mine.preference_ids.write(vals)
        for command in ((4, other.preference_ids[0].id), (2, mine.preference_ids[0].id)):
            with self.assertRaises(AccessError):
                mine.write({"preference_ids": [command]})
        with self.assertRaises(AccessError):
            mine.write({"preference_ids": [(0, 0, {"kind": "other"})]})

    def test_the_office_chooses_for_who_has_no_user_only(self):
        person = self.env["res.partner"].create({"name": "Only a telephone"})
        agency, vals = self.agency_a.id, {"role": "head"}
        Member = self.env["directive.agency.member"]
        alone = Member.create({"agency_id": agency, "partner_id": person.id, **vals})
        for user in (self.office_user, self.admin_user):
            action = alone.with_user(user).action_notice_choices()
            choice = self.Recipient.with_user(user).browse(action["res_id"])
            self.assertTrue(choice.can_edit)
            choice.preference_ids[0].channel_email = "no"
            with_user = self.agency_a.member_ids.filtered(lambda one: one.user_id == self.user_a)
            action = with_user.with_user(user).action_notice_choices()
            choice = self.Recipient.with_user(user).browse(action["res_id"])
            self.assertFalse(choice.can_edit)
            with self.assertRaises(AccessError):
                choice.preference_ids[0].channel_email = "no"

    def test_an_agency_does_not_open_how_its_colleagues_are_told(self):
        colleague = self.agency_a.member_ids.filtered(lambda one: one.user_id == self.head_a)
        with self.assertRaises(AccessError):
            colleague.with_user(self.user_a).action_notice_choices()

    # The floor

    def test_no_is_refused_with_a_sentence_where_it_would_not_be_heeded(self):
        self.set_floor("new", email=True)
        with self.assertRaisesRegex(ValidationError, "is mandatory by: E-mail"):
            self.choose(self.user_a, "new", email="no")
        self.choose(self.user_a, "new", app="no", email="yes")

    def test_only_an_administrator_sets_the_floor(self):
        floor = self.Floor.search([("kind", "=", "new")])
        for user in (self.user_a, self.office_user, self.leader_user):
            with self.assertRaises(AccessError):
                floor.with_user(user).channel_email = True
        floor.with_user(self.admin_user).channel_email = True

    def test_a_change_of_the_floor_counts_from_the_next_message(self):
        self.choose(self.user_a, "changed", email="no")
        states = []
        for number, is_mandatory in enumerate((True, False)):
            self.set_floor("changed", email=is_mandatory)
            row = self.tell(
                self.make_task(), self.user_a, channels=("email",), occurrence=f"floor{number}"
            )
            self.send()
            states.append(row.state)
        self.assertEqual(states, ["sent", "suppressed"])

    def test_no_kind_leaves_the_floor(self):
        with self.assertRaises(UserError):
            self.Floor.search([], limit=1).unlink()

    def test_every_event_of_the_product_belongs_to_a_kind_people_understand(self):
        kinds = {kind for kind, _label in self.Floor._fields["kind"].selection}
        events = self.env["directive.notice.event"]._all()
        self.assertGreater(len(events), 20)
        for name, event in events.items():
            self.assertIn(event.kind, kinds, name)
            if event.can_decline:
                self.assertNotEqual(event.kind, OTHER, f"{name}: people cannot tell what it is")

    def test_every_kind_has_its_floor(self):
        kinds = set(self.Floor.search([]).mapped("kind"))
        self.assertEqual(kinds, {kind for kind, _label in self.Floor._fields["kind"].selection})
        foreign = self.env["directive.notice.event"]._get("an_event_of_another_addon")
        self.assertIn(foreign.choice, kinds)

    def test_as_delivered_the_floor_holds_what_must_arrive(self):
        always = {kind for kind, by_email in self.delivered.items() if by_email}
        self.assertEqual(always, {"express", "new", "changed", "overdue", "leader"})
