from odoo import fields, models
from odoo.exceptions import UserError


class PetitionClockExtension(models.Model):
    """A decision to extend a term; one beyond what the law allows has no effect, and says why."""

    _name = "petition.clock.extension"
    _description = "Extension of a Term"
    _inherit = ["petition.named.mixin", "directive.kept.mixin"]
    _order = "id"
    _rec_name = "date_decision"

    clock_id = fields.Many2one(
        "petition.clock", required=True, readonly=True, index=True, ondelete="restrict"
    )
    days = fields.Integer(required=True, readonly=True, aggregator=None)
    date_decision = fields.Date(string="Day of the decision", required=True, readonly=True)
    date_before = fields.Date(string="Due before", readonly=True)
    document_number = fields.Char(string="Number of the decision", readonly=True)
    reason = fields.Text(readonly=True)
    is_effective = fields.Boolean(string="Has effect", readonly=True)
    fault = fields.Char(string="Why it has no effect", readonly=True)

    def _refuse(self):
        raise UserError(self.env._("The extensions of a term are kept by the system."))
