from odoo import fields, models


class DirectiveHistoryRow(models.Model):
    """The row of a file that a task was taken over from; by it a later version is recognised."""

    _name = "directive.history.row"
    _description = "Row Taken Over"
    _order = "id desc"
    _rec_name = "place"

    load_id = fields.Many2one(
        "directive.history.load", required=True, index=True, ondelete="restrict", readonly=True
    )
    task_id = fields.Many2one(
        "directive.task", required=True, index=True, ondelete="cascade", readonly=True
    )
    key = fields.Char(required=True, index=True, readonly=True)
    place = fields.Char(string="In the file", readonly=True)
    said = fields.Json(
        readonly=True, help="The values of the row, with which a later version is compared."
    )
    began_here = fields.Boolean(readonly=True, help="The task began with this load.")
    date_loaded = fields.Date(required=True, index=True, readonly=True)

    _key_uniq = models.UniqueIndex(
        "(key) WHERE began_here",
        "Somebody else is taking over the same rows right now. Load again: the rows they have "
        "loaded are then left out.",
    )
