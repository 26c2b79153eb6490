from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.evidence.file_kinds import TAKEN, read_list
from ..common.directive_settings import PREFIX
from .directive_settings import DEFAULTS

# A stamp is legible from the lower limit on; cameras of telephones take no more than the upper.
PIXELS = (800, 8000)
QUALITY = (40, 100)
MEGABYTES = (1, 128)  # what Odoo itself takes in one request


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_file_kinds = fields.Char(
        string="Kinds of files",
        config_parameter=PREFIX + "file_kinds",
        default=DEFAULTS["file_kinds"],
    )
    directive_file_megabytes = fields.Integer(
        string="Size of one file",
        config_parameter=PREFIX + "file_megabytes",
        default=DEFAULTS["file_megabytes"],
    )
    directive_report_megabytes = fields.Integer(
        string="Files of one report",
        config_parameter=PREFIX + "report_megabytes",
        default=DEFAULTS["report_megabytes"],
    )
    directive_picture_pixels = fields.Integer(
        string="Longer side of a picture",
        config_parameter=PREFIX + "picture_pixels",
        default=DEFAULTS["picture_pixels"],
    )
    directive_picture_quality = fields.Integer(
        string="Quality of a picture",
        config_parameter=PREFIX + "picture_quality",
        default=DEFAULTS["picture_quality"],
    )

    @api.constrains("directive_file_kinds")
    def _check_directive_file_kinds(self):
        for settings in self:
            kinds = read_list(settings.directive_file_kinds)
            strange = [kind for kind in kinds if kind not in TAKEN]
            if strange or not kinds:
                raise ValidationError(
                    self.env._(
                        "Kinds of files: “%(strange)s” cannot be allowed. Choose from: %(known)s.",
                        strange=", ".join(strange),
                        known=", ".join(TAKEN),
                    )
                )

    @api.constrains("directive_file_megabytes", "directive_report_megabytes")
    def _check_directive_file_sizes(self):
        least, most = MEGABYTES
        for settings in self:
            one, whole = settings.directive_file_megabytes, settings.directive_report_megabytes
            if not least <= one <= most or not one <= whole:
                raise ValidationError(
                    self.env._(
                        "One file may have %(least)s to %(most)s megabytes, and all files of a "
                        "report at least as much as one.",
                        least=least,
                        most=most,
                    )
                )

    @api.constrains("directive_picture_pixels", "directive_picture_quality")
    def _check_directive_pictures(self):
        for settings in self:
            pixels, quality = settings.directive_picture_pixels, settings.directive_picture_quality
            if not PIXELS[0] <= pixels <= PIXELS[1] or not QUALITY[0] <= quality <= QUALITY[1]:
                raise ValidationError(
                    self.env._(
                        "Pictures: enter a side of %(least)s to %(most)s pixels and a quality of "
                        "%(worst)s to %(best)s percent.",
                        least=PIXELS[0],
                        most=PIXELS[1],
                        worst=QUALITY[0],
                        best=QUALITY[1],
                    )
                )
