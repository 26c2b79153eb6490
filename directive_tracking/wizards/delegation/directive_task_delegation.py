from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.notice.telling import says_what_it_sent


class DirectiveTaskDelegation(models.TransientModel):
    """The form with which a lead agency splits its tasks, internally or downwards."""

    _name = "directive.task.delegation"
    _description = "Task Delegation"
    _inherit = ["directive.deadline.mixin"]
    _document_day = "task_ids.directive_id.date_issued"

    task_ids = fields.Many2many("directive.task", required=True)
    lead_agency_ids = fields.Many2many(
        "directive.agency", compute="_compute_lead_agency_ids", string="Lead agencies"
    )
    has_agencies_below = fields.Boolean(compute="_compute_lead_agency_ids")
    colleague_ids = fields.Many2many("res.users", compute="_compute_lead_agency_ids")
    officer_ids = fields.Many2many(
        "res.users", "directive_task_delegation_officer_rel", string="Officers"
    )
    splits_for_officers = fields.Boolean(
        string="A part for each officer",
        help="Each officer gets a part with its own report, which the agency accepts. Otherwise "
        "they work on the task together.",
    )
    agency_ids = fields.Many2many(
        "directive.agency", "directive_task_delegation_agency_rel", string="Agencies below"
    )
    makes_parts = fields.Boolean(compute="_compute_makes_parts")
    content = fields.Text(help="If empty, the content of the task is used.")
    date_deadline = fields.Date(string="Internal deadline")
    weight = fields.Integer(
        default=1, help="How much the part counts, compared with the other parts."
    )
    is_required = fields.Boolean(
        string="Required for the whole",
        default=True,
        help="The task is not reported complete while this part is open, unless a reason is given.",
    )

    @api.depends("task_ids")
    def _compute_lead_agency_ids(self):
        for wizard in self:
            leads = wizard.task_ids.lead_agency_id
            wizard.lead_agency_ids = leads
            wizard.has_agencies_below = bool(leads.child_ids)
            # Members of an agency may name their colleagues.
            wizard.colleague_ids = leads.sudo().member_ids.filtered("is_current").user_id

    @api.depends("agency_ids", "officer_ids", "splits_for_officers")
    def _compute_makes_parts(self):
        for wizard in self:
            split = wizard.officer_ids and wizard.splits_for_officers
            wizard.makes_parts = bool(wizard.agency_ids or split)

    @says_what_it_sent
    def action_delegate(self):
        """Assign the officers, or give parts to them and to the agencies below."""
        self.ensure_one()
        if not (self.officer_ids or self.agency_ids):
            raise UserError(self.env._("Choose officers, or agencies below."))
        if self.officer_ids and not self.splits_for_officers:
            self.task_ids._give_to_officers(self.officer_ids)
        if self.makes_parts:
            self.task_ids._delegate(
                self.agency_ids,
                self.content,
                self.date_deadline,
                self.officer_ids if self.splits_for_officers else (),
                weight=self.weight,
                is_required=self.is_required,
            )
        return {"type": "ir.actions.act_window_close"}
