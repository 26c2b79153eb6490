from odoo import models


class DirectiveDifficultyCause(models.Model):
    """Causes of difficulty: agencies choose one, leaders see the common ones."""

    _name = "directive.difficulty.cause"
    _description = "Cause of Difficulty"
    _inherit = ["directive.catalogue.mixin"]

    _name_uniq = models.Constraint("UNIQUE (name)", "This cause already exists, perhaps archived.")
