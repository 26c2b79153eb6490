from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.term.words import PAUSES


class PetitionClockPause(models.Model):
    """Days that a clock does not count, by a decision or because of an obstacle."""

    _name = "petition.clock.pause"
    _description = "Days not Counted"
    _inherit = ["petition.named.mixin", "directive.kept.mixin"]
    _order = "date_from, id"
    _rec_name = "kind"

    clock_id = fields.Many2one(
        "petition.clock", required=True, readonly=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(PAUSES, required=True, readonly=True)
    date_from = fields.Date(string="From", required=True, readonly=True)
    date_to = fields.Date(
        string="Until",
        readonly=True,
        help="Of a suspension the day of the resuming decision, which is counted again.",
    )
    reason = fields.Text(readonly=True)
    document_number = fields.Char(string="Number of the decision", readonly=True)
    resuming_number = fields.Char(string="Number of the resuming decision", readonly=True)

    _days_in_order = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "What is not counted cannot end before it begins.",
    )

    def _refuse(self):
        raise UserError(self.env._("The days that a clock does not count are kept by the system."))
