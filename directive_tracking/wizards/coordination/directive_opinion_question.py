from odoo import fields, models

from ...models.notice.telling import says_what_it_sent


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
    )
    question = fields.Text(required=True)
    date_deadline = fields.Date(string="Answer by", required=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_opinion_question_attachment_rel", string="Files"
    )

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
