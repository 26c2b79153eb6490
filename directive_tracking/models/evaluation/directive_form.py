from odoo import fields, models


class DirectiveForm(models.Model):
    """A form whose rows are cells that differ."""

    _inherit = "directive.form"

    rows = fields.Selection(
        selection_add=[("cell", "Agencies and columns that differ")],
        ondelete={"cell": "cascade"},
    )
