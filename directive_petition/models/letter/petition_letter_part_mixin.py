from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW


class PetitionLetterPartMixin(models.AbstractModel):
    """A row of a letter, written by those who may write the letter."""

    _name = "petition.letter.part.mixin"
    _description = "Part of a Letter"
    _inherit = ["petition.named.mixin", "directive.derived.mixin"]

    letter_id = fields.Many2one(
        "petition.letter", required=True, index=True, ondelete="cascade", copy=False
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self._has_home(vals):
                raise UserError(self.env._("Enter this in the letter to which it belongs."))
            # Before there is such a row, which would make a hidden letter known.
            letter = self.env["petition.letter"].browse(vals.get("letter_id") or ())
            letter.check_access("write")
            self._check_joins(letter)
        parts = super().create(vals_list)
        parts._touch_letters()
        return parts

    @api.model
    def _has_home(self, vals):
        """Tell whether ``vals`` say where the new row belongs; a higher room knows other places."""
        return bool(vals.get("letter_id"))

    def write(self, vals):
        if "letter_id" in vals and any(
            one.letter_id and one.letter_id.id != vals["letter_id"] for one in self
        ):
            raise UserError(
                self.env._("This row belongs to its letter: enter it in the other one.")
            )
        self.check_access("write")  # before a letter is locked, or named in a refusal
        self._touch_letters()
        if self.env.context.get("directive_workflow") is not WORKFLOW:
            self._check_stays(vals)
            if any(not one.letter_id for one in self):
                self._check_joins(self.env["petition.letter"].browse(vals.get("letter_id") or ()))
        return super().write(vals)

    @api.model
    def _check_joins(self, letter):
        """Raise if nothing is added to ``letter`` any more, because it is dealt with."""
        if letter.state == "done":
            letter._refuse_rewriting()

    def _check_stays(self, vals):
        """Raise if ``vals`` would change a row of a letter that is dealt with."""
        # Who may write the row may read its letter.
        for one in self.sudo().filtered(lambda one: one.letter_id.state == "done"):
            if not all(map(one._is_written_afterwards, vals)):
                one.letter_id._refuse_rewriting()

    def _is_written_afterwards(self, name):
        """Tell whether the field ``name`` may still be written when the letter is dealt with."""
        return False

    @api.ondelete(at_uninstall=False)
    def _unlink_while_registered(self):
        """Nobody who signed is lost once something has been decided."""
        self._touch_letters()
        # The letter is the reader's, or the rule has refused.
        if any(one.letter_id.state not in (False, "registered") for one in self.sudo()):
            raise UserError(
                self.env._("The letter is being handled: its people and papers stay with it.")
            )

    def _touch_letters(self):
        """Let a step that looks at the letter at the same second look again."""
        # The row is locked, not changed; who may write has been asked.
        self.sudo().letter_id._hold_and_touch()
