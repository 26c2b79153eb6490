from odoo import models


class DirectiveAgencyAlias(models.Model):
    """A new spelling is found with the next search."""

    _name = "directive.agency.alias"
    _inherit = ["directive.agency.alias", "directive.remembered.mixin"]
