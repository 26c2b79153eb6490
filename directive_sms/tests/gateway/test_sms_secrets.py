import logging

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.directive_tracking.tests.notice_common import NoticeCase

from ...connectors.base import Request
from ..provider import Provider

SECRET = "Tr0ng-Bi/Mat+9"
ADMIN_ONLY = (
    "directive.sms.gateway",
    "directive.sms.preset",
    "directive.sms.route",
    "directive.sms.template",
    "directive.sms.report",
    "directive.sms.test",
)
CREDENTIALS = ("username", "password", "parameters", "report_secret")


@tagged("post_install", "-at_install")
class TestSmsSecrets(NoticeCase):
    """Credentials are read by administrators, and written nowhere else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param("directive_sms.local_hosts", "127.0.0.1")
        cls.gateway = cls.env["directive.sms.gateway"].create(
            {
                "name": "Secret",
                "connector": "kannel",
                "url": "http://127.0.0.1:1/",
                "username": "u-" + SECRET,
                "password": SECRET,
                "parameters": f"KEY={SECRET}2",
            }
        )

    def test_nobody_else_reads_a_gateway(self):
        for user in (self.office_user, self.leader_user, self.head_a, self.outside_user):
            for model in ADMIN_ONLY:
                with self.assertRaises(AccessError, msg=f"{user.login} {model}"):
                    self.env[model].with_user(user).search_read([])
            with self.assertRaises(AccessError):
                self.gateway.with_user(user).action_test()

    def test_an_administrator_reads_and_changes_it(self):
        gateway = self.gateway.with_user(self.admin_user)
        self.assertEqual(gateway.password, SECRET)
        gateway.password = "new"
        self.assertEqual(self.gateway.password, "new")

    def test_a_copy_has_no_credentials(self):
        copy = self.gateway.copy()
        self.assertFalse(copy.password or copy.username or copy.parameters)
        self.assertNotEqual(copy.report_secret, self.gateway.report_secret)

    def test_an_order_is_not_read_through_its_sms(self):
        vals = {"gateway_id": self.gateway.id, "number": "+84912345678", "text": "128/QD-UBND"}
        message = self.env["directive.sms.message"].create(vals)
        self.assertEqual(message.with_user(self.office_user).text, "128/QD-UBND")
        with self.assertRaises(AccessError):
            message.with_user(self.admin_user).read(["text"])
        for user in (self.leader_user, self.head_a, self.outside_user):
            with self.assertRaises(AccessError):
                message.with_user(user).read(["number"])
        for user in (self.office_user, self.admin_user):
            with self.assertRaises(AccessError):
                message.with_user(user).write({"state": "delivered"})

    def test_a_secret_at_the_end_of_what_is_kept_is_not_cut_in_two(self):
        provider = Provider(*((403, "x" * size + SECRET) for size in range(180, 300, 6)))
        self.addCleanup(provider.stop)
        self.gateway.url = provider.url
        connector = self.gateway._connector()
        for _call in range(180, 300, 6):
            words = connector.send(Request("1", "+84912345678", "text")).reason
            self.assertNotIn("Tr0", words)

    def test_nothing_secret_is_logged_or_kept(self):
        provider = Provider((403, f"wrong password {SECRET} for u-{SECRET}, KEY {SECRET}2"))
        self.addCleanup(provider.stop)
        self.gateway.url = provider.url
        self.head_a.partner_id.phone = "0912345678"
        self.env["directive.sms.gateway"].search([("id", "!=", self.gateway.id)]).active = False
        task = self.make_task(state="in_progress")
        self.Delivery.search([])._move("cancelled")
        rows = self.tell(task, self.head_a, channels=("sms",))
        root = logging.getLogger()
        level = root.level
        self.addCleanup(root.setLevel, level)
        with self.assertLogs(level="DEBUG") as logs:
            root.setLevel(logging.DEBUG)
            logging.getLogger("test").debug("so that there is a line")
            self.send()
        self.assertEqual(len(provider.calls), 1)
        self.assertIn("password=Tr0ng", provider.calls[0].path)
        self.assertIn("403", rows.reason)
        kept = [rows.reason, rows.history, rows.sms_message_ids.reason, self.gateway.last_error]
        # The SQL log shows values by design; it is never on in a running province.
        lines = [line for line in logs.output if "odoo.sql_db" not in line]
        for text in [*kept, *lines]:
            self.assertNotIn("Tr0ng", text)
