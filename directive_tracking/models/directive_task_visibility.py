from odoo import api, fields, models

from ..tools.workflow import DRAFT

AGENCY_FIELDS = {"lead_agency_id", "coordinating_agency_ids"}


class DirectiveTask(models.Model):
    """Who sees a task: its lead, its coordinators and all agencies above them.

    The same relation answers every door: lists, counts, statistics, attachments,
    chatter, followers, activities and notices.
    """

    _inherit = "directive.task"

    visible_agency_ids = fields.Many2many(
        relation="directive_task_visible_agency_rel", column1="task_id", column2="agency_id",
        compute="_compute_visible_agency_ids", store=True, copy=False, compute_sudo=True,
    )

    @api.depends("lead_agency_id", "coordinating_agency_ids", "state")
    def _compute_visible_agency_ids(self):
        """A draft is the Office's own paper; from assignment on the agencies see it."""
        nobody = self.env["directive.agency"]
        above = {
            agency.id: agency._ancestors()
            for agency in self.lead_agency_id | self.coordinating_agency_ids
        }
        for task in self:
            agencies = nobody
            if task.state != DRAFT:
                agencies = task.lead_agency_id | task.coordinating_agency_ids
            task.visible_agency_ids = nobody.union(*(above[agency.id] for agency in agencies))

    @api.depends("name")
    @api.depends_context("uid")
    def _compute_display_name(self):
        super()._compute_display_name()
        self._hide_names()

    @api.model
    def _recompute_visibility(self, agencies):
        """Work out anew who sees the tasks of ``agencies``, after the tree has changed."""
        concerned = self.search(
            ["|", ("lead_agency_id", "in", agencies.ids),
             ("coordinating_agency_ids", "in", agencies.ids)]
        )
        # As if the agencies had been written anew: all that hangs on them follows.
        concerned.modified(["lead_agency_id"])
        concerned.flush_recordset(["visible_agency_ids"])
        concerned._drop_outsiders()
        concerned.directive_id._drop_outsiders()

    def _agencies_before(self, vals):
        """Return the agencies of each assigned task, if ``vals`` may change them."""
        if not AGENCY_FIELDS & vals.keys():
            return {}
        return {
            task: task.lead_agency_id | task.coordinating_agency_ids
            for task in self if task.state != DRAFT
        }

    def _agencies_changed(self, before):
        """Tell agencies newly given a task, and take it out of the hands of those who lost it."""
        for task, agencies in before.items():
            newcomers = (task.lead_agency_id | task.coordinating_agency_ids) - agencies
            if newcomers:
                task._notify_newcomers(newcomers)
        changed = self.browse([task.id for task in before])
        changed._drop_outsiders()
        changed.directive_id._drop_outsiders()
