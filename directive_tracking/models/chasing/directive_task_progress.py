from odoo import fields, models
from odoo.exceptions import UserError


class DirectiveTaskProgress(models.Model):
    """An interim reply on an overdue task: why it is late, and when it will be done."""

    _inherit = "directive.task.progress"

    expected_date = fields.Date(
        string="Expected completion",
        help="When the agency expects to complete an overdue task. The deadline stays.",
    )

    def _check_result(self):
        super()._check_result()
        self._check_expected_date()

    def _check_expected_date(self):
        """Raise if an interim reply on an overdue task lacks reason or day, or the day has passed."""
        today = self.env["directive.settings"]._today()
        if self.expected_date and self.expected_date < today:
            raise UserError(self.env._("The expected day of completion has already passed."))
        is_reply = self.kind == "interim" and self.task_id.days_overdue
        is_lead = self.agency_id == self.task_id.lead_agency_id
        if is_reply and is_lead and not (self.expected_date and (self.difficulty or "").strip()):
            raise UserError(
                self.env._(
                    "“%(task)s” is overdue: say in “Difficulty” why, and when it will be completed.",
                    task=self.task_id.name,
                )
            )
