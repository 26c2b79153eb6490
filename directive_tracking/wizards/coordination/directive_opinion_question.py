from odoo import api, fields, models

from ...models.notice.telling import says_what_it_sent

WORKING_DAYS = 3


class DirectiveOpinionQuestion(models.TransientModel):
    """The form with which a lead agency asks its coordinating agencies for their opinions."""

    _name = "directive.opinion.question"
    _description = "Question to Coordinating Agencies"
    _inherit = ["directive.deadline.mixin"]
    _document_day = "task_id.directive_id.date_issued"

    task_id = fields.Many2one("directive.task", required=True)
    coordinating_agency_ids = fields.Many2many(
        related="task_id.coordinating_agency_ids", related_sudo=False
    )
    agency_ids = fields.Many2many(
        "directive.agency",
        "directive_opinion_question_agency_rel",
        string="Asked agencies",
        required=True,
        compute="_compute_agency_ids",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    question = fields.Text(string="Opinion sought on", required=True)
    date_deadline = fields.Date(
        string="Answer by",
        required=True,
        compute="_compute_date_deadline",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
    )
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_opinion_question_attachment_rel", string="Files"
    )

    @api.depends("task_id")
    def _compute_agency_ids(self):
        """Propose all coordinating agencies that owe no answer yet."""
        for wizard in self:
            task = wizard.task_id
            wizard.agency_ids = task.coordinating_agency_ids - task._pending_opinions().agency_id

    @api.depends("task_id")
    def _compute_date_deadline(self):
        """Propose the third working day, or the deadline of the task if it is still ahead."""
        settings = self.env["directive.settings"]
        today = settings._today()
        day = settings._working_calendar().add(today, WORKING_DAYS)
        for wizard in self:
            last = wizard.task_id.date_deadline
            wizard.date_deadline = last if last and today <= last < day else day

    @says_what_it_sent
    def action_ask(self):
        """Ask each of the agencies, and tell them."""
        self.ensure_one()
        self.env["directive.task.opinion"].create(
            [self._prepare_question_vals(agency) for agency in self.agency_ids]
        )
        return {"type": "ir.actions.act_window_close"}

    def _prepare_question_vals(self, agency):
        files = self.attachment_ids
        if agency != self.agency_ids[-1:]:
            # A file belongs to one record, whose readers see it: each agency gets its own copy.
            loose = {"res_model": False, "res_id": False}
            files = files.browse([file.copy({**loose, "name": file.name}).id for file in files])
        return {
            "task_id": self.task_id.id,
            "agency_id": agency.id,
            "question": self.question,
            "date_deadline": self.date_deadline,
            "attachment_ids": [(6, 0, files.ids)],
        }
