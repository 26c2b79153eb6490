from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW


class PetitionLetterPartMixin(models.AbstractModel):
    """People and papers come to the desk before there is a letter, and are its own from then on."""

    _inherit = "petition.letter.part.mixin"

    letter_id = fields.Many2one(required=False)
    visit_id = fields.Many2one(
        "petition.visit", index="btree_not_null", ondelete="cascade", copy=False
    )

    @api.model_create_multi
    def create(self, vals_list):
        # Before there is such a row, which would make a hidden visit known.
        visits = self.env["petition.visit"]
        for vals in vals_list:
            visits |= visits.browse(vals.get("visit_id") or ())
        visits.check_access("write")
        visits._check_open()
        return super().create(vals_list)

    @api.model
    def _has_home(self, vals):
        return super()._has_home(vals) or bool(vals.get("visit_id"))

    def write(self, vals):
        if "visit_id" in vals and any(one.visit_id.id != vals["visit_id"] for one in self):
            raise UserError(self.env._("This row belongs to its visit: enter it in the other one."))
        if vals.get("letter_id"):
            self.env["petition.letter"].browse(vals["letter_id"]).check_access("write")
        if self.env.context.get("directive_workflow") is not WORKFLOW:  # as sealing does
            self._check_visit_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_while_open(self):
        self._check_visit_open()

    def _check_visit_open(self):
        """Raise for rows that stand in the register with their visit alone."""
        self.filtered(lambda one: not one.letter_id).visit_id._check_open()
