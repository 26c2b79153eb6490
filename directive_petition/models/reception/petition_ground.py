from odoo import fields, models


class PetitionGround(models.Model):
    """Some refusals are explained on the spot, others go out in writing (Decree 154/2026, article 4)."""

    _inherit = "petition.ground"

    needs_notice = fields.Boolean(
        string="In writing",
        help="The head issues form 01/TCD within three working days; otherwise the ground is "
        "explained to the citizen at once.",
    )
