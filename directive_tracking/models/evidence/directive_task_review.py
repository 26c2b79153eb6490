from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.agency.fate import KEPT
from ...tools.workflow import LEAD_AGENCY, OFFICE, WORKFLOW

TIERS = [(LEAD_AGENCY, "In the agency"), (OFFICE, "At the Office")]
OUTCOMES = [
    ("submitted", "Submitted to the Office"),
    ("accepted", "Accepted"),
    ("returned", "Returned"),
    ("reopened", "Reopened after acceptance"),
]


class DirectiveTaskReview(models.Model):
    """One judgement of a completion report: by the agency's own head, or by the Office.

    The rows of a report are its history; the report itself shows only the last one.
    """

    _name = "directive.task.review"
    _description = "Review of a Completion Report"
    _inherit = ["directive.evidence.mixin", "directive.signature.mixin"]
    _signatures = {"user_id": "signer"}
    _order = "id"
    _rec_name = "outcome"

    report_id = fields.Many2one(
        "directive.task.progress", required=True, index=True, ondelete="cascade"
    )
    version = fields.Integer(related="report_id.version", related_sudo=False)
    task_id = fields.Many2one("directive.task", required=True, index=True, ondelete="cascade")
    agency_id = fields.Many2one("directive.agency", required=True, index=True, ondelete="restrict")
    user_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    date = fields.Datetime(string="At", required=True)
    tier = fields.Selection(TIERS, string="Where", required=True)
    outcome = fields.Selection(OUTCOMES, required=True)
    note = fields.Text(string="Reason")

    _returned_idx = models.Index("(task_id, tier) WHERE outcome = 'returned'")

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.context.get("directive_workflow") is not WORKFLOW:
            self._refuse()
        self._sign_all(vals_list)
        return super().create(vals_list)

    def _refuse(self):
        raise UserError(
            self.env._("The reviews of a report are kept by the system and cannot be changed.")
        )

    @api.model
    def _log(self, reports, outcome, tier, note=None):
        """Add one row for each of ``reports``; the step that calls it has checked the user."""
        moment = fields.Datetime.now()
        # Nobody has a right to write these rows: they follow from the steps of a task.
        rows = self.sudo().with_context(directive_workflow=WORKFLOW)
        return rows.create(
            [
                {
                    "report_id": report.id,
                    "task_id": report.task_id.id,
                    "agency_id": report.agency_id.id,
                    "user_id": self.env.uid,
                    "date": moment,
                    "tier": tier,
                    "outcome": outcome,
                    "note": note or False,
                }
                for report in reports
            ]
        )

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
