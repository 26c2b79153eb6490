from odoo import models
from odoo.tools import SQL


class IrModel(models.Model):
    """With a model goes the table of who sees its records.

    Odoo counts that table to the addon of the mixin and leaves it; its rows would name records that
    are gone, and keep the addon from being installed again.
    """

    _inherit = "ir.model"

    def _drop_table(self):
        known = [self.env[model.model] for model in self if model.model in self.env]
        for records in known:
            field = records._fields.get("visible_agency_ids")
            if field and field.store and not records._abstract:
                self.env.cr.execute(SQL("DROP TABLE IF EXISTS %s", SQL.identifier(field.relation)))
        return super()._drop_table()
