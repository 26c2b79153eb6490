from odoo import fields, models


class DirectiveAgency(models.Model):
    """Whether an agency receives letters of citizens online."""

    _inherit = "directive.agency"

    takes_letters_online = fields.Boolean(
        string="Receives letters online",
        help="Citizens can choose it on the page for letters. Its staff must look at them daily.",
    )
