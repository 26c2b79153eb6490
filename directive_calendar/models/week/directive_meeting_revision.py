from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.week.words import CHANGES


class DirectiveMeetingRevision(models.Model):
    """One change of a meeting of a published week: what was, what is, why and by whom."""

    _name = "directive.meeting.revision"
    _description = "Change of a Meeting"
    _inherit = ["directive.kept.mixin", "directive.signature.mixin"]
    _signatures = {"user_id": "signer"}
    _order = "meeting_id, number desc"
    _rec_name = "kind"

    meeting_id = fields.Many2one(
        "directive.meeting", required=True, index=True, ondelete="restrict", readonly=True
    )
    number = fields.Integer(required=True, readonly=True, aggregator=None)
    kind = fields.Selection(CHANGES, required=True, readonly=True, index=True)
    old_values = fields.Json(readonly=True)
    new_values = fields.Json(readonly=True)
    reason = fields.Text(readonly=True)
    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict")
    date = fields.Datetime(required=True, readonly=True, index=True, default=fields.Datetime.now)
    told_count = fields.Integer(string="People told", readonly=True)

    _number_uniq = models.Constraint(
        "UNIQUE (meeting_id, number)", "This change has been recorded already."
    )

    def _refuse(self):
        raise UserError(self.env._("The changes of a meeting are kept by the system."))
