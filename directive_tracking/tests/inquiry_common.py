from datetime import date

from odoo import Command

from .common import DirectiveCase
from .notice_common import NoticeCase


class InquiryWorld(DirectiveCase):
    """Reports asked of two departments on a month that has ended."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.env["directive.settings"]._today()
        cls.Inquiry = cls.env["directive.inquiry"].with_user(cls.office_user)

    @classmethod
    def draft(cls, questions=None, agencies=None, **vals):
        """Return a draft of the Office, asked once."""
        questions = questions or [{"name": "What was done?"}]
        agencies = cls.agency_a | cls.agency_b if agencies is None else agencies
        return cls.Inquiry.create(
            {
                "name": "Flood damage",
                "date_from": date(2026, 1, 15),
                "date_to": date(2026, 2, 14),
                "agency_ids": [Command.set(agencies.ids)],
                "question_ids": [Command.create(one) for one in questions],
                **vals,
            }
        )

    @classmethod
    def ask(cls, questions=None, agencies=None, **vals):
        """Return the round opened by issuing a report."""
        inquiry = cls.draft(questions, agencies, **vals)
        inquiry.action_issue()
        return inquiry.round_ids

    @classmethod
    def answer_of(cls, agency, opened, user=None):
        """Return the report of ``agency`` as ``user`` sees it."""
        found = opened.answer_ids.filtered(lambda one: one.agency_id == agency)
        return found.with_user(user or found.env.user)

    def fill(self, answer, *values):
        """Type ``values`` into the lines of ``answer`` as the form does."""
        lines = answer.line_ids
        answer.write(
            {
                "line_ids": [
                    Command.update(line.id, {"value": value})
                    for line, value in zip(lines, values, strict=True)
                ]
            }
        )


class InquiryCase(InquiryWorld, NoticeCase):
    """Such reports with what people are told of them, on a clock that stands still."""

    def told(self, event, record):
        """Return the users told of ``event`` on ``record``."""
        notices = self.Notice.search(
            [("event", "=", event), ("res_model", "=", record._name), ("res_id", "=", record.id)]
        )
        return notices.delivery_ids.user_id
