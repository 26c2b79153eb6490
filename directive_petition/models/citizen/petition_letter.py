from odoo import api, fields, models


class PetitionLetter(models.Model):
    """The receipt of a letter, and whether a letter sent online has been signed."""

    _inherit = "petition.letter"

    receipt_number = fields.Char(
        string="Look-up number", compute="_compute_receipt_number", compute_sudo=True
    )

    @api.depends("number")
    def _compute_receipt_number(self):
        receipts = self.env["petition.receipt"].search([("letter_id", "in", self.ids)])
        numbers = {one.letter_id.id: one.number for one in receipts}
        for letter in self:
            letter.receipt_number = numbers.get(letter.id, False)

    def _square_address(self, number, code):
        """Return the address that the square on a receipt holds."""
        address = self.env["directive.settings"]._citizen_address()
        return f"{address}/don-thu/q/{number}/{code}"

    def action_receipt(self):
        """Open the page on which a slip with a new secret code is printed."""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_url",
            "url": f"/directive_petition/receipt/{self.id}",
            "target": "new",
        }
