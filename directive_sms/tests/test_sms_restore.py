import itertools
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ..connectors import base
from .common import FakeConnector, SmsCase
from .test_sms_replies import HEAD, STRANGER, ReplyCase


class UntouchedConnector(FakeConnector):
    """A provider that nobody may call."""

    def capabilities(self):
        return super().capabilities()._replace(can_query=True, dedupes=True, has_balance=True)

    def _refuse(self, *_call):
        raise AssertionError("A restored database has called the provider.")

    _send = _query = _balance = _refuse


class TellingConnector(FakeConnector):
    """A provider that knows by our ids what it had."""

    def __init__(self, *results, **capabilities):
        super().__init__(*results, **{"can_query": True, **capabilities})
        self.had, self.asked = {}, []

    def _send(self, request):
        outcome = super()._send(request)
        if outcome.result == base.ACCEPTED:
            self.had[request.request_id] = request.number
        return outcome

    def _query(self, inquiry):
        self.asked.append(inquiry)
        if inquiry.request_id in self.had:
            return base.Report(base.SENT, number=self.had[inquiry.request_id])
        return base.Report(base.NEVER)


@tagged("post_install", "-at_install")
class TestSmsRestore(SmsCase):
    """A restored or copied database does not call any provider until it is released."""

    def setUp(self):
        super().setUp()
        self.answers("unknown", can_query=True)
        self.unclear = self.tell_by_sms()
        self.send()
        self.env.cr.execute("DELETE FROM directive_restore")
        self.env["directive.restore"].with_context(directive_workflow=WORKFLOW).create(
            {"mark": "elsewhere:1", "kind": "first", "database": "lost", "date": "2026-11-24"}
        )
        self.env.cr.execute("UPDATE directive_sms_message SET date_ask = '2026-11-24'")
        self.env.invalidate_all()
        self.connectors[self.gateway.id] = UntouchedConnector()

    def test_no_scheduled_action_calls(self):
        row = self.tell_by_sms(occurrence="2")
        data = self.env["ir.model.data"].search(
            [("module", "=like", "directive%"), ("model", "=", "ir.cron")]
        )
        # Whatever has much to do commits in between, which a test may not.
        self.patch(self.registry["ir.cron"], "_commit_progress", lambda *_work, **_rest: 1)
        for cron in self.env["ir.cron"].browse(data.mapped("res_id")):
            with self.subTest(cron.name):
                cron.ir_actions_server_id.with_context(cron_id=cron.id).run()
        self.assertEqual((row.state, self.unclear.state), ("queued", "unknown"))

    def test_no_button_calls(self):
        test = self.env["directive.sms.test"].create(
            {"gateway_id": self.gateway.id, "number": "0912345678"}
        )
        message = self.unclear.sms_message_ids
        single = self.gateway._draft_single("+84912345678", "Code 1234")

        def submit():
            single._submit(self.gateway._connector())

        for press in (
            test.action_send,
            message.action_ask,
            self.gateway.action_ask_balance,
            submit,
        ):
            with self.subTest(press.__name__), self.assertRaises(UserError):
                press()


@tagged("post_install", "-at_install")
class TestSmsOlder(SmsCase):
    """Of a claim without a call the SMS are sent anew: so each call leaves a trace of its own."""

    def test_put_back_to_a_moment_between_claim_and_call_it_is_held(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        place = lambda _self, place: folder / place  # noqa: E731
        self.patch(self.registry["directive.restore.trace"], "_folder", place)
        row, sender = self.tell_by_sms(), self.env["directive.notice.sender"]
        channel = self.env["directive.channel.sms"]
        with channel._line() as line:
            rows = sender._claim(channel)
            sender._commit_claim(channel)
            self.env.cr.postcommit.run()
            savepoint = self.env.cr.savepoint(flush=True)
            sender.with_env(rows.env)._send_claimed(channel.with_env(rows.env), rows, line)
        self.assertEqual(row.state, "sent")
        self.env.cr.postcommit.run()
        savepoint.rollback()
        savepoint.close(rollback=False)
        self.env.invalidate_all(flush=False)
        self.assertEqual(row.state, "sending")
        self.assertTrue(self.env["directive.restore"]._is_held())


@tagged("post_install", "-at_install")
class TestSmsRelease(SmsCase):
    """Before a release the providers are asked about each message believed to be waiting."""

    def setUp(self):
        super().setUp()
        self.env.cr.execute("DELETE FROM directive_restore")
        self.provider = self.connectors[self.gateway.id] = TellingConnector("accepted")

    @contextmanager
    def lost_house(self):
        """What happens in here happened after the backup: only the provider remembers it."""
        savepoint = self.env.cr.savepoint(flush=True)
        yield
        self.env.flush_all()
        savepoint.rollback()
        savepoint.close(rollback=False)
        self.env.invalidate_all(flush=False)
        self.env.cr.execute("DELETE FROM directive_restore")
        self.env["directive.restore"].with_context(directive_workflow=WORKFLOW).create(
            {"mark": "elsewhere:1", "kind": "first", "database": "lost", "date": "2026-11-24"}
        )

    def release(self, choice="all"):
        form = self.env["directive.restore.release"].with_user(self.admin_user)
        form = form.create({"choice": choice, "reason": "The old server is lost"})
        form.action_release()
        return form

    def sent_to(self, user):
        number = "+84" + user.partner_id.phone.replace(" ", "")[1:]
        return [one.number for one in self.provider.requests].count(number)

    def test_what_a_provider_had_is_not_sent_again(self):
        row = self.tell_by_sms()
        with self.lost_house():
            self.send()
        other = self.tell_by_sms(self.user_a, occurrence="2")
        form = self.release()
        self.assertEqual((row.state, other.state), ("sent", "queued"))
        self.assertEqual(set(form.asked.values()), {"had", "never"})
        self.send()
        self.assertEqual((self.sent_to(self.head_a), self.sent_to(self.user_a)), (1, 1))
        report = base.Report(base.DELIVERED, row.sms_message_ids.request_id)
        self.env["directive.sms.report"]._receive(self.gateway, report)
        self.assertEqual(row.state, "delivered", "its report still finds it")

    def test_what_was_refused_at_first_is_found(self):
        row = self.tell_by_sms()
        with self.lost_house():
            self.provider.results = ["later", "accepted"]
            self.send()
            self.at("2026-11-25 02:02:00")
            self.send()
            self.assertEqual(row.state, "sent")
        self.at("2026-11-25 02:03:00")
        self.release()
        self.assertEqual(row.state, "sent")

    def test_what_may_have_been_part_of_a_message_waits_for_a_person(self):
        rows = self.tell_by_sms() + self.tell_by_sms(occurrence="2")
        with self.lost_house():
            self.send()
        self.assertEqual(len(self.provider.requests), 1, "both in one message")
        self.release()
        self.send()
        self.assertEqual([row.state for row in rows], ["sent", "unknown"])
        self.assertEqual(len(self.provider.requests), 1)

    def test_a_number_given_again_is_another_message_unless_the_system_wrote_it(self):
        row = self.tell_by_sms()

        def id_after(create_date, writer):
            self.env.cr.execute(
                "UPDATE directive_notice_delivery SET create_date = %s WHERE id = %s",
                (create_date, row.id),
            )
            self.env.cr.execute(
                "UPDATE directive_notice SET create_uid = %s WHERE id = %s",
                (writer.id, row.notice_id.id),
            )
            self.env.invalidate_all()
            return row._request_id(self.gateway.id, HEAD, 1)

        moments = ("2026-11-25 01:00:00", "2026-11-25 02:00:00")
        by_person = {id_after(one, self.office_user) for one in moments}
        by_system = {id_after(one, self.env.ref("base.user_root")) for one in moments}
        self.assertEqual((len(by_person), len(by_system)), (2, 1))

    def test_reminders_of_the_lost_day_are_written_before_anything_is_released(self):
        due = self.make_task(state="in_progress", deadline="2026-11-26", point="9")
        self.env["directive.reminder.rule"].search([]).date_last_run = "2026-11-24"
        with self.lost_house():
            self.env["directive.reminder.rule"]._cron_remind()
        self.release("none")
        rows = self.Delivery.search(
            [("notice_id.task_id", "=", due.id), ("notice_id.event", "=like", "reminder%")]
        )
        self.assertTrue(rows.filtered(lambda row: row.channel == "email"))
        self.assertNotIn(
            "queued", rows.filtered(lambda row: row.channel == "email").mapped("state")
        )

    def test_nothing_is_released_before_all_were_asked_about(self):
        row = self.tell_by_sms()
        with self.lost_house():
            self.send()
        form = self.env["directive.restore.release"].with_user(self.admin_user)
        form = form.create({"choice": "all", "reason": "x", "asked": {str(row.id): "never"}})
        self.assertFalse(form.asked, "nobody enters answers by hand")
        with self.assertRaises(UserError):
            form.asked = {str(row.id): "never"}
        with patch.object(time, "monotonic", side_effect=itertools.count(0, 50).__next__):
            form.action_release()
        self.assertTrue(self.env["directive.restore"]._is_held())
        self.assertIn("1", form.answers)


@tagged("post_install", "-at_install")
class TestLostCodes(ReplyCase):
    """A reply code given out after the backup is unknown: its holder is told what to do."""

    def setUp(self):
        super().setUp()
        self.env.cr.execute("DELETE FROM directive_restore")
        Restore = self.env["directive.restore"].with_context(directive_workflow=WORKFLOW)
        Restore.create(
            {"mark": "elsewhere:1", "kind": "first", "database": "lost", "date": "2026-11-24"}
        )
        Restore._release("Trial", 0, 0)

    def singles(self):
        return self.env["directive.sms.message"].search([("gateway_id", "=", self.gateway.id)])

    def test_one_of_us_is_told_once(self):
        for _time in range(2):
            reply = self.hear("DH ZZZZZ NHAN")
            self.assertEqual(reply.state, "wrong_token")
        self.assertEqual(len(self.singles()), 1)
        self.assertIn("restored", self.env["directive.sms.reply"].search([])[-1:].reason)

    def test_a_stranger_is_told_nothing(self):
        self.hear("DH ZZZZZ NHAN", STRANGER)
        self.assertFalse(self.singles())

    def test_without_a_restore_nobody_is_told(self):
        self.env.cr.execute("DELETE FROM directive_restore")
        self.hear("DH ZZZZZ NHAN")
        self.assertFalse(self.singles())
