from odoo import models

from ...tools.inquiry import kept_number
from .directive_inquiry_question import RATES


class DirectiveInquiryAnswer(models.Model):
    """The official figures of the agency in its report: as they stood at the end of the period."""

    _inherit = "directive.inquiry.answer"

    def _fill_figures(self):
        """Take the figures asked for from the books: one question for all agencies of a period."""
        asked = self.line_ids.filtered(lambda line: line.kind == "figure").answer_id
        today = self.env["directive.settings"]._today()
        for (first, last), answers in asked.grouped(
            lambda one: (one.date_from, one.date_to)
        ).items():
            agencies = answers.sudo().agency_id.ids  # of reports they may read
            # The agencies' own figures: the books say what they are, whoever presses.
            books = self.env["directive.figures"].sudo()
            last = min(last, today)  # of days to come nothing is known
            found = first <= last and books._form(first, last, by="agency", agency=agencies)
            for one in answers._as_system():
                one._write_figures((found or {}).get(one.agency_id.id, {}))

    def _write_figures(self, found):
        """Write the figures; who has no task has zeros, and no rates."""
        for line in self.line_ids.filtered(lambda line: line.kind == "figure"):
            none = None if line.figure_code in RATES else 0
            line.value = kept_number(found.get(line.figure_code, none))
