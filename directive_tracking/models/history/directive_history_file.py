from odoo import fields, models


class DirectiveHistoryFile(models.Model):
    """One file that past tasks were taken over from, kept as evidence for the Office."""

    _name = "directive.history.file"
    _description = "File of Past Tasks Taken Over"
    _inherit = ["directive.evidence.mixin"]

    load_id = fields.Many2one(
        "directive.history.load", required=True, index=True, ondelete="restrict", readonly=True
    )
    name = fields.Char(string="File name", readonly=True)
    content = fields.Binary(string="File", attachment=True, readonly=True)

    def _refuse(self):
        self.load_id._refuse()
