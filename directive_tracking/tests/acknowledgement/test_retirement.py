from odoo.tests import tagged

from ..ack_common import AcknowledgementCase

REASON = "The application it belongs to has been uninstalled."


@tagged("post_install", "-at_install")
class TestRetirement(AcknowledgementCase):
    """Queued rows of an uninstalled application are cancelled with a reason; sent rows stay."""

    def test_what_waits_is_given_up_at_once_and_what_was_sent_stays(self):
        [told] = self.ask(self.head_a)
        self.send()
        sent = told.notice_id.delivery_ids
        [awaited] = self.ask(self.user_a)
        queued = awaited.notice_id.delivery_ids
        self.Notice._retire(["directive.task"])
        self.assertEqual(set(sent.mapped("state")), {"sent"})
        self.assertEqual(set(queued.mapped("state")), {"cancelled"})
        self.assertEqual(set(queued.mapped("reason")), {REASON})
        rows = told | awaited
        self.assertEqual(
            (set(rows.mapped("state")), set(rows.mapped("how"))), ({"cancelled"}, {REASON})
        )

    def test_other_records_are_left_alone(self):
        [awaited] = self.ask(self.head_a)
        self.Notice._retire(["directive.directive"])
        self.assertEqual(awaited.state, "waiting")
        self.assertEqual(set(awaited.notice_id.delivery_ids.mapped("state")), {"queued"})
