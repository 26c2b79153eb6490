from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.directive_tracking.tools.agency.fate import MOVED

WEEKDAYS = [
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
]


class DirectiveWeekGroup(models.Model):
    """Leaders whose weeks are published together, such as the standing committee or the Office."""

    _name = "directive.week.group"
    _description = "Calendar"
    _inherit = ["directive.catalogue.mixin"]

    agency_id = fields.Many2one("directive.agency", index="btree_not_null", ondelete="restrict")
    leader_ids = fields.Many2many("directive.leader", "directive_week_group_leader_rel")
    is_public = fields.Boolean(
        string="Public page",
        help="Its published weeks can be read without logging in; private entries stay hidden.",
    )
    registration_weekday = fields.Selection(
        WEEKDAYS,
        string="Registration until",
        required=True,
        default="3",
        help="Agencies register meetings of the coming week until this day and hour.",
    )
    registration_hour = fields.Float(string="Hour of registration", default=17.0)

    # Below the table of the printed week
    page_note = fields.Text(string="Note below the week")
    copies = fields.Text(
        string="Copies to", help="One line each, as the printed week says “Nơi nhận”."
    )
    posts = fields.Text(
        string="Signed as", help="The lines of authority and post, such as “KT. CHÁNH VĂN PHÒNG”."
    )
    signed_by = fields.Char(string="Signer")

    is_ours = fields.Boolean(
        string="Kept by one's own agency", compute="_compute_is_ours", search="_search_is_ours"
    )

    _name_uniq = models.Constraint(
        "UNIQUE (name)", "This calendar already exists, perhaps archived."
    )

    @api.depends("agency_id")
    @api.depends_context("uid")
    def _compute_is_ours(self):
        ours = self.env.user._directive_agencies()
        for group in self:
            group.is_ours = bool(group.agency_id & ours)

    def _search_is_ours(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("agency_id", "in", self.env.user._directive_agencies().ids)]

    @api.constrains("registration_hour")
    def _check_registration_hour(self):
        if any(not 0 <= group.registration_hour < 24 for group in self):
            raise ValidationError(self.env._("An hour must be between 00:00 and 23:59."))

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": MOVED}
