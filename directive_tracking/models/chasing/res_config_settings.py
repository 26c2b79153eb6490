from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..common.directive_settings import PREFIX
from .directive_settings import DEFAULTS

# A grade of zero days is never proposed.
ZERO_COUNTS = ("chase_days_reminder", "chase_days_warning", "chase_days_ultimatum")
COUNTS = ("chase_answer_days", "chase_pause_days", "explanation_days")


def _parameter(key):
    return {"config_parameter": PREFIX + key, "default": DEFAULTS[key]}


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_chase_number_pattern = fields.Char(
        string="Number and symbol", **_parameter("chase_number_pattern")
    )
    directive_chase_above = fields.Char(string="Higher agency", **_parameter("chase_above"))
    directive_chase_issuer = fields.Char(string="Issuing agency", **_parameter("chase_issuer"))
    directive_chase_place = fields.Char(string="Place", **_parameter("chase_place"))
    directive_chase_posts = fields.Char(string="Signed as", **_parameter("chase_posts"))
    directive_chase_copies = fields.Char(string="Copies to", **_parameter("chase_copies"))
    directive_chase_answer_days = fields.Integer(
        string="Working days to report", **_parameter("chase_answer_days")
    )
    directive_chase_pause_days = fields.Integer(
        string="Days between proposals", **_parameter("chase_pause_days")
    )
    directive_explanation_days = fields.Integer(
        string="Working days to explain", **_parameter("explanation_days")
    )
    directive_chase_days_reminder = fields.Integer(string="Days overdue for a reminder")
    directive_chase_days_warning = fields.Integer(string="Days overdue for a warning")
    directive_chase_days_ultimatum = fields.Integer(string="Days overdue for an ultimatum")

    @api.constrains(*(f"directive_{key}" for key in (*ZERO_COUNTS, *COUNTS)))
    def _check_directive_chasing(self):
        for settings in self:
            if any(settings[f"directive_{key}"] < 1 for key in COUNTS) or any(
                settings[f"directive_{key}"] < 0 for key in ZERO_COUNTS
            ):
                raise ValidationError(
                    self.env._(
                        "Chasing is counted in whole days: enter at least 1, or 0 for a grade that "
                        "is never proposed."
                    )
                )

    @api.model
    def _zero_settings(self):
        return (*super()._zero_settings(), *ZERO_COUNTS)
