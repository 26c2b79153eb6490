from odoo import fields, models
from odoo.exceptions import UserError


class PetitionLetter(models.Model):
    """A letter may have been taken over from a register kept before."""

    _inherit = "petition.letter"

    register_key = fields.Char(
        string="Row of the register",
        readonly=True,
        copy=False,
        help="By which its row is recognised when the register is imported again.",
    )

    _register_once = models.UniqueIndex(
        "(agency_id, register_key) WHERE register_key IS NOT NULL",
        "This row of the register has been taken over already.",
    )

    def _typed_letter(self, vals):
        return super()._typed_letter(vals) | {"register_key": False}

    def write(self, vals):
        if "register_key" in vals and not self._in_workflow():
            raise UserError(
                self.env._("The number of a letter and who received it stay as they are.")
            )
        return super().write(vals)
