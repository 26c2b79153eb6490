from odoo import api, fields, models
from odoo.tools import SQL

# Who presses second in the same second waits here, and then begins again with the new number.
NEXT = """
INSERT INTO directive_chaser_counter (year, last) VALUES (%s, 1)
    ON CONFLICT (year) DO UPDATE SET last = directive_chaser_counter.last + 1
 RETURNING last
"""


class DirectiveChaserCounter(models.Model):
    """The last number given to a formal reminder in each year.

    The row changes in the transaction that issues the document: a number is given only if the
    document stands, so there is no gap.
    """

    _name = "directive.chaser.counter"
    _description = "Number of Formal Reminders"
    _rec_name = "year"

    year = fields.Integer(required=True)
    last = fields.Integer(string="Last number", required=True)

    _year_uniq = models.Constraint("UNIQUE (year)", "There is one counter per year.")

    @api.model
    def _next(self, year):
        """Return the next number of ``year``."""
        self.env.cr.execute(SQL(NEXT, year), log_exceptions=False)
        number = self.env.cr.fetchone()[0]
        self.invalidate_model()
        return number
