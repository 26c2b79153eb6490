from odoo import fields, models
from odoo.exceptions import UserError

CHANGES = [
    ("day_off", "Days off changed"),
    ("suspension", "Suspended"),
    ("resumption", "Resumed"),
    ("obstacle", "Obstacle of the citizen"),
    ("extension", "Extended"),
    ("facts", "Another term applies"),
    ("restored", "The end of the matter was taken back"),
]


class PetitionClockChange(models.Model):
    """One move of the end of a clock: the day before and after, why and by whom."""

    _name = "petition.clock.change"
    _description = "Move of a Clock"
    _inherit = ["petition.named.mixin", "directive.kept.mixin"]
    _order = "id"
    _rec_name = "kind"

    clock_id = fields.Many2one(
        "petition.clock", required=True, readonly=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(CHANGES, required=True, readonly=True)
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    date_before = fields.Date(string="Due before", readonly=True)
    date_after = fields.Date(string="Due after", readonly=True)
    reason = fields.Text(readonly=True)
    user_id = fields.Many2one(
        "res.users", string="By", required=True, readonly=True, ondelete="restrict"
    )

    def _refuse(self):
        raise UserError(self.env._("The moves of a clock are kept by the system."))
