from ..tools.recipient import Recipient
from .notice_common import NoticeCase


class AnswerCase(NoticeCase):
    """A task of agency A and the notice to its responder."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Answer = cls.env["directive.notice.answer"]

    def setUp(self):
        super().setUp()
        self.task = self.make_task(deadline="2026-12-10", point="3", coordinators=self.agency_b)
        self.task.sudo().monitor_id = self.office_user
        self.row = self.tell(self.task, self.user_a, channels=("email",))

    def make_contact(self, agency, role="head", **vals):
        """Return a member of ``agency`` without a user account."""
        person = self.env["res.partner"].create({"name": f"Contact of {agency.name}", **vals})
        self.env["directive.agency.member"].create(
            {"agency_id": agency.id, "partner_id": person.id, "role": role}
        )
        return person

    def tell_contact(self, person, task=None, **kwargs):
        """Post a notice to a person without a user account; return the e-mail row."""
        record = task or self.task
        before = self.Delivery.search([])
        self.Notice._post(
            "task_reopened", record, {record.id: [Recipient(person.id, None, None)]},
            channels=("email",), **kwargs,
        )  # fmt: skip
        return self.Delivery.search([]) - before

    def alerts(self):
        """Return the notices to the Office about an answer."""
        return self.Notice.search([("event", "=", "answer_received")])
