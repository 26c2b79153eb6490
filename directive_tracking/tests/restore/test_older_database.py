import tempfile
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from shutil import rmtree
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.restore import directive_restore_trace
from ...tools.notice.delivery import STUCK_AFTER
from .test_restore import RestoreCase


class OlderCase(RestoreCase):
    """A database that is put back to an earlier moment and keeps its identity."""

    def setUp(self):
        super().setUp()
        self.Trace = self.env["directive.restore.trace"]
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        place = lambda _self, place: self.folder / place  # noqa: E731
        self.patch(self.registry["directive.restore.trace"], "_folder", place)

    @contextmanager
    def lost(self):
        """What happens in here happened after the moment the database is put back to."""
        savepoint = self.env.cr.savepoint(flush=True)
        yield
        self.commit()
        savepoint.rollback()
        savepoint.close(rollback=False)
        self.env.invalidate_all(flush=False)

    def commit(self):
        """Do what follows a commit, which a test may not make."""
        self.env.flush_all()
        self.env.cr.postcommit.run()

    def send(self):
        super().send()
        self.commit()

    def another(self, occurrence="2"):
        row = self.tell(self.task, self.user_a, occurrence=occurrence)
        return row.filtered(lambda one: one.channel == "email")

    def traces(self):
        return [path for path in self.folder.glob("*/*") if path.is_file()]

    def kinds(self):
        return self.Restore.search([]).mapped("kind")


@tagged("post_install", "-at_install")
class TestOlderDatabase(OlderCase):
    """What went out since is known outside the database, so it notices by itself."""

    def test_nothing_leaves_a_database_older_than_what_went_out(self):
        self.send()
        row = self.another()
        with self.lost():
            self.send()
            self.assertEqual((row.state, len(self.mailbox)), ("sent", 2))
        self.send()
        self.send()
        self.assertEqual((row.state, len(self.mailbox)), ("queued", 2))
        self.assertEqual(self.kinds(), ["noticed", "first"])
        self.assertIn("held", self.env["directive.health"]._report()["problems"])
        self.release("none")
        self.send()
        self.assertEqual((row.state, len(self.mailbox)), ("cancelled", 2))
        self.assertEqual(self.kinds(), ["released", "noticed", "first"])

    def test_released_it_sends_as_before(self):
        with self.lost():
            self.send()
        self.send()
        self.release("all")
        self.send()
        self.assertEqual((self.row.state, len(self.mailbox)), ("sent", 2))
        row = self.another()
        self.send()
        self.assertEqual(row.state, "sent")
        self.assertFalse(self.Restore._is_held())

    def test_a_database_put_back_to_before_its_first_message_is_held(self):
        with self.lost():
            self.send()
        self.send()
        self.assertEqual((self.row.state, len(self.mailbox)), ("queued", 1))
        self.assertEqual(self.kinds(), ["noticed", "first"])

    def test_put_back_again_it_is_held_again(self):
        with self.lost():
            with self.lost():
                self.send()
            self.send()
            self.release("none")
            row = self.another()
            with self.lost():
                self.send()
            self.send()
            self.assertEqual(row.state, "queued")
            self.assertEqual(self.kinds(), ["noticed", "released", "noticed", "first"])
            self.release("none")
            self.another("3")
            self.send()
        self.send()
        self.assertEqual((self.row.state, self.kinds()), ("queued", ["noticed", "first"]))

    def test_put_back_to_a_moment_after_the_claim_it_is_unclear(self):
        sender, channel = self.env["directive.notice.sender"], self.env["directive.channel.email"]
        rows = sender._claim(channel)
        sender._commit_claim(channel)
        with self.lost(), channel._line() as line:
            sender.with_env(rows.env)._send_claimed(channel.with_env(rows.env), rows, line)
            self.assertEqual(self.row.state, "sent")
        self.assertFalse(self.Restore._is_held())
        self.at(self.row.date_claimed + STUCK_AFTER + timedelta(minutes=1))
        self.send()
        self.assertEqual((self.row.state, len(self.mailbox)), ("unknown", 1))

    def test_a_trace_that_was_lost_holds_nothing(self):
        self.send()
        self.assertTrue(self.traces())
        rmtree(self.folder)
        row = self.another()
        self.send()
        self.assertEqual((row.state, self.kinds()), ("sent", ["first"]))

    def test_a_process_that_died_before_the_trace_holds_nothing(self):
        RestoreCase.send(self)
        self.env.cr.postcommit.clear()
        row = self.another()
        self.send()
        self.assertEqual((row.state, self.kinds()), ("sent", ["first"]))

    def test_traces_of_another_database_are_none_of_ours(self):
        with self.lost():
            self.send()
        [place] = self.folder.iterdir()
        place.rename(f"{place}0")
        self.send()
        self.assertEqual(self.row.state, "sent")

    def test_a_replica_that_is_behind_is_not_asked(self):
        with self.lost():
            self.send()
        query = directive_restore_trace.UNKNOWN.replace("pg_is_in_recovery()", "TRUE")
        with patch.object(directive_restore_trace, "UNKNOWN", query):
            self.assertFalse(self.Restore._is_held())
        self.assertTrue(self.Restore._is_held())

    def test_what_is_long_known_may_be_forgotten(self):
        for _time in range(4):
            self.Trace._leave()
        self.commit()
        with patch.object(directive_restore_trace, "KEPT", 2):
            self.Trace._gc_traces()
        self.assertEqual((self.Trace.search_count([]), len(self.traces())), (2, 4))
        self.assertFalse(self.Restore._is_held())

    def test_a_to_do_in_the_application_leaves_no_trace(self):
        self.row._move("cancelled")
        self.tell(self.task, self.user_b, channels=("app",))
        self.send()
        self.assertFalse(self.traces())

    def test_core_mail_and_telephones_leave_a_trace(self):
        mail = self.env["mail.mail"].create({"email_to": "a@x.example", "body_html": "<p>x</p>"})
        with self.lost():
            mail.send()
        self.assertTrue(self.Restore._is_held())
        self.Trace._learn(self.Trace._missing())
        self.assertFalse(self.Restore._is_held())
        device = self.env["mail.push.device"].create(
            {
                "endpoint": "https://fcm.googleapis.com/1",
                "keys": "{}",
                "partner_id": self.user_a.partner_id.id,
            }
        )
        self.env["mail.push"].create({"mail_push_device_id": device.id, "payload": "{}"})
        with self.lost():
            self.env["mail.push"]._push_notification_to_endpoint()
        self.assertTrue(self.Restore._is_held())

    def test_a_folder_that_cannot_be_written_is_told_and_stops_nothing(self):
        self.patch(self.registry["directive.restore.trace"], "_folder", self.in_a_file)
        with mute_logger("odoo.addons.directive_tracking.models.restore.directive_restore_trace"):
            self.send()
        self.assertEqual(self.row.state, "sent")
        self.assertIn("trace", self.env["directive.health"]._report()["problems"])
        sentences = [one.sentence for one in self.env["directive.sending.check"]._problems()]
        self.assertTrue([one for one in sentences if "cannot record outside" in one])

    def in_a_file(self, place):
        (self.folder / "file").touch()
        return self.folder / "file" / place
