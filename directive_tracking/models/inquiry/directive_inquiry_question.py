from odoo import api, fields, models
from odoo.exceptions import ValidationError

KINDS = [
    ("text", "Text"),
    ("number", "Number"),
    ("yes_no", "Yes or no"),
    ("date", "Date"),
    ("choice", "Choice"),
    ("figure", "Official figure of the agency"),
    ("file", "File"),
]
# Columns of form 01-NV, as `directive.figures` counts them
FIGURES = [
    ("1", "Tasks to be done"),
    ("2", "Brought forward"),
    ("3", "Given in the period"),
    ("6", "Done"),
    ("7", "Done on time"),
    ("8", "Done late"),
    ("10", "Not done"),
    ("11", "Not done, in term"),
    ("12", "Not done, overdue"),
    ("13", "Not done, without deadline"),
    ("15", "Returned for rework"),
    ("16a", "Tasks extended"),
    ("16b", "Extensions"),
    ("17", "Completion rate (%)"),
    ("18", "On-time rate (%)"),
    ("19", "Overdue rate (%)"),
    ("20", "Freshness (%)"),
]
RATES = ("17", "18", "19", "20")  # which no sum says anything about
# What each answer repeats, so that it still says what was asked.
ASKED = ("sequence", "name", "hint", "kind", "unit", "choices", "is_required", "figure_code")


class DirectiveInquiryQuestion(models.Model):
    """One question of a report. It changes only while the report is a draft."""

    _name = "directive.inquiry.question"
    _description = "Question of a Report"
    _order = "inquiry_id desc, sequence, id"

    inquiry_id = fields.Many2one(
        "directive.inquiry", string="Report", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Question", required=True)
    hint = fields.Char(string="Explanation", help="How to count, where to look.")
    kind = fields.Selection(KINDS, required=True, default="text")
    unit = fields.Char(help="Such as: households, million dong.")
    choices = fields.Text(help="One on each line.")
    figure_code = fields.Selection(FIGURES, string="Figure")
    is_required = fields.Boolean(string="Required", default=True)

    @api.constrains("kind", "choices", "figure_code")
    def _check_kind(self):
        for question in self:
            if question.kind == "choice" and len(question._choices()) < 2:
                raise ValidationError(
                    self.env._(
                        "“%(question)s” needs at least two choices, one on each line.",
                        question=question.name,
                    )
                )
            if question.kind == "figure" and not question.figure_code:
                raise ValidationError(
                    self.env._("Choose the figure for “%(question)s”.", question=question.name)
                )

    def _choices(self):
        return [line.strip() for line in (self.choices or "").splitlines() if line.strip()]

    @api.model_create_multi
    def create(self, vals_list):
        questions = super().create(vals_list)
        questions._check_of_draft()
        return questions

    def write(self, vals):
        self._check_of_draft()
        result = super().write(vals)
        if "inquiry_id" in vals:
            self._check_of_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_of_drafts(self):
        self._check_of_draft()

    def _check_of_draft(self):
        """Raise unless the report is a draft, also for who issues it at this moment."""
        # Whether the user may write it is checked by the rules.
        self.inquiry_id.sudo()._hold_and_touch()
        self.inquiry_id._check_is_draft()
