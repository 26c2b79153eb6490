from odoo import api, fields, models
from odoo.exceptions import ValidationError


class PetitionPaper(models.Model):
    """Papers that come up while a matter is handled: minutes, expertise, explanations, reports."""

    _inherit = "petition.paper"

    matter_id = fields.Many2one(
        "petition.matter",
        string="In the file of",
        index="btree_not_null",
        copy=False,
        ondelete="cascade",
        help="Empty: it came with the letter.",
    )
    matter_kind = fields.Selection(related="matter_id.kind", string="Kind of matter")
    entry_id = fields.Many2one(
        "petition.file.entry", string="Entry of the file", copy=False, ondelete="restrict"
    )
    number = fields.Char(string="Number and sign")
    date = fields.Date(string="Dated")

    @api.constrains("matter_id", "letter_id", "entry_id")
    def _check_file(self):
        for paper in self:
            # Whoever writes a paper writes in its letter, whoever handles the matter.
            matter = paper.sudo().matter_id
            if matter and matter.letter_id != paper.sudo().letter_id:
                raise ValidationError(
                    self.env._("A paper is in the file of a matter of its letter.")
                )
            if (
                paper.entry_id  # whoever enters a paper may see only one matter of the letter
                and paper.entry_id.kind not in paper.sudo().letter_id.matter_ids.mapped("kind")
            ):
                raise ValidationError(
                    self.env._("This entry belongs to the file of another kind of matter.")
                )

    def _is_written_afterwards(self, name):
        """Papers are put in order in the file of a matter that is over."""
        return name in ("entry_id", "matter_id") or super()._is_written_afterwards(name)
