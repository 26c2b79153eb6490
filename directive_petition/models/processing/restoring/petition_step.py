from odoo import fields, models


class PetitionStep(models.Model):
    """The withdrawals that a step sets aside, as they were made by mistake or under threat."""

    _inherit = "petition.step"

    set_aside_ids = fields.Many2many(
        "petition.withdrawal",
        "petition_step_set_aside_rel",
        "step_id",
        "withdrawal_id",
        string="Withdrawals set aside",
    )
