from odoo import api, fields, models

from odoo.addons.directive_tracking.tools.agency.fate import KEPT


class PetitionCounter(models.Model):
    """The last number an agency gave in a year; only `petition.numbering` counts on."""

    _name = "petition.counter"
    _description = "Counter of Numbers"

    agency_id = fields.Many2one("directive.agency", required=True, ondelete="cascade")
    numbered = fields.Char(required=True)
    year = fields.Integer(required=True, aggregator=None)
    last = fields.Integer(required=True, aggregator=None)

    _once = models.Constraint("UNIQUE (agency_id, numbered, year)", "Counted already.")

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
