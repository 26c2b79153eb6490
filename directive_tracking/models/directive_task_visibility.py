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
        self.browse([task.id for task in before])._drop_outsiders()

    def _drop_outsiders(self):
        """End the following and the activities of users who may no longer read these tasks."""
        for task in self.sudo():  # others' activities and followers are removed
            users = task.activity_ids.user_id | task.message_partner_ids.user_ids
            outsiders = users.filtered(lambda user: not task.with_user(user).has_access("read"))
            task.activity_ids.filtered(lambda todo: todo.user_id in outsiders).unlink()
            task.message_unsubscribe(outsiders.partner_id.ids)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Follow these tasks; who may not read a task cannot follow it."""
        result = True
        for task in self:
            insiders = task._may_read(partner_ids or [])
            if insiders:
                follow = super(DirectiveTask, task).message_subscribe
                result = follow(partner_ids=insiders, subtype_ids=subtype_ids) and result
        return result

    def _may_read(self, partner_ids):
        """Return those of ``partner_ids`` whose user may read this task."""
        # Whether somebody else has access is asked in his name.
        partners = self.env["res.partner"].sudo().browse(partner_ids)
        users = partners.user_ids.filtered("active")
        return [
            user.partner_id.id for user in users if self.with_user(user).has_access("read")
        ]

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Drop recipients who may no longer read the task, whatever made them recipients."""
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        allowed = set(self._may_read([row["id"] for row in recipients if row.get("id")]))
        return [row for row in recipients if row.get("id") in allowed]
