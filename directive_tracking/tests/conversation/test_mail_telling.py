from unittest.mock import patch

from ..mail_common import MailCase


class TestMailTelling(MailCase):
    """A message reaches the people concerned without mentions, and its author sees who they are."""

    def setUp(self):
        super().setUp()
        self.task.message_unsubscribe(self.task.message_partner_ids.ids)

    def told(self, thread, user, **vals):
        """Return the recipients of a message of ``user`` and the text on the screen."""
        users = type(self.env.user)
        with patch.object(users, "_bus_send", autospec=True) as bus:
            message = self.say(thread, user, **vals)
        shown = [
            call.args[2]["message"]
            for call in bus.call_args_list
            if call.args[1] == "simple_notification"
        ]
        return message.sudo().notified_partner_ids, shown

    def test_the_office_reaches_the_lead_agency(self):
        people, shown = self.told(self.task, self.leader_user)
        self.assertEqual(people, (self.user_a | self.office_user).partner_id)
        self.assertIn(self.user_a.name, shown[0])
        self.assertIn(self.office_user.name, shown[0])

    def test_an_agency_reaches_the_specialist(self):
        for thread, user in (
            (self.task, self.user_a),
            (self.task, self.user_b),
            (self.directive, self.user_a),
        ):
            people, shown = self.told(thread, user)
            self.assertEqual(people, self.office_user.partner_id)
            self.assertIn(self.office_user.name, shown[0])

    def test_who_is_named_is_told_as_well(self):
        people, _shown = self.told(
            self.task, self.office_user, partner_ids=self.user_b.partner_id.ids
        )
        self.assertEqual(people, (self.user_a | self.user_b).partner_id)

    def test_a_message_to_nobody_says_so(self):
        people, shown = self.told(self.directive, self.office_user)
        self.assertFalse(people)
        self.assertIn("Nobody", shown[0])

    def test_a_draft_reaches_no_agency(self):
        draft = self.make_task(state="draft", directive_id=self.directive.id)
        people, _shown = self.told(draft, self.leader_user)
        self.assertEqual(people, self.office_user.partner_id)

    def test_a_note_disturbs_nobody(self):
        people, shown = self.told(self.task, self.office_user, subtype_xmlid="mail.mt_note")
        self.assertFalse(people)
        self.assertFalse(shown)

    def test_an_instruction_is_told_once_by_its_notice(self):
        self.task.with_user(self.leader_user).action_instruct("Finish it")
        message = self.task.message_ids[:1]
        self.assertEqual(message.author_id, self.leader_user.partner_id)
        self.assertFalse(message.sudo().notified_partner_ids)

    def test_below_a_delegated_task_both_reach_each_other(self):
        part = self.task.with_user(self.user_a)._delegate(self.agency_below, content="A part")
        people, _shown = self.told(part, self.user_a)
        self.assertIn(self.user_below.partner_id, people)
        people, _shown = self.told(part, self.user_below)
        self.assertIn(self.user_a.partner_id, people)
