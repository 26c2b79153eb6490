from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.agency.fate import moved, once_each
from ...tools.chasing.grades import REMINDER
from ...tools.workflow import DRAFT, WORKFLOW
from ..agency.groups import OFFICE_OR_LEADER

GRADES = [("reminder", "Reminder"), ("warning", "Warning"), ("ultimatum", "Ultimatum")]
STATES = [("draft", "Draft"), ("issued", "Issued"), ("withdrawn", "Withdrawn")]
# Fields that only the steps of a formal reminder write.
GUARDED = {
    "state",
    "number",
    "sequence",
    "year",
    "is_proposed",
    "visible_agency_ids",
    "date_issued",
    "issued_by_id",
    "signer_name",
    "signer_post",
    "agency_name",
    "date_withdrawn",
    "withdrawn_by_id",
    "withdraw_note",
}


class DirectiveChaser(models.Model):
    """A formal reminder (văn bản đôn đốc): a numbered document that chases one agency.

    A draft belongs to the Office. Once issued it is evidence: it is not changed and not deleted,
    only withdrawn with a reason. The agency sees it from then on, and nobody else's.
    """

    _name = "directive.chaser"
    _description = "Formal Reminder"
    _inherit = [
        "directive.subject.mixin",
        "directive.paper.mixin",
        "directive.hold.mixin",
        "directive.workflow.mixin",
        "directive.signature.mixin",
    ]
    _order = "date_issued desc nulls first, id desc"
    _rec_name = "number"
    _visible_by = ("agency_id",)

    number = fields.Char(string="Number and symbol", readonly=True, copy=False, index="trigram")
    sequence = fields.Integer(string="Number in the year", readonly=True, copy=False)
    year = fields.Integer(readonly=True, copy=False, aggregator=None)
    grade = fields.Selection(GRADES, required=True, default=REMINDER, index=True)
    agency_id = fields.Many2one("directive.agency", required=True, index=True, ondelete="restrict")
    agency_name = fields.Char(
        string="Agency on record",
        readonly=True,
        copy=False,
        help="Its name on the day the document was issued.",
    )
    line_ids = fields.One2many("directive.chaser.line", "chaser_id", string="Tasks")
    task_count = fields.Integer(string="Number of tasks", compute="_compute_task_count")
    note = fields.Text(string="Remark", help="Printed in the document, below the table.")
    date_answer = fields.Date(
        string="Report by", default=lambda self: self._default_date_answer(), required=True
    )
    posts = fields.Char(
        string="Signed as",
        default=lambda self: self.env["directive.settings"]._get("chase_posts"),
        help="Authority and post, lines separated by semicolons.",
    )
    signed_by = fields.Char(string="Signer", help="If empty: the person who issues it.")

    state = fields.Selection(STATES, required=True, default=DRAFT, readonly=True, copy=False)
    is_proposed = fields.Boolean(
        string="Proposed", readonly=True, copy=False, help="Drafted by the rule in the settings."
    )
    monitor_id = fields.Many2one(
        "res.users",
        string="Office specialist",
        index="btree_not_null",
        default=lambda self: self.env.user,
        groups=OFFICE_OR_LEADER,
    )
    date_issued = fields.Date(string="Issued on", readonly=True, copy=False, index=True)
    issued_by_id = fields.Many2one(
        "res.users", string="Issued by", readonly=True, copy=False, ondelete="restrict"
    )
    date_withdrawn = fields.Date(string="Withdrawn on", readonly=True, copy=False)
    withdrawn_by_id = fields.Many2one(
        "res.users", string="Withdrawn by", readonly=True, copy=False, ondelete="restrict"
    )
    withdraw_note = fields.Text(string="Reason for the withdrawal", readonly=True, copy=False)

    _number_uniq = models.UniqueIndex("(year, sequence) WHERE sequence > 0")
    _one_proposal = models.UniqueIndex(
        "(agency_id) WHERE state = 'draft' AND is_proposed",
        "A proposal for this agency is waiting already.",
    )
    _issued_is_numbered = models.Constraint(
        "CHECK ((state = 'draft') = (COALESCE(sequence, 0) = 0))",
        "An issued formal reminder has a number, a draft has none.",
    )

    def _default_date_answer(self):
        return self.env["directive.settings"]._working_days_from_today("chase_answer_days")

    @api.depends("agency_id", "state")
    def _compute_visible_agency_ids(self):
        """A draft is the Office's paper."""
        drafts = self.filtered(lambda one: one.state == DRAFT)
        drafts.visible_agency_ids = False
        return super(DirectiveChaser, self - drafts)._compute_visible_agency_ids()

    @api.depends("number", "grade", "agency_id")
    @api.depends_context("uid", "lang")
    def _compute_display_name(self):
        grades = dict(self._fields["grade"]._description_selection(self.env))
        for chaser in self:
            chaser.display_name = chaser.number or self.env._(
                "%(grade)s to %(agency)s (draft)",
                grade=grades.get(chaser.grade, ""),
                agency=chaser.agency_id.name or "",
            )
        self._hide_names()

    @api.depends("line_ids")
    def _compute_task_count(self):
        counts = dict(
            self.env["directive.chaser.line"]._read_group(
                [("chaser_id", "in", self.ids)], ["chaser_id"], ["__count"]
            )
        )
        for chaser in self:
            chaser.task_count = counts.get(chaser._origin, 0) or len(chaser.line_ids)

    @api.constrains("date_answer")
    def _check_date_answer(self):
        today = self.env["directive.settings"]._today()
        for chaser in self.filtered(lambda one: one.state == DRAFT):
            if chaser.date_answer and chaser.date_answer < today:
                raise ValidationError(self.env._("The day to report by has already passed."))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list if not self._in_workflow() else ():
            # Set explicitly: defaults from the context or the user must not override it.
            vals.update(dict.fromkeys(GUARDED, False), state=DRAFT)
        return super().create(vals_list)

    def write(self, vals):
        if not self._in_workflow():
            self._check_is_draft()
            if GUARDED & vals.keys():
                raise UserError(
                    self.env._(
                        "The state of a formal reminder cannot be written directly: issue or "
                        "withdraw it."
                    )
                )
        result = super().write(vals)
        if "agency_id" in vals:
            self.line_ids._check_tasks()
        return result

    def _record(self, vals):
        """Write what a step says; the caller has checked the user."""
        # Issued ones can be written by nobody.
        return self.sudo().with_context(directive_workflow=WORKFLOW).write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_is_draft()

    def _check_is_draft(self):
        for chaser in self.filtered(lambda one: one.state != DRAFT):
            raise UserError(
                self.env._(
                    "“%(name)s” has been issued and cannot be changed: withdraw it, saying why, "
                    "and issue another one.",
                    name=chaser.display_name,
                )
            )

    def copy(self, default=None):  # pylint: disable=method-required-super
        """Refuse: each document is about the tasks of its day."""
        raise UserError(self.env._("A formal reminder is not copied: chase the tasks again."))

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": moved(("state", "=", DRAFT))}

    @api.model
    def _reorganised(self, name, values, planned):
        """One proposal waits for each agency: another one stays a draft of the agency that ended."""
        values = super()._reorganised(name, values, planned)
        places = {row.id: row.is_proposed or row.id for row in self.browse(values)}
        there = self.search([("state", "=", DRAFT), ("is_proposed", "=", True)])
        return once_each(values, places, {(True, row.agency_id.id) for row in there})
