from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ...models.invitation.directive_meeting_known import EVENTS
from ...tools.week.words import OFF
from ..calendar_common import MONDAY
from ..invitation_common import InvitationCase

EVERYBODY = {"test_head_a", "test_a", "test_head_b", "test_b", "test_leader", "test_secretary"}


@tagged("post_install", "-at_install")
class TestInvitations(InvitationCase):
    """Who is told of a meeting and of each change, once, old before new."""

    def test_head_and_responder_of_each_agency_and_leaders_are_invited_once(self):
        self.invite()
        self.assertEqual(self.told("meeting_invited"), EVERYBODY)
        self.assertEqual(self.meeting.state, "invited")
        (notice,) = self.notices()
        people = [(row.partner_id, row.channel) for row in notice.delivery_ids]
        self.assertEqual(len(people), len(set(people)))
        self.assertEqual(notice.valid_until, self.meeting.date_start)
        self.assertIn("Monday", self.words(notice))
        self.assertIn("08:00 – 10:00", self.words(notice))

    def test_nothing_is_told_twice(self):
        self.invite()
        with self.assertRaises(UserError):
            self.invite()
        self.assertEqual(self.meeting.sudo()._tell_news(), 0)
        self.send()
        self.assertEqual(self.meeting.sudo()._tell_news(), 0)

    def test_nobody_is_invited_before_the_week_is_published_nor_by_an_agency(self):
        draft = self.make_meeting(
            day="2026-12-14",
            week_id=self.next_week.id,
        )
        with self.assertRaises(UserError):
            self.invite(draft)
        with self.assertRaises(UserError):
            self.meeting.with_user(self.head_a).action_invite()

    def test_a_moved_meeting_says_old_then_new_to_all_told_before(self):
        self.invite()
        self.send()
        self.change(day="2026-12-09", hour_start=14.0, hour_end=False)
        self.assertFalse(self.told("meeting_moved"), "gathered for a minute")
        self.gather()
        self.assertEqual(self.told("meeting_moved"), EVERYBODY)
        notice = self.notices("meeting_moved")
        text = self.words(notice)
        self.assertLess(text.index("07/12/2026"), text.index("09/12/2026"))
        self.assertIn("Flood", text)
        short = self.words(notice, "short")
        self.assertIn("8h 07/12 -> 14h 09/12", short)
        self.assertIn("12/GM", short)

    def test_several_changes_of_a_minute_are_one_message(self):
        self.invite()
        self.send()
        self.change(place="Room 3")
        self.change(day="2026-12-08")
        self.change(place="Room 4")
        self.gather()
        (notice,) = self.notices() - self.notices("meeting_invited")
        self.assertEqual(notice.event, "meeting_moved")
        text = self.words(notice)
        self.assertIn("Room 2", text)
        self.assertIn("Room 4", text)
        self.assertNotIn("Room 3", text)

    def test_a_change_taken_back_within_the_minute_tells_nobody(self):
        self.invite()
        self.send()
        self.change(place="Room 3")
        self.change(place="Room 2")
        self.gather()
        self.assertEqual(set(self.notices().mapped("event")), {"meeting_invited"})

    def test_wording_alone_tells_nobody(self):
        self.invite()
        self.send()
        self.change(name="On floods and storms")
        self.gather()
        self.assertEqual(set(self.notices().mapped("event")), {"meeting_invited"})

    def test_an_agency_added_or_removed_alone_hears_of_it(self):
        self.invite()
        self.send()
        self.change(agency_ids=[Command.link(self.commune_x.id), Command.unlink(self.agency_b.id)])
        self.gather()
        late = self.notices("meeting_invited")[1:]
        self.assertEqual(late.delivery_ids.user_id.mapped("login"), ["test_x"])
        self.assertEqual(self.told("meeting_excluded"), {"test_head_b", "test_b"})
        self.assertFalse(self.told("meeting_moved"))
        self.assertNotIn("Chair", self.words(self.notices("meeting_excluded")))

    def test_what_waits_of_an_old_time_is_called_off_and_replaced_by_an_invitation(self):
        self.invite()
        email = self.notices().delivery_ids.filtered(lambda row: row.channel == "email")
        self.change(day="2026-12-08")
        self.assertTrue(email._irrelevant_reasons(), "not sent while the change is gathered")
        self.gather()
        self.assertEqual(set(email.mapped("state")), {"cancelled"})
        self.assertFalse(self.told("meeting_moved"))
        self.assertIn("08/12/2026", self.words(self.notices("meeting_invited")[1]))

    def test_whoever_missed_a_change_hears_the_whole_way(self):
        self.invite()
        self.send()
        self.change(day="2026-12-08")
        self.gather()
        self.change(day="2026-12-09")
        self.gather()
        texts = [self.words(one) for one in self.notices("meeting_moved")[1:]]
        self.assertEqual(len(texts), 1)
        self.assertIn("07/12/2026", texts[0])
        self.assertNotIn("08/12/2026", texts[0])

    def test_an_urgent_meeting_called_in_a_published_week_invites_at_once(self):
        values = {"day": MONDAY, "hour_start": 15.0, "name": "Flood", "is_urgent": True}
        calling = self.env["directive.meeting"].with_user(self.office_user)._call
        for agencies, state in ((self.agency_a, "invited"), (self.agency_a.browse(), "approved")):
            vals = {**values, "agency_ids": [Command.set(agencies.ids)]}
            meeting = calling(self.week.with_user(self.office_user), vals, "Water rises")
            with self.subTest(state):
                self.assertEqual(meeting.state, state)
        values["is_urgent"] = False
        vals = {**values, "agency_ids": [Command.set(self.agency_a.ids)]}
        meeting = calling(self.week.with_user(self.office_user), vals, "Water rises")
        self.assertEqual(meeting.state, "approved", "the Office invites when it is ready")

    def test_what_is_urgent_in_a_draft_week_invites_when_it_is_published(self):
        common = {"week_id": self.next_week.id, "day": self.next_week.date_from}
        invited = {"agency_ids": [Command.set(self.agency_a.ids)]}
        urgent = self.make_meeting(name="Flood", is_urgent=True, **common, **invited)
        quiet = self.make_meeting(name="Budget", hour_start=14.0, **common, **invited)
        alone = self.make_meeting(name="Alone", hour_start=16.0, is_urgent=True, **common)
        self.assertFalse(urgent.date_invited)
        self.next_week.with_user(self.office_user).action_publish()
        states = (urgent | quiet | alone).mapped("state")
        self.assertEqual(states, ["invited", "approved", "approved"])
        self.change("Water rises", alone, **invited)
        self.assertEqual(alone.state, "invited", "there is somebody to invite now")

    def test_what_becomes_urgent_before_anybody_was_invited_invites_at_once(self):
        self.change("Water rises", is_urgent=True)
        self.assertEqual(self.meeting.state, "invited")
        self.assertEqual(self.told("meeting_invited"), EVERYBODY)
        self.assertEqual(self.notices("meeting_invited").urgency, "express")

    def test_an_urgent_change_goes_at_once_express_and_asks_the_heads(self):
        self.invite()
        self.send()
        self.change(state="postponed", is_urgent=True)
        notice = self.notices("meeting_postponed")
        self.assertEqual((notice.urgency, notice.wants_ack), ("express", True))
        asked = self.env["directive.notice.acknowledgement"].search([("notice_id", "=", notice.id)])
        self.assertEqual(set(asked.user_id.mapped("login")), {"test_head_a", "test_head_b"})
        self.assertTrue(self.words(notice, "short").startswith("EXPRESS. PUT OFF: meeting On the"))
        self.assertTrue(self.words(notice, "number").startswith("EXPRESS. On the flood"))
        self.assertEqual(self.meeting.revision_ids[0].told_count, len(EVERYBODY))

    def test_a_change_of_the_next_hours_is_express_without_being_marked(self):
        self.invite()
        self.send()
        with freeze_time("2026-12-06 13:00:00"):
            self.change(state="cancelled")
            self.gather()
        self.assertEqual(self.notices("meeting_cancelled").urgency, "express")

    def test_nothing_is_told_or_sent_once_the_meeting_has_begun(self):
        self.invite()
        rows = self.notices().delivery_ids
        with freeze_time("2026-12-07 01:00:01"):
            self.assertTrue(rows._irrelevant_reasons())
            self.env["directive.notice.sender"]._expire()
            self.assertEqual(set(rows.mapped("state")), {"expired"})
            self.change(state="cancelled")
            self.gather()
        self.assertFalse(self.notices("meeting_cancelled"))

    def test_a_merged_meeting_says_into_which(self):
        other = self.make_meeting(
            day="2026-12-14",
            name="The greater meeting",
            week_id=self.next_week.id,
        )
        self.invite()
        self.send()
        self.meeting.with_user(self.office_user)._merge_into(other, "Same subject")
        self.gather()
        self.assertIn("The greater meeting", self.words(self.notices("meeting_merged")))

    def reinstate(self, **values):
        self.meeting.with_user(self.office_user)._reinstate(values, "A mistake")

    def test_a_meeting_that_takes_place_after_all_is_told_to_all_who_believed_it_off(self):
        self.invite()
        self.row_of(self.agency_a).with_user(self.head_a).action_attend()
        for number, state in enumerate(OFF, 1):
            with self.subTest(state=state):
                self.send()
                self.change(state=state)
                self.gather()
                self.send()
                self.reinstate()
                self.gather()
                notice = self.notices("meeting_reinstated")[-1]
                self.assertEqual(len(self.notices("meeting_reinstated")), number)
                self.assertEqual(set(notice.delivery_ids.user_id.mapped("login")), EVERYBODY)
                self.assertEqual(self.meeting.state, "invited")
                self.assertEqual(self.row_of(self.agency_a).answer, "waiting", "asked anew")
                self.assert_says_off_then_on(notice)

    def assert_says_off_then_on(self, notice):
        before, now, reason, *_rest = self.words(notice).splitlines()
        self.assertRegex(before, "07/12/2026.*(cancelled|put off)$")
        self.assertIn("07/12/2026", now)
        self.assertIn("A mistake", reason)
        self.assertTrue(self.words(notice, "short").startswith("TAKES PLACE AFTER ALL"))
        ((_name, content, kind),) = self.meeting._notice_files(notice, self.head_a.partner_id)
        self.assertIn("method=REQUEST", kind)
        self.assertIn(b"STATUS:CONFIRMED", content)

    def test_a_cancellation_taken_back_before_anybody_heard_of_it_leaves_all_as_it_was(self):
        self.invite()
        self.send()
        self.row_of(self.agency_a).with_user(self.head_a).action_attend()
        self.change(state="cancelled")
        self.reinstate()
        self.gather()
        self.assertEqual(set(self.notices().mapped("event")), {"meeting_invited"})
        self.assertEqual(self.row_of(self.agency_a).answer, "attends")

    def test_who_answers_the_cancellation_is_pointed_to_the_newer_message(self):
        self.invite()
        self.send()
        self.change(state="cancelled")
        self.gather()
        self.send()
        self.reinstate()
        self.gather()
        cancelled, reinstated = (
            self.notices("meeting_cancelled"),
            self.notices("meeting_reinstated"),
        )
        self.assertTrue(self.meeting._is_of_another_time(cancelled))
        self.assertFalse(self.meeting._is_of_another_time(reinstated))

    def test_each_kind_of_news_has_an_event_and_words(self):
        said = self.meeting._kept_values()
        for event in EVENTS:
            with self.subTest(event=event):
                self.assertTrue(self.env["directive.notice.event"]._get(event))
                self.assertTrue(self.meeting._short(event.removeprefix("meeting_"), None, said))

    def test_a_late_invitation_is_warned_of_unless_it_says_why(self):
        with freeze_time("2026-12-03 01:00:00"):
            self.meeting.invalidate_recordset()
            self.assertIn("2 working days", self.meeting.invitation_warning)
            self.meeting.with_user(self.office_user).unplanned_reason = "Storm"
            self.assertFalse(self.meeting.invitation_warning)

    def test_how_near_a_meeting_makes_news_express_is_a_setting(self):
        self.env["ir.config_parameter"].set_param("directive_calendar.express_hours", "200")
        self.invite()
        self.assertEqual(self.notices().urgency, "express")

    def test_each_agency_shows_when_it_was_told_last(self):
        self.assertFalse(self.row_of(self.agency_a).date_told)
        self.invite()
        told = self.row_of(self.agency_a).date_told
        self.assertTrue(told)
        self.send()
        with freeze_time("2026-12-02 01:00:00"):
            self.change(agency_ids=[Command.unlink(self.agency_b.id)])
            self.gather()
        self.assertEqual(self.row_of(self.agency_a).date_told, told)
        self.assertGreater(self.row_of(self.agency_b).date_told, told)

    def test_of_a_private_meeting_into_which_another_goes_up_nothing_is_said(self):
        other = self.make_meeting(
            day="2026-12-14", name="Secret dinner", week_id=self.next_week.id, is_private=True
        )
        self.invite()
        self.send()
        self.meeting.with_user(self.office_user)._merge_into(other, "Same subject")
        self.gather()
        notice = self.notices("meeting_merged")
        self.assertNotIn("Secret", self.words(notice) + self.words(notice, "short"))

    def test_the_email_carries_the_entry_for_the_calendar(self):
        self.invite()
        (name, content, kind), *rest = self.meeting._notice_files(
            self.notices(), self.head_a.partner_id
        )
        self.assertIn("method=REQUEST", kind)
        self.assertIn(self.meeting.uid.encode()[:20], content.replace(b"\r\n ", b""))
        self.assertFalse(rest)

    def test_a_private_meeting_is_told_to_its_leaders_alone(self):
        private = self.make_meeting(
            week_id=self.next_week.id,
            day="2026-12-14", name="Secret dinner", is_private=True, chair_id=self.chairman.id,
            agency_ids=[Command.set(self.agency_a.ids)],
        )  # fmt: skip
        people = private.sudo()._invited_people().values()
        self.assertEqual({one.user_id for one in people}, {self.leader_user.id, self.secretary.id})

    def test_an_order_to_carry_out_at_once_is_written_from_the_meeting(self):
        action = self.meeting.with_user(self.leader_user).action_broadcast_from()
        orders = self.env["directive.broadcast"].with_user(self.leader_user)
        order = orders.with_context(**action["context"]).create(
            {"name": "At once", "body": "Bring the pumps"}
        )
        order.action_send()
        self.env.invalidate_all()
        notice = self.env["directive.notice"].search(
            [("res_model", "=", order._name), ("res_id", "=", order.id)]
        )
        told = notice.delivery_ids.user_id
        self.assertEqual(told, self.head_a | self.head_b)
        self.assertTrue(notice.wants_ack)
        self.assertIn("On the flood season", order.with_user(self.head_a).cause_name)
        for user in (self.user_x, self.outside_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.meeting.with_user(user).action_broadcast_from()
