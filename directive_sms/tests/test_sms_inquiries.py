from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..connectors.base import Balance, Report
from ..models.message import directive_sms_inquiry
from .common import SmsCase


@tagged("post_install", "-at_install")
class TestSmsInquiries(SmsCase):
    """Missing reports are requested from the provider; only a clear answer changes anything."""

    def submit(self, outcome, occurrence="1", **capabilities):
        """Send one message with this outcome; return its row, and remember the connector."""
        row = self.tell_by_sms(occurrence=occurrence)
        self.connector = self.answers(outcome, can_query=True, **capabilities)
        self.send()
        self.message = row.sms_message_ids
        return row

    def told(self, *reports):
        """Prescribe the answers to inquiries, and note the inquiries."""
        answers = list(reports)
        self.inquiries = []

        def query(inquiry):
            self.inquiries.append(inquiry)
            return answers.pop(0) if len(answers) > 1 else answers[0]

        self.connector._query = query

    def ask(self, hours=1):
        """Let time go by and run the scheduled action."""
        self.message.flush_recordset()
        self.cr.execute(
            "UPDATE directive_sms_message SET date_ask = date_ask - %s * interval '1 hour'",
            (hours,),
        )
        self.env.invalidate_all()
        self.Message._cron_ask()
        self.env.invalidate_all()

    def test_a_clear_answer_settles_what_was_unclear(self):
        for state, expected in (("sent", "sent"), ("delivered", "delivered"), ("failed", "failed")):
            row = self.submit("unknown", occurrence=state)
            self.assertEqual(row.state, "unknown")
            self.told(Report(state, reason="7"))
            self.ask()
            self.assertEqual(row.state, expected)

    def test_no_clear_answer_changes_nothing(self):
        row = self.submit("unknown")
        self.told(Report("unknown", reason="HTTP 500"))
        self.ask()
        self.assertEqual((row.state, self.message.state), ("unknown", "unknown"))
        self.assertEqual(self.message.ask_answer, "unknown HTTP 500")

    def test_what_the_provider_never_had_is_left_to_a_person(self):
        row = self.submit("unknown")
        self.told(Report("never", reason="404", is_last=True))
        self.ask()
        self.assertEqual((row.state, self.message.state), ("unknown", "failed"))
        self.assertIn("never received", row.reason)
        self.assertEqual(len(self.connector.requests), 1, "nothing is sent again by itself")
        row.with_user(self.office_user).action_send_again()
        self.assertTrue(
            self.Delivery.search([("resent_by_id", "!=", False)]) or row.state == "queued"
        )

    def test_what_it_has_accepted_it_cannot_have_never_had(self):
        row = self.submit("accepted")
        self.told(Report("never", is_last=True))
        self.ask()
        self.assertEqual((row.state, self.message.state), ("sent", "accepted"))

    def test_an_answer_about_another_number_is_not_taken_over(self):
        row = self.submit("unknown")
        self.told(Report("delivered", self.message.request_id, number="84999999999"))
        self.ask()
        self.assertEqual(row.state, "unknown")
        self.assertTrue(self.message.with_user(self.admin_user).report_ids.is_mismatch)

    def test_the_pauses_grow_and_it_ends(self):
        self.submit("accepted")
        self.told(Report("sent"))
        self.Message._cron_ask()
        self.assertFalse(self.inquiries, "not before ten minutes")
        asked = []
        for _hour in range(72):
            before = len(self.inquiries)
            self.ask()
            asked.append(len(self.inquiries) - before)
        hours = [hour for hour, count in enumerate(asked) if count]
        pauses = [after - before for before, after in zip(hours, hours[1:], strict=False)]
        self.assertEqual(pauses, sorted(pauses))
        self.assertEqual(len(self.inquiries), 8)
        self.assertFalse(self.message.date_ask)

    def test_what_is_told_for_good_is_not_asked_again(self):
        self.submit("accepted")
        self.told(Report("sent", is_last=True))
        for _time in range(3):
            self.ask(24)
        self.assertEqual(len(self.inquiries), 1)

    def test_a_silent_provider_is_left_alone_until_the_next_run(self):
        self.tell_by_sms(*self.everybody(), occurrence="many")
        self.connector = self.answers("accepted", can_query=True)
        self.send()
        self.message = self.Message.search([], limit=1)
        self.told(Report("unknown", reason="time-out"))
        self.ask()
        self.assertEqual(len(self.inquiries), 3)

    def everybody(self):
        """Return six people with a telephone."""
        users = [self.head_a, self.user_a]
        for number in range(4):
            user = self.make_member(f"sms_{number}", self.agency_a)
            user.partner_id.phone = f"091200000{number}"
            users.append(user)
        return users

    def test_what_is_unclear_is_asked_about_first_and_the_rest_in_another_run(self):
        self.submit("accepted", occurrence="1")
        self.submit("unknown", occurrence="2")
        unclear = self.message
        self.told(Report("sent"))
        self.patch(directive_sms_inquiry, "BATCH", 1)
        triggers = []
        self.patch(self.registry["ir.cron"], "_trigger", lambda cron, *_args: triggers.append(cron))
        self.ask()
        self.assertEqual([one.request_id for one in self.inquiries], [unclear.request_id])
        self.assertIn(self.env.ref("directive_sms.ir_cron_ask"), triggers)

    def test_questions_keep_to_the_rate_of_the_account(self):
        self.submit("accepted")
        self.told(Report("sent"))
        # A turn in a minute is too late for this run.
        self.patch(self.registry["directive.sms.gateway"], "_take_turn", lambda *_args: 60.0)
        self.ask()
        self.assertEqual((self.inquiries, self.message.ask_count), ([], 0))

    def test_a_question_takes_a_turn_of_the_account(self):
        self.submit("accepted")
        self.told(Report("delivered"))
        self.gateway.rate = 1
        self.ask()
        self.assertEqual(self.message.state, "delivered")
        self.assertTrue(self.gateway.date_tokens, "the bucket all processes share was used")

    def test_who_must_be_asked_by_a_reference_is_not_asked_without_one(self):
        row = self.submit("unknown", needs_reference=True)
        self.told(Report("delivered"))
        self.ask()
        self.assertEqual((row.state, self.inquiries), ("unknown", []))

    def test_the_provider_learns_what_it_needs(self):
        self.submit("accepted")
        self.told(Report("sent"))
        self.ask()
        day = fields.Datetime.now().date()
        message = self.message
        self.assertEqual(
            self.inquiries, [(message.request_id, message.reference, message.number, day)]
        )

    # After a crash

    def crash(self, **capabilities):
        """Leave a submission behind as a killed process does, and recover an hour later."""
        row = self.submit("unknown", **capabilities)
        old = fields.Datetime.now() - timedelta(hours=1)
        self.cr.execute(
            "UPDATE directive_sms_message SET state = 'submitting', date_submitted = %s", (old,)
        )
        self.env.invalidate_all()
        return row

    def recover(self):
        self.Message._settle_abandoned(fields.Datetime.now())
        self.env.invalidate_all()

    def test_after_a_crash_the_provider_is_asked_before_it_is_given_the_message_again(self):
        row = self.crash(dedupes=True)
        self.connector.requests.clear()
        self.told(Report("delivered"))
        self.recover()
        self.assertEqual((row.state, self.connector.requests), ("delivered", []))

    def test_after_a_crash_what_it_never_had_is_given_to_it_if_it_takes_each_id_once(self):
        row = self.crash(dedupes=True)
        self.connector.requests.clear()
        self.connector.results = ["accepted"]
        self.told(Report("never", is_last=True))
        self.recover()
        self.assertEqual((row.state, len(self.connector.requests)), ("sent", 1))

    def test_after_a_crash_what_it_never_had_is_left_to_a_person_where_the_same_id_would_be_two(
        self,
    ):
        row = self.crash()
        self.connector.requests.clear()
        self.told(Report("never", is_last=True))
        self.recover()
        self.assertEqual((row.state, self.connector.requests), ("unknown", []))

    def test_after_a_crash_an_unclear_answer_leaves_it_to_a_person(self):
        row = self.crash()
        self.told(Report("unknown"))
        self.recover()
        self.assertEqual(row.state, "unknown")

    # By hand

    def test_the_office_and_an_administrator_may_ask_at_once(self):
        for user, state in ((self.office_user, "delivered"), (self.admin_user, "sent")):
            row = self.submit("unknown", occurrence=user.login)
            self.told(Report(state, reason="7"))
            action = self.message.with_user(user).action_ask()
            self.assertIn("The provider says", action["params"]["message"])
            self.assertEqual(row.state, state)
        for user in (self.head_a, self.outside_user):
            with self.assertRaises(AccessError):
                self.message.with_user(user).action_ask()


@tagged("post_install", "-at_install")
class TestSmsBalance(SmsCase):
    """The balance at the provider is known, and a low one is reported in time."""

    def setUp(self):
        super().setUp()
        self.connector = self.answers("accepted", has_balance=True)
        self.connector.balance = lambda: Balance(5000.0)

    def test_it_is_asked_and_dated(self):
        self.Gateway._cron_ask_balance()
        self.assertEqual(self.gateway.balance, 5000)
        self.assertEqual(self.gateway.date_balance, fields.Datetime.now())

    def test_too_little_is_said_and_nothing_is_stopped(self):
        self.gateway.balance_mark = 10000
        self.assertEqual(self.gateway.health, "It can send.", "nobody has asked yet")
        self.Gateway._cron_ask_balance()
        self.assertIn("5,000", self.gateway.health)
        self.assertIn(self.gateway, self.Gateway._ready())
        self.connector.balance = lambda: Balance(20000.0)
        self.gateway.with_user(self.admin_user).action_ask_balance()
        self.assertEqual(self.gateway.health, "It can send.")

    def test_no_answer_keeps_what_was_known_and_says_why(self):
        self.Gateway._cron_ask_balance()
        self.connector.balance = lambda: Balance(None, "HTTP 500")
        self.Gateway._cron_ask_balance()
        self.assertEqual((self.gateway.balance, self.gateway.balance_trouble), (5000, "HTTP 500"))
        with self.assertRaises(UserError) as caught:
            self.gateway.with_user(self.admin_user).action_ask_balance()
        self.assertIn("HTTP 500", str(caught.exception))

    def test_only_an_administrator_may_ask(self):
        with self.assertRaises(AccessError):
            self.gateway.with_user(self.office_user).action_ask_balance()
