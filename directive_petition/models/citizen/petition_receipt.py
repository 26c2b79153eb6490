from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import NO_ACCESS
from odoo.tools import SQL

from ...tools.citizen.code import (
    NOBODY,
    digest,
    grouped,
    is_right,
    new_code,
    new_number,
    new_salt,
    read_code,
    read_number,
)

TRIES = 20  # to draw a number that nobody has


class PetitionReceipt(models.Model):
    """What opens a letter on the citizen's page: a number, and a secret code of which only a digest is kept.

    Nobody has a right to this model: a code is shown once, to whoever hands the receipt over.
    """

    _name = "petition.receipt"
    _description = "Receipt of a Letter"
    _rec_name = "number"

    letter_id = fields.Many2one(
        "petition.letter", required=True, readonly=True, ondelete="cascade", index=True
    )
    number = fields.Char(readonly=True, required=True)
    printed_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    date_printed = fields.Datetime(readonly=True)
    salt = fields.Char(readonly=True, required=True, groups=NO_ACCESS)
    digest = fields.Char(readonly=True, required=True, groups=NO_ACCESS)

    _number_uniq = models.UniqueIndex("(number)", "This look-up number has been given already.")
    _letter_uniq = models.UniqueIndex("(letter_id)", "This letter has a receipt already.")

    @api.model
    def _issue(self, letter):
        """Give ``letter`` a new code, and a number unless it has one; the code before it is dead.

        :return: the number and the code, in groups as they are printed
        """
        code, salt = new_code(), new_salt()
        vals = {"salt": salt, "digest": digest(code, salt), **self._printed()}
        # Nobody has a right to receipts; whoever may issue one was asked before.
        receipts = self.sudo()
        receipt = receipts.search([("letter_id", "=", letter.id)])
        if receipt:
            receipt.write(vals)
        else:
            vals |= {"letter_id": letter.id, "number": receipts._draw_number()}
            receipt = receipts.create(vals)
        return grouped(receipt.number), grouped(code)

    @api.model
    def _printed(self):
        """Return who has seen the new code beside the citizen, and when; nobody of one shown online."""
        is_online = self.env.uid == SUPERUSER_ID
        return {
            "printed_by_id": False if is_online else self.env.uid,
            "date_printed": fields.Datetime.now(),
        }

    @api.model
    def _draw_number(self):
        drawn = (new_number() for _try in range(TRIES))
        return next(one for one in drawn if not self.search_count([("number", "=", one)]))

    @api.model
    def _find(self, number, code):
        """Return the letter with this number and code, as typed, or none.

        A wrong number and a wrong code take the same steps: one statement that returns one row,
        one digest, one comparison.
        """
        self.flush_model()
        wanted = SQL(
            """
            SELECT receipt.letter_id, COALESCE(receipt.salt, %s), COALESCE(receipt.digest, %s)
              FROM (SELECT) AS one LEFT JOIN petition_receipt AS receipt ON receipt.number = %s
            """,
            *NOBODY,
            read_number(number),
        )
        [(letter_id, salt, stored)] = self.env.execute_query(wanted)
        opens = is_right(read_code(code), salt, stored)
        return self.env["petition.letter"].browse(letter_id if opens else ())
