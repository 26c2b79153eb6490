from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from ...tools.workflow import WORKFLOW
from ..notice_common import NoticeCase


class RestoreCase(NoticeCase):
    """A task with one waiting message in a database that may have come from a backup."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Restore = cls.env["directive.restore"]
        cls.task = cls.make_task(state="assigned")
        cls.Delivery.search([("state", "=", "queued")])._move("cancelled")

    def setUp(self):
        super().setUp()
        self.env.cr.execute("DELETE FROM directive_restore")
        self.row = self.tell(self.task, self.user_a).filtered(lambda row: row.channel == "email")

    def restore(self):
        """Make of this database what it is after a restore: it was another one when it first sent."""
        self.Restore.with_context(directive_workflow=WORKFLOW).create(
            {"mark": "elsewhere:1", "kind": "first", "database": "lost", "date": "2026-11-24"}
        )

    def release(self, choice, reason="The old server is lost"):
        form = self.env["directive.restore.release"].with_user(self.admin_user)
        return form.create({"choice": choice, "reason": reason}).action_release()


@tagged("post_install", "-at_install")
class TestRestoredDatabase(RestoreCase):
    """Nothing leaves a restored or copied database before an administrator has released it."""

    def test_a_database_sends_where_it_has_always_been(self):
        self.send()
        self.assertEqual((self.row.state, len(self.mailbox)), ("sent", 1))
        self.assertEqual(self.Restore.search([]).mapped("kind"), ["first"])
        self.assertFalse(self.Restore._is_held())

    def test_a_restored_one_keeps_its_messages(self):
        self.restore()
        self.send()
        self.send()
        self.assertEqual((self.row.state, self.mailbox), ("queued", []))
        self.assertEqual(self.Restore.search([]).mapped("kind"), ["noticed", "first"])

    def test_core_mail_waits_in_its_queue(self):
        self.restore()
        mail = self.env["mail.mail"].create({"email_to": "a@x.example", "body_html": "<p>x</p>"})
        with patch.object(IrMail_Server, "_connect__", side_effect=AssertionError):
            mail.send()
            self.env["mail.mail"].process_email_queue()
            with self.assertRaises(UserError):
                mail.send(raise_exception=True)
            with self.assertRaises(UserError):
                self.env["ir.mail_server"].send_email(None)
        self.assertEqual(mail.state, "outgoing")

    def test_the_mailbox_of_the_real_house_is_left_alone(self):
        self.restore()
        server = self.env["fetchmail.server"].create({"name": "Bounces", "server_type": "imap"})
        connect = patch.object(
            self.registry["fetchmail.server"], "_connect__", side_effect=AssertionError
        )
        with connect:
            self.assertIsNone(server._fetch_mail())

    def test_telephones_are_not_pushed_to(self):
        self.restore()
        found = self.env["mail.thread"]._web_push_get_partners_parameters(
            self.user_a.partner_id.ids
        )
        self.assertFalse(found[0])
        queue = patch(
            "odoo.addons.mail.models.mail_push.push_to_end_point", side_effect=AssertionError
        )
        with queue:
            self.env["mail.push"]._push_notification_to_endpoint()

    def test_no_code_goes_to_a_citizen(self):
        channels = self.env["directive.channel"]
        self.assertIsNotNone(channels._for_address("citizen@x.example"))
        self.restore()
        self.assertIsNone(channels._for_address("citizen@x.example"))

    def test_watcher_and_office_are_told(self):
        self.restore()
        health = self.env["directive.health"]
        self.assertIn("held", health._report()["problems"])
        self.assertIn("restored", health._heartbeat_warning())


@tagged("post_install", "-at_install")
class TestRelease(RestoreCase):
    """An administrator sees what waits, decides, and gives a reason that stays."""

    def setUp(self):
        super().setUp()
        self.restore()
        self.send()

    def written_in_the_copy(self):
        self.at("2026-11-25 02:10:00")
        row = self.tell(self.task, self.user_a, event="task_revoked")
        return row.filtered(lambda one: one.channel == "email")

    def test_the_form_counts_what_waits(self):
        form = self.env["directive.restore.release"].with_user(self.admin_user).create({})
        self.assertIn("1", form.waiting)
        self.assertEqual((form.is_held, form.choice), (True, "none"))

    def test_none_of_them_goes(self):
        self.release("none")
        self.send()
        self.assertEqual((self.row.state, self.mailbox), ("cancelled", []))
        self.assertIn("The old server is lost", self.row.reason)
        row = self.written_in_the_copy()
        self.send()
        self.assertEqual((row.state, len(self.mailbox)), ("sent", 1))

    def test_only_those_written_in_the_copy_go(self):
        row = self.written_in_the_copy()
        self.env.cr.execute(
            "UPDATE directive_notice_delivery SET create_date = '2026-11-25 01:00' WHERE id = %s",
            self.row.ids,
        )
        self.env.cr.execute(
            "UPDATE directive_notice_delivery SET create_date = '2026-11-25 02:10' WHERE id = %s",
            row.ids,
        )
        self.release("after")
        self.send()
        self.assertEqual((self.row.state, row.state, len(self.mailbox)), ("cancelled", "sent", 1))

    def test_all_of_them_go(self):
        self.release("all")
        self.send()
        self.assertEqual((self.row.state, len(self.mailbox)), ("sent", 1))

    def test_letters_of_odoo_itself_wait_for_the_same_decision(self):
        make = self.env["mail.mail"].create
        old = make({"email_to": "old@x.example", "body_html": "<p>x</p>"})
        new = make({"email_to": "new@x.example", "body_html": "<p>x</p>"})
        self.env.cr.execute(
            "UPDATE mail_mail SET create_date = CASE WHEN id = %s THEN"
            " timestamp '2026-11-25 01:00' ELSE '2026-11-25 02:10' END",
            old.ids,
        )
        self.env.invalidate_all()
        form = self.env["directive.restore.release"].with_user(self.admin_user).create({})
        self.assertIn("such as those for a new password: 2", form.totals)
        self.release("after")
        self.assertEqual((old.state, new.state), ("cancel", "outgoing"))
        self.assertEqual(self.Restore.search([("kind", "=", "released")]).dropped_count, 1)

    def test_a_release_needs_a_reason_and_a_held_database(self):
        for reason in (False, " "):
            with self.assertRaises(UserError):
                self.release("all", reason)
        self.release("all")
        with self.assertRaises(UserError):
            self.release("none")

    def test_nobody_but_an_administrator_releases(self):
        for user in (self.office_user, self.leader_user, self.user_a):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self.env["directive.restore.release"].with_user(user).create({"reason": "x"})

    def test_the_history_cannot_be_written_by_hand(self):
        rows = self.Restore.with_user(self.admin_user).search([])
        values = {"mark": "x", "kind": "released", "database": "x", "date": "2026-11-25"}
        for attempt in (
            lambda: rows.write({"kind": "released"}),
            lambda: rows.unlink(),
            lambda: rows.create(values),
        ):
            with self.assertRaises(UserError):
                attempt()
        self.assertTrue(self.Restore._is_held())
