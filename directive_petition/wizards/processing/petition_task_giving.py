from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Command

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

OFFICE = "directive_tracking.group_directive_office"


class PetitionTaskGiving(models.TransientModel):
    """A task for an agency because of a matter: an order of its own, issued at once.

    What stands here is all the agency sees; of a denunciation it never says who wrote it.
    """

    _name = "petition.task.giving"
    _description = "Task because of a Matter (Form)"
    _inherit = ["directive.deadline.mixin"]
    _document_day = "date_issued"
    _realism_paths = ("lead_agency_id", "name")

    matter_id = fields.Many2one("petition.matter", required=True, ondelete="cascade")
    number = fields.Char(string="Number of the document", required=True)
    issuer_id = fields.Many2one("directive.issuer", required=True)
    date_issued = fields.Date(
        string="Date of the document",
        required=True,
        default=lambda self: self.env["directive.settings"]._today(),
    )
    name = fields.Text(
        string="Content of the task", required=True, help="The agency sees this, not the matter."
    )
    lead_agency_id = fields.Many2one("directive.agency", string="Lead agency", required=True)
    coordinating_agency_ids = fields.Many2many(
        "directive.agency", "petition_task_giving_agency_rel", string="Coordinating agencies"
    )
    date_deadline = fields.Date(string="Deadline")

    @api.model_create_multi
    def create(self, vals_list):
        self._guard_looked_up(vals_list)
        default = self.env.context.get("default_matter_id")
        for vals in vals_list:
            matter = self.env["petition.matter"].browse(vals.get("matter_id") or default or ())
            matter.check_access("write")
        return super().create(vals_list)

    def _receivers(self):
        # The order to be made has no field of work.
        return [(self.lead_agency_id, self.env["directive.directive"], self.name)]

    def action_give(self):
        """Issue the order with this task, and open the tasks of the matter."""
        self.ensure_one()
        if not self.env.user.has_group(OFFICE):
            raise AccessError(
                self.env._("You are not allowed to give tasks: specialists of the Office are.")
            )
        matter = self.matter_id
        matter.check_access("write")
        matter._hold_and_touch()
        quiet = self.with_context(tracking_disable=WORKFLOW, directive_workflow=None)
        order = quiet.env["directive.directive"].create(self._values_of_order())
        task = quiet.env["directive.task"].create(self._values_of_task(order))
        # Only the matter itself links a task to it.
        task.sudo().with_context(directive_workflow=WORKFLOW).petition_matter_id = matter
        order.with_env(self.env).action_issue()
        return matter.action_tasks()

    def _values_of_order(self):
        return {
            "number": self.number,
            "subject": self.env._("Settling the matter %s", self.matter_id.number),
            "date_issued": self.date_issued,
            "issuer_id": self.issuer_id.id,
            "urgency": "normal",
            "monitor_id": self.env.uid,
        }

    def _values_of_task(self, order):
        return {
            "directive_id": order.id,
            "name": self.name,
            "lead_agency_id": self.lead_agency_id.id,
            "coordinating_agency_ids": [Command.set(self.coordinating_agency_ids.ids)],
            "deadline_kind": "date" if self.date_deadline else "none",
            "date_deadline": self.date_deadline,
        }
