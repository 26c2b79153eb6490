from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.agency.fate import KEPT
from ...tools.guard.quotes import cut
from ...tools.workflow import LEAD_AGENCY, OFFICE, WORKFLOW
from ..notice.telling import says_what_it_sent

KINDS = [
    ("progress", "Progress"),
    ("completion", "Completion"),
    ("interim", "Interim result"),
]
REVIEW_STATES = [
    ("pending", "Pending"),
    ("accepted", "Accepted"),
    ("returned", "Returned"),
]


class DirectiveTaskProgress(models.Model):
    """One report of an agency on a task. Reports are append-only."""

    _name = "directive.task.progress"
    _description = "Progress Report"
    _past_days = ("result_date",)
    _inherit = [
        "directive.own.mixin",
        "directive.hold.mixin",
        "directive.recorded.mixin",
        "directive.signature.mixin",
    ]
    _signatures = {"author_id": "signer"}
    _order = "id desc"
    _rec_name = "content"

    task_id = fields.Many2one("directive.task", required=True, index=True, ondelete="cascade")
    directive_id = fields.Many2one(related="task_id.directive_id", related_sudo=False)
    author_id = fields.Many2one(
        "res.users",
        string="Reported by",
        required=True,
        index=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    agency_id = fields.Many2one("directive.agency", required=True, index=True, ondelete="restrict")
    date = fields.Date(
        required=True, readonly=True, default=lambda self: self.env["directive.settings"]._today()
    )
    kind = fields.Selection(KINDS, required=True, default="progress")
    percent = fields.Integer(aggregator=None, help="Percentage of the task that is done.")
    content = fields.Text(required=True)
    difficulty = fields.Text()
    difficulty_cause_id = fields.Many2one("directive.difficulty.cause", index="btree_not_null")
    proposal = fields.Text()
    result_number = fields.Char(string="Number of the result document")
    result_date = fields.Date(string="Date of the result document")
    no_result_reason = fields.Char(
        string="Reason for the missing result document",
        help="Required for a completion without a number, a date or a file.",
    )
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_task_progress_attachment_rel", string="Evidence"
    )
    review_state = fields.Selection(
        REVIEW_STATES, required=True, default="pending", readonly=True, copy=False
    )
    review_note = fields.Text(readonly=True, copy=False)
    can_send_back = fields.Boolean(compute="_compute_can_send_back")

    _percent_range = models.Constraint(
        "CHECK (percent BETWEEN 0 AND 100)", "Progress is a percentage between 0 and 100."
    )
    _pending_idx = models.Index("(task_id) WHERE review_state = 'pending'")

    @api.depends("review_state", "task_id.state")
    @api.depends_context("uid")
    def _compute_can_send_back(self):
        """A head may send a responder's completion report back before it goes to the Office."""
        user = self.env.user
        for report in self:
            waits = report.kind == "completion" and report.review_state == "pending"
            within = waits and report.task_id.state == "in_progress"
            report.can_send_back = within and user._directive_signs(
                report.agency_id, report.author_id
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._complete_vals(vals)
        self._sign_all(vals_list)
        reports = super().create(vals_list)
        reports._check_reporter()
        reports._own_attachments()
        reports._carry_to_tasks()
        reports._ask_heads()
        return reports

    def _complete_vals(self, vals):
        """Fill in who reports and for which agency; a caller cannot choose another author."""
        if self._in_workflow():
            return
        # Set explicitly: defaults from the context or the user must not override it.
        today = self.env["directive.settings"]._today()
        vals.update(author_id=self.env.uid, date=today, review_state="pending", review_note=False)
        if not vals.get("agency_id") and vals.get("task_id"):
            task = self.env["directive.task"].browse(vals["task_id"])
            task.check_access("read")
            vals["agency_id"] = self._reporting_agency(task).id

    def _reporting_agency(self, task):
        """Return the agency the user reports for: a lead agency before coordinating ones."""
        mine = self.env.user._directive_agencies()
        agency = (task.lead_agency_id & mine or task.coordinating_agency_ids & mine)[:1]
        if not agency:
            self._refuse_reporter(task)
        return agency

    def _refuse_reporter(self, task):
        raise UserError(
            self.env._(
                "Only the lead and the coordinating agencies can report on “%(task)s”.",
                task=task.name,
            )
        )

    def _check_reporter(self):
        """Raise unless each report comes from an agency of its task, on a task in hand."""
        if self._in_workflow():
            return
        self.task_id.check_access("read")
        self.task_id.sudo()._hold_and_touch()  # agencies have no right to write it
        for report in self:
            task = report.task_id
            parties = task.lead_agency_id | task.coordinating_agency_ids
            mine = parties if self.env.su else parties & self.env.user._directive_agencies()
            if report.agency_id not in mine:
                self._refuse_reporter(task)
            if task.state != "in_progress":
                raise UserError(
                    self.env._(
                        "“%(task)s” is not in progress: receive it before reporting.",
                        task=task.name,
                    )
                )
            if report.kind == "completion" and report.agency_id != task.lead_agency_id:
                raise UserError(
                    self.env._(
                        "A coordinating agency reports its progress; only %(lead)s, the lead "
                        "agency, reports completion.",
                        lead=task.lead_agency_id.name,
                    )
                )

            report._check_result()
            report._check_result_date()

    def _check_result_date(self):
        """Raise if the document of the result is dated later than today."""
        if self.result_date and self.result_date > self.env["directive.settings"]._today():
            raise UserError(
                self.env._("The date of the result document is in the future: correct it.")
            )

    def _check_result(self):
        """Raise if this reports completion without a result or a reason for its absence."""
        if self.kind != "completion" or not self.task_id.needs_report:
            return
        # The author's own files, which nobody reads in their name here; an empty one shows nothing.
        files = self.sudo().attachment_ids
        words = f"{self.result_number or ''}{self.no_result_reason or ''}".strip()
        if not (words or self.result_date or files.filtered("file_size")):
            raise UserError(self._missing_result(files))

    def _missing_result(self, files):
        """Return the sentence that says what this completion report lacks."""
        if files:
            return self.env._(
                "The attached file is empty and shows no result: attach the document itself, enter "
                "its number and date, or say why there is none."
            )
        return self.env._(
            "A completion report needs a result: enter the number and the date of the document, "
            "attach a file, or say why there is none."
        )

    def _own_attachments(self):
        """Attach the evidence to its report, so that readers of the report see it."""
        for report in self:
            # Files of other records cannot be read for this check.
            report.sudo().attachment_ids._adopt(report)

    def _carry_to_tasks(self):
        """Show the newest report of the lead agency as the progress of the task."""
        for report in self:
            vals = {"date_last_news": report.date}
            if report.agency_id == report.task_id.lead_agency_id and report.kind == "progress":
                vals["progress"] = report.percent
            # Agencies have no write right on tasks; the report was checked.
            report.task_id.sudo()._restore_history(vals)

    def _ask_heads(self):
        """Notify the heads of completion reports to approve, however they were created."""
        if self._in_workflow():
            return
        for report in self.filtered(lambda report: report.kind == "completion"):
            task = report.task_id
            two_tiers = report.agency_id.requires_head_approval
            if two_tiers and not task._is_lead_signer():
                task._notify_approval_wanted(report)

    def _refuse(self):
        raise UserError(self.env._("Reports cannot be changed: add another report instead."))

    def _review(self, review_state, note=None, tier=OFFICE):
        """Record the review of these reports: the only later addition to a report.

        :param tier: who judged: the Office, or the agency before the report left it
        """
        # Only the review steps write to reports afterwards.
        workflow = self.sudo().with_context(directive_workflow=WORKFLOW)
        workflow.write({"review_state": review_state, "review_note": note or False})

    @says_what_it_sent
    def action_send_back(self, note=None):
        """Send a completion report back to its author within a two-tier agency.

        :param str note: the missing parts
        :raises UserError: when the user is not the head or the report has left the agency
        """
        self.check_access("read")
        self.task_id.sudo()._hold_and_touch()  # agencies have no right to write it
        for report in self:
            if not report.can_send_back:
                raise UserError(
                    self.env._(
                        "Only the head of %(agency)s can send this report back, before it "
                        "reaches the Office.",
                        agency=cut(report.agency_id.name),
                    )
                )
        self._review("returned", note, tier=LEAD_AGENCY)
        for report in self:
            report.task_id._notify_sent_back(report)
        return True

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
