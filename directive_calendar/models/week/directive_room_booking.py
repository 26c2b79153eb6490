from odoo import api, fields, models
from odoo.exceptions import UserError


class DirectiveRoomBooking(models.Model):
    """A room or car taken by a timed meeting; the database lets no two of them overlap.

    The rows follow their meeting (`directive.meeting._book`); nobody writes them.
    """

    _name = "directive.room.booking"
    _description = "Booking"
    _inherit = ["directive.workflow.mixin"]
    _order = "date_start, id"
    _rec_name = "room_id"

    room_id = fields.Many2one("directive.room", required=True, index=True, ondelete="restrict")
    meeting_id = fields.Many2one("directive.meeting", required=True, index=True, ondelete="cascade")
    date_start = fields.Datetime(required=True)
    date_end = fields.Datetime(required=True)
    is_active = fields.Boolean(string="Taken", default=True)

    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (room_id WITH =, tsrange(date_start, date_end) WITH &&)"
        " WHERE (is_active)",
        "Another meeting has just taken this room or car at that time: choose another one, or "
        "another hour.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        self._check_in_workflow()
        return super().create(vals_list)

    def write(self, vals):
        self._check_in_workflow()
        return super().write(vals)

    def unlink(self):
        self._check_in_workflow()
        return super().unlink()

    def _check_in_workflow(self):
        if not self._in_workflow():
            raise UserError(
                self.env._("A booking follows its meeting: change the room or the time there.")
            )
