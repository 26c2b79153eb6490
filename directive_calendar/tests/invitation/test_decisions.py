from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..invitation_common import InvitationCase

EVENT = "meeting_decided"


@tagged("post_install", "-at_install")
class TestDecisions(InvitationCase):
    """The agency that registered a meeting hears once what became of it."""

    def ask(self, **vals):
        """Let the meeting of the case be one that agency A registered for the week after."""
        self.meeting = self.register(day=self.next_week.date_from, hour_start=14.0, **vals)
        return self.meeting

    def decided(self):
        (notice,) = self.notices(EVENT)
        return notice

    def test_who_asked_and_the_head_hear_that_it_is_in_the_calendar(self):
        self.ask().action_approve()
        self.assertEqual(self.told(EVENT), {"test_a", "test_head_a"})
        text = self.words(self.decided())
        self.assertIn("is in the calendar", text)
        self.assertNotIn("Asked for", text)
        self.assertIn("14:00", text)

    def test_a_meeting_accepted_for_another_time_says_what_was_asked_then_what_is(self):
        asked = self.ask()
        asked.write({"day": self.next_week.date_to, "hour_start": 9.0})
        self.assertFalse(self.notices(EVENT), "nothing has been decided")
        asked.action_approve()
        text = self.words(self.decided())
        self.assertLess(text.index("14:00"), text.index("09:00"))
        self.assertIn("14h 14/12 -> 9h 20/12", self.words(self.decided(), "short"))

    def test_a_refusal_says_why(self):
        self.ask()._refuse_registration("The leader is away")
        self.assertIn("refused", self.words(self.decided()))
        self.assertIn("The leader is away", self.words(self.decided()))

    def test_a_merged_registration_says_into_which_meeting(self):
        other = self.make_meeting(
            name="The greater meeting", week_id=self.next_week.id, day=self.next_week.date_from
        )
        self.ask()._merge_into(other, "One is enough")
        self.assertIn("The greater meeting", self.words(self.decided()))

    def test_what_was_accepted_and_taken_out_of_the_draft_again_is_told(self):
        other = self.make_meeting(
            name="The greater meeting", week_id=self.next_week.id, day=self.next_week.date_from
        )
        steps = {
            "The leader is away": lambda one: one._change(
                {"state": "cancelled"}, "The leader is away"
            ),
            "The greater meeting": lambda one: one._merge_into(other, "One is enough"),
        }
        for words, step in steps.items():
            asked = self.ask()
            asked.action_approve()
            step(asked)
            accepted, taken_out = self.notices(EVENT)
            with self.subTest(words):
                self.assertIn("is in the calendar", self.words(accepted))
                self.assertIn(words, self.words(taken_out))
                self.assertEqual(self.told(EVENT), {"test_a", "test_head_a"})

    def test_each_reads_the_decision_in_their_own_language(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.ask().action_approve()
        notice = self.decided().with_context(lang="vi_VN")
        self.assertIn("Nội dung", notice._item()["name"])

    def test_withdrawing_tells_nobody(self):
        self.ask().with_user(self.user_a).action_withdraw()
        self.assertFalse(self.notices(EVENT))

    def test_what_was_asked_for_is_the_systems_to_write(self):
        asked = self.ask()
        self.assertEqual(asked.asked_values["hour_start"], 14.0)
        self.assertEqual(asked.asked_values["day"], str(self.next_week.date_from))
        with self.assertRaises(UserError):
            asked.write({"asked_values": {}})

    def test_a_registration_considered_again_is_told_and_so_is_the_second_refusal(self):
        asked = self.ask()
        for reason in ("The leader is away", "The leader is away again"):
            asked._refuse_registration(reason)
            asked._take_up("A mistake")
        words = [self.words(one) for one in self.notices(EVENT)]
        for said, expected in zip(words, ("refused", "considered again") * 2, strict=True):
            self.assertIn(expected, said)
        asked.action_approve()
        self.assertIn("is in the calendar", self.words(self.notices(EVENT)[-1]))
        self.assertEqual(self.told(EVENT), {"test_a", "test_head_a"})

    def test_nobody_but_the_office_considers_a_registration_again(self):
        asked = self.ask()
        asked._refuse_registration("The leader is away")
        for user in (self.user_a, self.head_a, self.user_b, self.leader_user, self.admin_user):
            forms = self.env["directive.meeting.change"].with_user(user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                form = forms.create({"meeting_id": asked.id, "step": "take_up", "reason": "Please"})
                form.action_apply()
        self.assertEqual(asked.state, "cancelled")
