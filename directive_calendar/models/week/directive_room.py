from odoo import api, fields, models

from odoo.addons.directive_tracking.tools.agency.fate import MOVED

KINDS = [("room", "Room"), ("car", "Car")]


class DirectiveRoom(models.Model):
    """A meeting room or a car of the house, which one meeting has at a time."""

    _name = "directive.room"
    _description = "Room or Car"
    _inherit = ["directive.catalogue.mixin"]

    kind = fields.Selection(KINDS, required=True, default="room")
    seats = fields.Integer(aggregator=None)
    agency_id = fields.Many2one(
        "directive.agency",
        string="Room of",
        index="btree_not_null",
        ondelete="restrict",
        help="The agency whose calendar may take it; empty: that of the Office.",
    )
    alias_text = fields.Text(
        string="Other spellings", help="One on each line, as in calendars that are imported."
    )

    _name_uniq = models.Constraint(
        "UNIQUE (name)", "This room or car already exists, perhaps archived."
    )

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": MOVED}
