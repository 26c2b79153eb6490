from odoo import fields, models

KINDS = [
    ("heading", "Heading of the page"),
    ("note", "Note"),
    ("recipients", "Recipients"),
    ("signature", "Signature"),
    ("day_off", "Day off"),
    ("other_column", "Column without entries"),
    ("other_table", "Another table"),
    ("no_day", "No day is said"),
    ("repeated_header", "Header repeated"),
    ("hidden_sheet", "Hidden sheet"),
    ("hidden_row", "Hidden row"),
    ("filtered_row", "Row hidden by a filter"),
    ("hidden_column", "Hidden column"),
    ("deleted_row", "Deleted row"),
    ("under_merge", "Hidden under merged cells"),
    ("hidden_text", "Hidden text"),
    ("other", "Other"),
]


class DirectiveWeekImportLeft(models.TransientModel):
    """What the file says that became no entry: nothing is dropped silently."""

    _name = "directive.week.import.left"
    _description = "Content of the File Left Aside"
    _transient_max_hours = 72

    import_id = fields.Many2one(
        "directive.week.import", required=True, index=True, ondelete="cascade"
    )
    place = fields.Char(string="In the file", readonly=True)
    kind = fields.Selection(KINDS, string="Reason", readonly=True)
    text = fields.Text(readonly=True)
