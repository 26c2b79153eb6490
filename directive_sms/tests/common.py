from odoo.addons.directive_tracking.tests.notice_common import NoticeCase

from ..connectors import base
from ..connectors.simulated import SimulatedConnector


class FakeConnector(SimulatedConnector):
    """A fake connector with prescribed answers; it records its requests."""

    def __init__(self, *results, **capabilities):
        super().__init__(base.Account())
        self.results = list(results)
        self.requests = []
        self._capabilities = base.Capabilities(**capabilities)

    def capabilities(self):
        return self._capabilities

    def _send(self, request):
        self.requests.append(request)
        result = self.results.pop(0) if len(self.results) > 1 else (self.results or ["accepted"])[0]
        if isinstance(result, base.Outcome):
            return result
        return base.Outcome(result, f"test says {result}", "ref" if result == "accepted" else "")


class SmsCase(NoticeCase):
    """A province with one gateway and a head with a telephone; nothing leaves the process."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Gateway = cls.env["directive.sms.gateway"]
        cls.Message = cls.env["directive.sms.message"]
        cls.Gateway.search([]).active = False  # whatever the database at hand holds
        cls.env["directive.sms.route"].search([]).unlink()
        cls.env["ir.config_parameter"].search([("key", "=like", "directive_sms.%")]).unlink()
        cls.gateway = cls.make_gateway("First")
        cls.head_a.partner_id.phone = "0912 345 678"
        cls.user_a.partner_id.phone = "0987654321"

    @classmethod
    def make_gateway(cls, name, **vals):
        return cls.Gateway.create(
            {"name": name, "connector": "simulated", "price_part": 300, **vals}
        )

    def setUp(self):
        super().setUp()
        self.task = self.make_task(state="in_progress", deadline="2026-12-05", point="3")
        self.Delivery.search([])._move("cancelled")
        self.connectors = {}
        self.patch(
            self.registry["directive.sms.gateway"],
            "_connector",
            lambda gateway: self.connectors.setdefault(gateway.id, FakeConnector()),
        )

    def answers(self, *results, gateway=None, **capabilities):
        """Set the answers of the gateway, and return its connector."""
        connector = FakeConnector(*results, **capabilities)
        self.connectors[(gateway or self.gateway).id] = connector
        return connector

    def line(self):
        """Return the shared state of a run."""
        return self.env["directive.channel.sms"]._line()

    def prepare(self, rows, line):
        """Return the messages of claimed rows, as they are about to be sent."""
        return self.sms(rows)._prepare(rows, line)

    def sms(self, rows):
        """Return who sends SMS, under the claim of these rows."""
        return rows.env["directive.sms.sender"]

    def tell_by_sms(self, *users, **kwargs):
        return self.tell(self.task, *(users or [self.head_a]), channels=("sms",), **kwargs)

    def texts(self, gateway=None):
        return [one.text for one in self.connectors[(gateway or self.gateway).id].requests]
