from odoo import api, models

from ...tools.wording import _lt
from ..wording import said
from .directive_import_line import names_of

# The texts of doubts: the problem, its place and the remedy.
DOUBTS = {
    "impossible_date": _lt("The day “%(value)s” does not exist: enter the deadline."),
    "null_date": _lt("“%(value)s” is not a date: enter the deadline, if any."),
    "deadline_before_document": _lt("The deadline “%(value)s” is before the date of the document."),
    "multiple_deadlines": _lt("Several deadlines (“%(value)s”): the latest was taken."),
    "uncalculated_formula": _lt(
        "“%(value)s” is a formula that was never calculated: open the file in Excel, save "
        "it and read it again, or fill it in here."
    ),
    "struck_text": _lt("“%(value)s” is struck through in the file: enter the current text."),
    "lost_letters": _lt("Letters are lost in “%(value)s”: question marks replace them."),
    "lost_zero": _lt(
        "“%(value)s” was typed as a number, which loses a zero at its end (15.10 becomes "
        "15.1): check it."
    ),
    "unread_deadline": _lt("The deadline “%(value)s” was not understood: enter it."),
    "partly_read_deadline": _lt(
        "The deadline “%(value)s” was understood only in part (not: “%(words)s”): check it."
    ),
    "counted_deadline": _lt("The deadline was counted from the day in “%(value)s”: check it."),
    "inexact_agency": _lt("“%(value)s” was matched to %(agency)s: check it."),
    "related_agencies": _lt("“%(value)s” does not say which agencies: choose them."),
    "duplicate_number": _lt("Number %(value)s is also used in an earlier row."),
    "truncated_title": _lt("The content seems to be cut off: “%(value)s”."),
    "unmatched_agency": _lt("“%(value)s” is not in the list of agencies."),
    "like_an_agency": _lt("“%(value)s” is not in the list of agencies; perhaps %(agency)s."),
}
ANY_DOUBT = _lt("Check this: “%(value)s”.")


class DirectiveImportLine(models.TransientModel):
    """The doubts about a row, in words, until a correction resolves them."""

    _inherit = "directive.import.line"

    @api.depends(
        "problems",
        "lead_agency_ids",
        "unmatched_leads",
        "unmatched_coordinators",
        "deadline_kind",
        "date_deadline",
        "import_id.date_issued",
    )
    def _compute_warning(self):
        """List the doubts that no correction has resolved yet."""
        for line in self:
            sentences = [
                line._sentence(problem)
                for problem in line.problems or ()
                if not line._is_settled(problem)
            ]
            if not line.lead_agency_ids:
                sentences.append(self.env._("Choose the lead agency."))
            line.warning = "\n".join(dict.fromkeys(sentences))
            line.has_warning = bool(sentences)

    def _is_settled(self, problem):
        """Tell whether the row no longer has this problem."""
        code = problem["code"]
        if code == "missing_lead":
            return True  # checked on the row itself
        if code in ("unmatched_agency", "related_agencies"):
            lead = problem["field"] == "lead"
            return problem["value"] not in names_of(
                self.unmatched_leads if lead else self.unmatched_coordinators
            )
        if code in ("impossible_date", "null_date"):
            return self.deadline_kind != "none"
        if code == "deadline_before_document":
            issued = self.import_id.date_issued
            return not (issued and self.date_deadline and self.date_deadline < issued)
        return False

    def _sentence(self, problem):
        """Return the problem, its place and the remedy."""
        value, hint = problem.get("value") or "", problem.get("hint") or ""
        code = problem["code"]
        if code == "unmatched_agency" and hint:
            code = "like_an_agency"
        return said(self.env, DOUBTS.get(code, ANY_DOUBT), value=value, words=hint, agency=hint)
