from odoo import fields, models

from ...models.directive.directive_directive import SOURCES
from ...tools.urgency import URGENCIES


class DirectiveDirectiveCorrection(models.TransientModel):
    """The correction of an issued directive."""

    _name = "directive.directive.correction"
    _description = "Directive Correction"
    _inherit = ["directive.correction.form"]
    _order_model = "directive.directive"

    order_id = fields.Many2one(
        "directive.directive", string="Directive", required=True, readonly=True
    )
    number = fields.Char()
    subject = fields.Char(required=True)
    document_type_id = fields.Many2one("directive.document.type", string="Kind of document")
    date_issued = fields.Date(string="Issued on")
    issuer_id = fields.Many2one("directive.issuer", string="Given by")
    source = fields.Selection(SOURCES, required=True)
    urgency = fields.Selection(URGENCIES, required=True)
    field_id = fields.Many2one("directive.field", string="Field of work")
    superior_id = fields.Many2one("directive.directive", string="Carries out")
