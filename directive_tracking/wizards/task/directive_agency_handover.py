from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command

from ...models.notice.telling import says_what_it_sent
from ...tools.workflow import DRAFT

ALLOWED = ("admin", "office")


class DirectiveAgencyHandover(models.TransientModel):
    """Transfer the tasks of a dissolved agency to its successor, each by a correction."""

    _name = "directive.agency.handover"
    _description = "Agency Handover"

    agency_id = fields.Many2one("directive.agency", required=True)
    successor_id = fields.Many2one("directive.agency", domain="[('id', '!=', agency_id)]")
    open_count = fields.Integer(string="Open tasks", compute="_compute_open_count")
    note = fields.Text(string="Reason", required=True)
    archives = fields.Boolean(string="Archive the agency afterwards", default=True)

    @api.depends("agency_id")
    def _compute_open_count(self):
        for form in self:
            form.open_count = len(form.agency_id._work().filtered(lambda one: one.state != DRAFT))

    @api.constrains("agency_id", "successor_id")
    def _check_successor(self):
        if any(form.agency_id == form.successor_id for form in self):
            raise ValidationError(
                self.env._("Choose a different agency than the one that is dissolved.")
            )

    def action_view_tasks(self):
        """Open the list of the tasks to transfer."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_task_action_all"
        )
        return dict(action, domain=[("id", "in", self.agency_id._work().ids)], context={})

    @says_what_it_sent
    def action_hand_over(self):
        """Transfer the tasks, record the successor, and archive the agency if requested."""
        self.ensure_one()
        self._check_allowed()
        if not self.successor_id:
            raise ValidationError(self.env._("Choose the agency that takes over."))
        self.agency_id._hand_over(self.successor_id, self.note)
        # Administrators and the Office (with the transfer) may do this; both were checked.
        agency = self.agency_id.sudo()
        agency.successor_ids = [Command.link(self.successor_id.id)]
        if self.archives:
            agency.active = False
        # Opened from a warning the form beneath would not reload: it would show the agency active.
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _check_allowed(self):
        user = self.env.user
        groups = [f"directive_tracking.group_directive_{role}" for role in ALLOWED]
        if not self.env.su and not any(user.has_group(group) for group in groups):
            raise AccessError(
                self.env._("Only the Office and administrators can hand over an agency's work.")
            )
        if self.archives and not self.env.su and not user.has_group(groups[0]):
            raise AccessError(
                self.env._("Only an administrator can archive an agency: clear that tick.")
            )
