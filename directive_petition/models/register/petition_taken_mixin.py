from odoo import api, fields, models
from odoo.exceptions import UserError


class PetitionTakenMixin(models.AbstractModel):
    """A record of an agency that may have been taken over from a register kept before, once."""

    _name = "petition.taken.mixin"
    _description = "Taken Over from a Register"

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

    @api.model_create_multi
    def create(self, vals_list):
        """Take no key from whoever types: defaults from a context must not enter either."""
        if not self._in_workflow():
            vals_list = [{**vals, "register_key": False} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if "register_key" in vals and not self._in_workflow():
            raise UserError(self.env._("The row of a register is kept by its import."))
        return super().write(vals)
