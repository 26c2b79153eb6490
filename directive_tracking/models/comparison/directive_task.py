from odoo import api, models


class DirectiveTask(models.Model):
    """The list behind a number."""

    _inherit = "directive.task"

    @api.model
    def _opened(self, ids, title):
        """Return the action that lists the tasks ``ids``, of which each reader sees their own."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_task_action_all"
        )
        domain = [("id", "in", list(ids))]
        return dict(action, domain=domain, context={}, display_name=title, name=title)
