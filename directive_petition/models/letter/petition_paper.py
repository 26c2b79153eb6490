from odoo import api, fields, models

# Known when originals are given back, and scans that are added later.
AFTERWARDS = {"date_returned", "condition", "sequence"}
SCAN = {"file", "file_name"}


class PetitionPaper(models.Model):
    """A paper that came with a letter; originals go back to their owner."""

    _name = "petition.paper"
    _description = "Paper of a Letter"
    _inherit = ["petition.letter.part.mixin"]
    _order = "letter_id, sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(string="Paper", required=True)
    pages = fields.Integer(default=1, aggregator=None)
    is_original = fields.Boolean(string="Original")
    condition = fields.Char(help="As form 02/TCD asks: whole, torn, without a stamp …")
    date_returned = fields.Date(string="Given back on", copy=False)
    file = fields.Binary(attachment=True, copy=False)
    file_name = fields.Char()

    _pages_positive = models.Constraint(
        "CHECK (pages >= 0)", "The number of pages cannot be negative."
    )

    @api.model
    def _check_joins(self, letter):
        """Allow papers for the file of a matter that is over; those that are there stay."""

    def _is_written_afterwards(self, name):
        return name in AFTERWARDS or (name in SCAN and not self[name])
