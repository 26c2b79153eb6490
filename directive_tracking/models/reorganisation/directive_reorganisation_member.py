from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..agency.directive_agency_member import ROLES


class DirectiveReorganisationMember(models.Model):
    """The post a member gets at the successor; without a role they get none."""

    _name = "directive.reorganisation.member"
    _description = "Member to Move"
    _inherit = "directive.reorganisation.part.mixin"
    _order = "line_id, id"
    _rec_name = "member_id"

    reorganisation_id = fields.Many2one(
        "directive.reorganisation", required=True, index=True, ondelete="cascade"
    )
    member_id = fields.Many2one(
        "directive.agency.member", string="Post until then", required=True, ondelete="cascade"
    )
    agency_id = fields.Many2one(related="member_id.agency_id", string="Agency until then")
    role_before = fields.Selection(related="member_id.role", string="Role until then")
    line_id = fields.Many2one(
        "directive.reorganisation.line",
        string="Successor",
        required=True,
        ondelete="cascade",
        domain="[('reorganisation_id', '=', reorganisation_id)]",
    )
    role = fields.Selection(ROLES, help="Empty: the person already has a post there, or gets none.")

    _member_uniq = models.Constraint(
        "UNIQUE (reorganisation_id, member_id)", "This post is already in the list."
    )

    @api.constrains("line_id", "member_id", "reorganisation_id")
    def _check_line(self):
        for row in self:
            line = row.line_id
            if line.reorganisation_id != row.reorganisation_id or line.agency_id != row.agency_id:
                raise ValidationError(
                    self.env._(
                        "%(agency)s is not a successor of %(old)s in this reorganisation.",
                        agency=line.target_name,
                        old=row.agency_id.name,
                    )
                )
