from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from .common import FakeConnector, SmsCase


class UntouchedConnector(FakeConnector):
    """A provider that nobody may call."""

    def capabilities(self):
        return super().capabilities()._replace(can_query=True, dedupes=True, has_balance=True)

    def _refuse(self, *_call):
        raise AssertionError("A restored database has called the provider.")

    _send = _query = _balance = _refuse


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
        for cron in self.env["ir.cron"].browse(data.mapped("res_id")):
            with self.subTest(cron.name):
                cron.ir_actions_server_id.with_context(cron_id=cron.id).run()
        self.assertEqual((row.state, self.unclear.state), ("queued", "unknown"))

    def test_no_button_calls(self):
        test = self.env["directive.sms.test"].create(
            {"gateway_id": self.gateway.id, "number": "0912345678"}
        )
        message = self.unclear.sms_message_ids
        for press in (test.action_send, message.action_ask, self.gateway.action_ask_balance):
            with self.subTest(press.__name__), self.assertRaises(UserError):
                press()
