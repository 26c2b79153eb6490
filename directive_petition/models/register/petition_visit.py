from odoo import fields, models


class PetitionVisit(models.Model):
    """A visit may have been taken over from a register kept before."""

    _inherit = "petition.visit"

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

    def _typed_visit(self, vals):
        return super()._typed_visit(vals) | {"register_key": False}

    def _check_written(self, vals):
        if "register_key" in vals:
            vals = {**vals, "number": vals.get("number")}  # guarded in the same words
        return super()._check_written(vals)
