from odoo import fields, models


class ResLang(models.Model):
    """Nobody says at which second a message left: a clock of hours and minutes."""

    _inherit = "res.lang"

    time_format = fields.Selection(
        selection_add=[("%H:%M", "13:00")], ondelete={"%H:%M": "set default"}
    )
