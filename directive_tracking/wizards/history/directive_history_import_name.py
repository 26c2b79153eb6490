from odoo import fields, models


class DirectiveHistoryImportName(models.TransientModel):
    """A name in the trackers that matches no agency; resolved once for all its rows."""

    _name = "directive.history.import.name"
    _description = "Unknown Name in a Tracker"
    _inherit = ["directive.import.name"]

    import_id = fields.Many2one("directive.history.import")
