from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ....tools.reception.words import SESSION_STEPS


class PetitionSessionStep(models.Model):
    """The trail of a session: who said that it was held, concluded, or not held after all."""

    _name = "petition.session.step"
    _description = "Step of a Session"
    _inherit = [
        "petition.named.mixin",
        "directive.trail.mixin",
    ]
    _order = "id desc"
    _rec_name = "verb"
    _signatures = {"user_id": "signer"}

    session_id = fields.Many2one("petition.session", required=True, index=True, ondelete="cascade")
    verb = fields.Selection(SESSION_STEPS, string="Step", required=True)
    date = fields.Datetime(string="At", required=True)
    user_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    reason = fields.Text()

    def write(self, vals):  # pylint: disable=method-required-super
        """Refuse: a step is never written."""
        self._refuse()

    def _refuse(self):
        raise UserError(
            self.env._("The trail of a session is kept by the system and cannot be changed.")
        )

    @api.model
    def _append(self, sessions, verb, reason=False):
        """Keep that the current user took the step ``verb`` of these ``sessions``."""
        # Only the system writes the trail; its author is the reader.
        trail = self.sudo().with_context(directive_workflow=WORKFLOW)
        own = {"verb": verb, "date": fields.Datetime.now(), "user_id": self.env.uid}
        trail.create([{"session_id": one.id, "reason": reason, **own} for one in sessions])
