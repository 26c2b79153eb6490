from odoo import fields, models

# Uninteresting rows: one line covers all adjacent ones.
SUMMED_UP = ("letterhead", "header", "numbering", "signs", "hidden_sheet")
# How rows without a header of their own were read.
ASSUMED = ("guessed_columns", "continued_table")
# Rows that the clerk may have wanted anyway.
NOTABLE = (
    "filtered_row",
    "hidden_row",
    "hidden_column",
    "draft_sheet",
    "copied_sheet",
    "struck_row",
)
LISTED = 300  # rows of one table and reason, each on its own line
SHOWN_TEXT = 2000  # signs


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
