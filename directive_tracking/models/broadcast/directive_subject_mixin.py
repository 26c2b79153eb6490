from odoo import models
from odoo.exceptions import UserError


class DirectiveSubjectMixin(models.AbstractModel):
    """Subjects of notices can be the cause of a broadcast."""

    _inherit = "directive.subject.mixin"

    def action_broadcast(self):
        """Open a new broadcast about this record, for the Office and the leaders.

        :raises UserError: for others, and unless it is one record
        """
        if len(self) != 1:
            raise UserError(self.env._("Choose one record: a broadcast is about one."))
        self.check_access("read")
        broadcasts = self.env["directive.broadcast"]
        broadcasts._check_sender()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New broadcast"),
            "res_model": broadcasts._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {"default_cause_model": self._name, "default_cause_id": self.id},
        }
