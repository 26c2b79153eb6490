from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.notice.telling import says_what_it_sent


class DirectiveTaskDelegation(models.TransientModel):
    """The form with which a lead agency delegates its tasks, internally or downwards."""

    _name = "directive.task.delegation"
    _description = "Task Delegation"

    task_ids = fields.Many2many("directive.task", required=True)
    lead_agency_ids = fields.Many2many(
        "directive.agency", compute="_compute_lead_agency_ids", string="Lead agencies"
    )
    colleague_ids = fields.Many2many("res.users", compute="_compute_lead_agency_ids")
    officer_ids = fields.Many2many(
        "res.users", "directive_task_delegation_officer_rel", string="Officers"
    )
    agency_ids = fields.Many2many(
        "directive.agency", "directive_task_delegation_agency_rel", string="Agencies below"
    )
    content = fields.Text(help="If empty, the content of the task is used.")
    date_deadline = fields.Date(string="Internal deadline")

    @api.depends("task_ids")
    def _compute_lead_agency_ids(self):
        for wizard in self:
            leads = wizard.task_ids.lead_agency_id
            wizard.lead_agency_ids = leads
            # Members of an agency may name their colleagues.
            wizard.colleague_ids = leads.sudo().member_ids.filtered("is_current").user_id

    @says_what_it_sent
    def action_delegate(self):
        """Assign the officers and create tasks for the agencies below."""
        self.ensure_one()
        if not (self.officer_ids or self.agency_ids):
            raise UserError(self.env._("Choose officers, or agencies below."))
        if self.officer_ids:
            self.task_ids._give_to_officers(self.officer_ids)
        if self.agency_ids:
            self.task_ids._delegate(self.agency_ids, self.content, self.date_deadline)
        return {"type": "ir.actions.act_window_close"}
