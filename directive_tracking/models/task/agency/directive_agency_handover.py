from odoo import models
from odoo.exceptions import RedirectWarning, UserError
from odoo.fields import Domain

from ....tools.workflow import DRAFT, OPEN_STATES
from ...notice.telling import is_web_client


class DirectiveAgency(models.Model):
    """An agency can be archived only when its work is done or transferred."""

    _inherit = "directive.agency"

    def write(self, vals):
        if "active" in vals and not vals["active"]:
            for agency in self.filtered("active"):
                agency._check_has_no_work()
        return super().write(vals)

    def _work(self):
        """Return the current and future tasks of these agencies: drafts and open ones."""
        mine = Domain("lead_agency_id", "in", self.ids)
        mine |= Domain("coordinating_agency_ids", "in", self.ids)
        # Administrators archive agencies and need not see tasks.
        tasks = self.env["directive.task"].sudo()
        return tasks.search(mine & Domain("state", "in", (DRAFT, *OPEN_STATES)))

    def _check_has_no_work(self):
        """Raise if this agency has open tasks, and offer to hand them over."""
        tasks = self._work()
        tasks._hold()  # a draft assigned at this moment would be left behind
        unfinished = tasks.filtered(lambda task: task.state != DRAFT)
        if not unfinished:
            return
        message = self.env._(
            "%(agency)s has %(count)s open tasks and cannot be archived: name the agency that takes "
            "over its work, or finish or revoke the tasks first.",
            agency=self.name,
            count=len(unfinished),
        )
        if not is_web_client():
            raise UserError(message)
        action = self.env.ref("directive_tracking.directive_agency_handover_action")
        raise RedirectWarning(
            message, action.id, self.env._("Hand over its work"), {"default_agency_id": self.id}
        )

    def action_open_handover(self):
        """Open the form to choose the successor of this agency's work."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_agency_handover_action"
        )
        return dict(action, context={"default_agency_id": self.id})

    def _hand_over(self, successor, note):
        """Transfer the tasks of this agency to ``successor``, each by a correction.

        The caller has checked the user: administrators archive agencies, and the tasks follow.
        """
        for task in self._work():
            values = task._values_without(self, successor)
            if task.state == DRAFT:
                task.write(values)
            else:
                task._correct(note, values)
