from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...connectors.specification import SpecificationError, check_specification


class DirectiveSmsPreset(models.Model):
    """The HTTP interface of one provider, as data: copy it and change the copy."""

    _name = "directive.sms.preset"
    _description = "SMS Provider Preset"
    _inherit = ["directive.catalogue.mixin"]

    sequence = fields.Integer(default=10)
    note = fields.Text(string="Required account data", translate=True)
    specification = fields.Text(
        required=True, help="The request and what its answers mean, as JSON."
    )

    _name_uniq = models.Constraint("UNIQUE (name)", "A provider with this name already exists.")

    @api.constrains("specification")
    def _check_specification(self):
        for preset in self:
            try:
                check_specification(preset.specification)
            except SpecificationError as error:
                raise ValidationError(
                    self.env._(
                        "The specification of “%(name)s” cannot be used: %(problem)s",
                        name=preset.name,
                        problem=str(error),
                    )
                ) from error

    def _specification(self):
        """Return the specification as a dictionary, empty without a preset."""
        return check_specification(self.specification) if self else {}
