import base64

from odoo import fields, models


class DirectiveHistoryImportFile(models.TransientModel):
    """One file of past tasks, stored in the row itself, so that it is deleted with the row."""

    _name = "directive.history.import.file"
    _description = "File of Past Tasks"
    _inherit = ["directive.filled.mixin"]
    _transient_max_hours = 72
    _order = "id"

    import_id = fields.Many2one(
        "directive.history.import", required=True, index=True, ondelete="cascade"
    )
    file = fields.Binary(attachment=False, required=True)
    name = fields.Char(string="File name")
    is_read = fields.Boolean(string="Has been read", readonly=True)

    def write(self, vals):
        if vals.keys() & {"file", "name", "import_id"}:
            self._filling().is_read = False  # what is loaded has been read from what is kept
        return super().write(vals)

    def _content(self):
        return base64.b64decode(self.with_context(bin_size=False).file or b"")
