from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...tools.inquiry import NO, YES, Unreadable, canonical, number_in_words, number_of
from ...tools.workflow import WORKFLOW
from .directive_inquiry_question import ASKED
from .directive_inquiry_question import KINDS as KIND_LABELS

FILLED = ("value", "comment", "attachment_ids")
ANSWERED = (*FILLED, "filled_by_id", "filled_by_name", "date_filled")


class DirectiveInquiryLine(models.Model):
    """The answer to one question in the report of one agency, beside a copy of the question.

    Members of the agency write answer and remark while the report is open. What somebody writes
    over is kept as an earlier wording. A figure comes from the agency's official figures: it may be
    remarked on, not changed.
    """

    _name = "directive.inquiry.line"
    _description = "Answer to a Question"
    _inherit = ["directive.workflow.mixin"]
    _order = "answer_id desc, version, sequence, id"

    answer_id = fields.Many2one(
        "directive.inquiry.answer", string="Report", required=True, index=True, ondelete="cascade"
    )
    question_id = fields.Many2one(
        "directive.inquiry.question",
        string="Question in the report",
        required=True,
        index=True,
        ondelete="restrict",
        groups="directive_tracking.group_directive_office,directive_tracking.group_directive_leader",
    )
    version = fields.Integer(required=True, default=1, aggregator=None)
    is_current = fields.Boolean(default=True)

    # The question as it was asked
    sequence = fields.Integer(aggregator=None)
    name = fields.Char(string="Question", required=True)
    hint = fields.Char(string="Explanation")
    kind = fields.Selection(KIND_LABELS, required=True)
    unit = fields.Char()
    choices = fields.Text()
    is_required = fields.Boolean(string="Required")
    figure_code = fields.Char(string="Figure")

    # The answer
    value = fields.Text(string="Answer")
    comment = fields.Char(string="Remark")
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_inquiry_line_attachment_rel", string="Files"
    )
    shown = fields.Text(string="Answer as read", compute="_compute_shown")
    is_open = fields.Boolean(compute="_compute_is_open")
    filled_by_id = fields.Many2one("res.users", string="Filled in by", ondelete="restrict")
    filled_by_name = fields.Char(string="Filled in by (on record)")
    date_filled = fields.Datetime(string="Filled in on")

    _version_uniq = models.Constraint(
        "UNIQUE (answer_id, question_id, version)", "A question is answered once in a version."
    )

    @api.depends("value", "kind", "unit", "attachment_ids")
    @api.depends_context("lang")
    def _compute_shown(self):
        for line in self:
            line.shown = line._in_words()

    @api.depends("is_current", "answer_id.state")
    @api.depends_context("uid")
    def _compute_is_open(self):
        for line in self:
            line.is_open = line.is_current and line.answer_id.can_fill

    def _in_words(self):
        """Return the answer as people read it."""
        if self.kind == "file":
            # Readers of the report see the names of its files.
            return "; ".join(self.sudo().attachment_ids.mapped("name"))
        try:
            value = self._canonical(self.value)
        except Unreadable:
            return self.value  # still being typed
        return self._kept_in_words(value) if value else ""

    def _kept_in_words(self, value):
        if self.kind == "yes_no":
            return self.env._("Yes") if value == YES else self.env._("No")
        if self.kind == "date":
            return format_date(self.env, value, date_format="dd/MM/yyyy")
        if self.kind in ("number", "figure"):
            words = number_in_words(number_of(value))
            return f"{words} {self.unit}" if self.unit else words
        return value

    def _canonical(self, text):
        """Return ``text`` in the form in which an answer of this kind is kept."""
        kind = "number" if self.kind == "figure" else self.kind
        if kind == "yes_no":  # also as it is shown
            words = {self._kept_in_words(value).casefold(): value for value in (YES, NO)}
            text = words.get((text or "").strip().casefold(), text)
        return canonical(kind, text, self._choices())

    def _number(self):
        """Return the answer as a number, or None."""
        return number_of(self.value) if self.kind in ("number", "figure") else None

    def _is_answered(self):
        if self.kind == "file":
            return bool(self.sudo().attachment_ids)  # of a report they may read
        return self.kind == "figure" or bool(self.value)

    def _prepare_next(self, version):
        """Return this answer as the next version begins with it, the same files included."""
        copied = {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in (*ASKED, *ANSWERED)
        }
        return copied | {
            "answer_id": self.answer_id.id,
            "question_id": self.question_id.id,
            "version": version,
        }

    # Guards

    @api.model_create_multi
    def create(self, vals_list):
        if not self._in_workflow():
            self._refuse()
        return super().create(vals_list)

    def write(self, vals):
        if self._in_workflow():
            return super().write(vals)
        self._guard_values([vals])
        self._check_fills(vals)
        for line in self:
            line._fill(dict(vals))
        return True

    def _fill(self, vals):
        """Write one answer for the user, who has been checked; keep what it replaces."""
        if "value" in vals:
            vals["value"] = self._read(self._typed_text(vals["value"]))
        if "comment" in vals:
            vals["comment"] = self._typed_text(vals["comment"])
        self._keep_overwritten(vals)
        user = self.env.user
        vals |= {
            "filled_by_id": user.id,
            "filled_by_name": user.partner_id.sudo()._name_on_record(),  # their own name
            "date_filled": fields.Datetime.now(),
        }
        # Agencies write nothing but this; the report was checked and is locked.
        self.sudo().with_context(directive_workflow=WORKFLOW).write(vals)
        if "attachment_ids" in vals:
            # Read past a cache that holds only what they could see before.
            self.sudo().attachment_ids.sudo(False)._adopt(self)

    def _check_fills(self, vals):
        if vals.keys() - set(FILLED) or not all(self.mapped("is_current")):
            self._refuse()
        self._check_only_names(vals)
        self.answer_id._hold_to_fill()
        if vals.get("value") and "figure" in self.mapped("kind"):
            raise UserError(
                self.env._(
                    "This is the official figure of the agency and is not changed here: write a "
                    "remark beside it."
                )
            )

    def _read(self, text):
        """Return ``text`` in the form in which it is kept; raise the sentence if it is no answer."""
        if self.kind in ("figure", "file"):
            return self.value
        try:
            return self._canonical(text)
        except Unreadable as error:
            raise UserError(
                self._sentence_of_kind() % {"question": self.name, "text": text}
            ) from error

    def _sentence_of_kind(self):
        sentences = {
            "number": self.env._(
                "“%(question)s”: “%(text)s” is not a number. Write it like 1.234,5."
            ),
            "date": self.env._(
                "“%(question)s”: “%(text)s” is not a day. Write it like 05/03/2027."
            ),
            "yes_no": self.env._("“%(question)s”: choose yes or no, not “%(text)s”."),
            "choice": self.env._("“%(question)s”: “%(text)s” is none of the choices."),
        }
        return sentences[self.kind]

    def _choices(self):
        return [line.strip() for line in (self.choices or "").splitlines() if line.strip()]

    def _keep_overwritten(self, vals):
        """Keep the wording of this answer that ``vals`` replace, with its author."""
        had = {"value": self.value or "", "comment": self.comment or ""}
        if not any(had[name] and (vals[name] or "") != had[name] for name in had.keys() & vals):
            return
        # Nobody writes earlier wordings; the answer they replace is written by its agency.
        self.env["directive.inquiry.entry"].sudo().with_context(directive_workflow=WORKFLOW).create(
            {
                "line_id": self.id,
                "answer_id": self.answer_id.id,
                "question": self.name,
                "shown": self.shown,
                "comment": self.comment,
                "user_id": self.filled_by_id.id,
                "user_name": self.filled_by_name,
                "date": self.date_filled,
            }
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._refuse()

    def copy(self, default=None):  # pylint: disable=method-required-super
        """Refuse: each question is answered once in a version."""
        self._refuse()

    def _refuse(self):
        raise UserError(
            self.env._(
                "In a report, only answers, remarks and files of open questions are written."
            )
        )
