from odoo import api, models

from ...tools.wording import _lt
from ..imports.directive_import_line import names_of
from ..imports.directive_import_line_doubt import ANY_DOUBT, DOUBTS
from ..wording import said

# The texts of what a row says against itself, and of what is not certain.
PROBLEMS = {
    "claimed_on_time_but_late": _lt("The file says “on time”, but by its days the task is late."),
    "claimed_late_but_on_time": _lt("The file says “late”, but by its days the task is on time."),
    "open_with_completion_date": _lt("The task is still open, but has a day of completion."),
    "done_below_100": _lt("The task is done, but its progress is below 100 %%."),
    "open_at_100": _lt("The task is still open, but its progress is 100 %%."),
    "two_marks": _lt("Two columns are marked: choose the state."),
    "status_against_heading": _lt("The heading above says another state."),
    "status_against_note": _lt("The remarks or the result say another state."),
    "colour_against_text": _lt("The colour says another state."),
    "colour_against_claim": _lt("The colour and the column of punctuality disagree."),
    "completed_before_assigned": _lt("It was completed before the day of its order."),
    "completed_after_cutoff": _lt(
        "It was completed after the day to which the file is up to date."
    ),
    "result_after_completion": _lt("A document of the result is later than the day of completion."),
    "missing_date": _lt("The task is done, but the file gives no day of completion: enter it."),
    "no_status": _lt("The file gives no state: choose it."),
    "state_from_result": _lt("The file gives no state; it was inferred from the result."),
    "colour_without_legend": _lt("The colour is not explained in the file: choose the state."),
    "partly_done": _lt("The file says it is done in part; it was read as in progress."),
    "moved_to_other_agency": _lt("The file says it was moved to another agency: check the lead."),
    "year_inferred": _lt("A date has no year; the first such date after the order was used."),
    "month_only": _lt("The file gives only the month of completion: enter the day."),
    "impossible_date": _lt("The file gives a day that does not exist: enter the right one."),
    "day_month_swapped": _lt("Day and month were swapped in a date; the written one was taken."),
    "extension_in_note": _lt("Only the remarks give the later deadline."),
}
SETTLED_BY_STATE = ("no_status", "two_marks", "colour_without_legend")
SETTLED_BY_DAY = ("missing_date", "month_only")


class DirectiveHistoryImportLine(models.TransientModel):
    """The doubts about a row, in words, until a correction resolves them."""

    _inherit = "directive.history.import.line"

    @api.depends(
        "problems",
        "state",
        "date_reported",
        "lead_agency_id",
        "unmatched_leads",
        "unmatched_coordinators",
        "left_why",
    )
    def _compute_warning(self):
        for line in self:
            found = line.problems or {}
            codes = [*found.get("contradictions", ()), *found.get("doubts", ())]
            sentences = [
                said(self.env, PROBLEMS[code])
                for code in codes
                if code in PROBLEMS and not line._is_settled(code)
            ]
            line.has_warning = bool(sentences)
            sentences += line._warnings_in_words(found.get("warnings", ()))
            if not line.lead_agency_id:
                sentences.append(self.env._("Choose the lead agency."))
            if line.left_why:
                sentences.insert(0, line.left_why)
            line.warning = "\n".join(dict.fromkeys(sentences))

    def _is_settled(self, code):
        """Tell whether the row no longer has this problem."""
        if code in SETTLED_BY_STATE:
            return bool(self.state)
        return code in SETTLED_BY_DAY and bool(self.date_reported)

    def _warnings_in_words(self, warnings):
        open_names = names_of(self.unmatched_leads) + names_of(self.unmatched_coordinators)
        sentences = []
        for code, value, hint in warnings:
            if code == "missing_lead" or code == "unmatched_agency" and value not in open_names:
                continue
            words = "like_an_agency" if code == "unmatched_agency" and hint else code
            text = DOUBTS.get(words, ANY_DOUBT)
            sentences.append(
                said(self.env, text, value=value or "", words=hint or "", agency=hint or "")
            )
        return sentences
