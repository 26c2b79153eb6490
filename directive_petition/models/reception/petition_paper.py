from odoo import api, models
from odoo.exceptions import UserError


class PetitionPaper(models.Model):
    """Papers handed over at the desk, before there is a letter."""

    _inherit = "petition.paper"

    _of_a_letter_or_a_visit = models.Constraint(
        "CHECK (letter_id IS NOT NULL OR visit_id IS NOT NULL)",
        "A paper belongs to a letter or was handed over at the desk.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("file") and not vals.get("letter_id") for vals in vals_list):
            self._refuse_scan()
        return super().create(vals_list)

    def write(self, vals):
        if vals.get("file") and any(not one.letter_id for one in self):
            self._refuse_scan()
        return super().write(vals)

    def _holding_files(self):
        # At the desk there are no scans yet.
        return super()._holding_files().filtered("letter_id")

    def _refuse_scan(self):
        raise UserError(
            self.env._(
                "Add the scan to the letter once it is taken in: it is sealed there if need be."
            )
        )
