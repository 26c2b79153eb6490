from odoo import api, fields, models


class DirectiveTask(models.Model):
    """The agency's own expectation beside a deadline that has passed."""

    _inherit = "directive.task"

    expected_date = fields.Date(
        string="Agency expects",
        compute="_compute_expected_date",
        help="The day on which the lead agency expects to complete the overdue task.",
    )
    interim_count = fields.Integer(
        string="Interim replies", compute="_compute_expected_date", help="Replies while overdue."
    )

    @api.depends("progress_ids", "lead_agency_id", "date_deadline", "state")
    def _compute_expected_date(self):
        overdue = self.filtered("days_overdue")
        (self - overdue).update({"expected_date": False, "interim_count": 0})
        for task in overdue:
            replies = task.progress_ids.filtered(
                lambda report, lead=task.lead_agency_id: report.expected_date
                and report.agency_id == lead
            )
            task.expected_date = replies.sorted("id")[-1:].expected_date
            task.interim_count = len(replies)
