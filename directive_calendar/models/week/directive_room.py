from odoo import fields, models

KINDS = [("room", "Room"), ("car", "Car")]


class DirectiveRoom(models.Model):
    """A meeting room or a car of the house, which one meeting has at a time."""

    _name = "directive.room"
    _description = "Room or Car"
    _inherit = ["directive.catalogue.mixin"]

    kind = fields.Selection(KINDS, required=True, default="room")
    seats = fields.Integer(aggregator=None)
    alias_text = fields.Text(
        string="Other spellings", help="One a line, as they stand in calendars that are imported."
    )

    _name_uniq = models.Constraint(
        "UNIQUE (name)", "This room or car already exists, perhaps archived."
    )
