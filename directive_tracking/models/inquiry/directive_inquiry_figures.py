from odoo import models

from ...tools.inquiry import kept_number


class DirectiveInquiryAnswer(models.Model):
    """The official figures of the agency in its report: as they stood at the end of the period."""

    _inherit = "directive.inquiry.answer"

    def _fill_figures(self):
        """Take the figures asked for from the books, one question for all agencies of a period."""
        asked = self.line_ids.filtered(lambda line: line.kind == "figure").answer_id
        today = self.env["directive.settings"]._today()
        for (first, last), answers in asked.grouped(
            lambda one: (one.date_from, one.date_to)
        ).items():
            # The agency's own figures, whoever presses; the books decide what they are.
            figures = (
                self.env["directive.figures"].sudo()._form(first, min(last, today), by="agency")
            )
            for one in answers._as_system():
                one._write_figures(figures.get(one.agency_id.id, {}))

    def _write_figures(self, found):
        for line in self.line_ids.filtered(lambda line: line.kind == "figure"):
            line.value = kept_number(found.get(line.figure_code))
