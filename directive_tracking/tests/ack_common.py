from odoo.tools import SQL

from ..tools.recipient import Recipient
from .notice_common import NoticeCase


class AcknowledgementCase(NoticeCase):
    """Notices that ask to be acknowledged, with a ladder of the test's own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Ack = cls.env["directive.notice.acknowledgement"]
        cls.Step = cls.env["directive.escalation.step"]
        # Whatever the database at hand is set to.
        cls.env["ir.config_parameter"].set_param("directive_tracking.ack_from", "very_urgent")
        cls.env["directive.duty"].search([]).unlink()
        cls.Step.search([]).unlink()
        cls.make_ladder("express", (10, "email"), (20, "deputy"), (30, "call"))
        cls.make_ladder("very_urgent", (60, "app"), (60, "email"), (240, "deputy"), (480, "call"))
        cls.deputy_a = cls.make_member("test_deputy_a", cls.agency_a, role="deputy")

    @classmethod
    def make_ladder(cls, urgency, *steps):
        return cls.Step.create(
            [
                {"urgency": urgency, "minutes": minutes, "action": action}
                for minutes, action in steps
            ]
        )

    def setUp(self):
        super().setUp()
        # Pending rows of the current database do not belong to this test.
        self.env.cr.execute(SQL("UPDATE directive_notice_acknowledgement SET state = 'cancelled'"))
        self.env.invalidate_all()

    def order(self, urgency="very_urgent", **vals):
        """Return a task assigned to agency A by an order of ``urgency``."""
        return self.make_task(directive_id=self.make_directive(urgency=urgency).id, **vals)

    def ask(self, *users, agency=None, urgency="express", **kwargs):
        """Ask ``users`` of ``agency`` (A) to acknowledge a notice, and return their rows."""
        task = kwargs.pop("task", None) or self.make_task(state="in_progress")
        agency = agency or self.agency_a
        rows = [
            Recipient(user.partner_id.id, user.id, agency.id) for user in users or [self.head_a]
        ]
        self.Notice._post(
            "task_instructed", task, {task.id: rows}, urgency=urgency, wants_ack=True, **kwargs
        )
        return self.rows_of(task)

    def rows_of(self, task, state=None):
        domain = [("notice_id.task_id", "=", task.id)]
        return self.Ack.search(domain + ([("state", "=", state)] if state else []), order="id")

    def climb(self, moment=None):
        if moment:
            self.at(moment)
        self.Ack._cron_climb()
        self.env.invalidate_all()

    def repeats(self, row):
        """Return the repetitions of a row's notice as ``[(who, channel)]``, in their order."""
        told = self.Delivery.search([("notice_id.repeats_id", "=", row.notice_id.id)], order="id")
        return [(one.user_id or one.partner_id, one.channel) for one in told]
