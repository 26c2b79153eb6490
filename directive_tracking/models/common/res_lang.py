from odoo import fields, models


class ResLang(models.Model):
    """Times without seconds: hours and minutes only."""

    _inherit = "res.lang"

    time_format = fields.Selection(
        selection_add=[("%H:%M", "13:00")], ondelete={"%H:%M": "set default"}
    )
