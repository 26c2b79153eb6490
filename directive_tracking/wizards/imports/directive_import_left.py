from odoo import fields, models


class DirectiveImportLeft(models.TransientModel):
    """Content of the file that became no task: nothing is dropped silently."""

    _name = "directive.import.left"
    _description = "Content Not Imported"
    _transient_max_hours = 72
    _order = "sequence, id"

    import_id = fields.Many2one("directive.import", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer()
    place = fields.Char(string="In the file", readonly=True)
    reason = fields.Char(readonly=True)
    text = fields.Text(string="Row content", readonly=True)
    is_notable = fields.Boolean(readonly=True)
