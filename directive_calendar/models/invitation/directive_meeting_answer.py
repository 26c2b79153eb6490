from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.agency.fate import KEPT

from ...tools.invitation.words import ANSWERS, WAYS


class DirectiveMeetingAnswer(models.Model):
    """One answer to an invitation, as it was given; a later one is another row."""

    _name = "directive.meeting.answer"
    _description = "Answer to an Invitation"
    _inherit = [
        "directive.kept.mixin",
        "directive.signature.mixin",
        "directive.visibility.mixin",
    ]
    _order = "id desc"
    _rec_name = "answer"
    _visible_by = ("agency_id",)

    participation_id = fields.Many2one(
        "directive.meeting.participation",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    meeting_id = fields.Many2one(
        "directive.meeting", required=True, readonly=True, index=True, ondelete="restrict"
    )
    agency_id = fields.Many2one(
        "directive.agency", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    answer = fields.Selection(ANSWERS, required=True, readonly=True)
    substitute_name = fields.Char(readonly=True)
    substitute_post = fields.Char(readonly=True)
    reason = fields.Text(readonly=True)
    way = fields.Selection(WAYS, required=True, readonly=True, default="app")
    user_id = fields.Many2one(
        "res.users",
        string="Answered by",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)

    def _refuse(self):
        raise UserError(self.env._("Answers to invitations are kept by the system."))

    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
