import base64

from odoo import fields, models

from .petition_filing import FILED, SENT_AGAIN

ROLES = {"petition": "petitioner", "complaint": "complainant", "denunciation": "denouncer"}
SUMMARY = 200  # signs


class PetitionFiling(models.Model):
    """From what was typed to a letter that is received."""

    _inherit = "petition.filing"

    def _file(self):
        """Receive the letter, once; return its number and new code as printed, and if it is the first.

        Who presses twice gets the same letter, and a code that replaces the first.
        """
        self._hold_and_touch()
        self.invalidate_recordset(["state", "letter_id"])
        is_first = self.state != FILED
        if is_first:
            letter = self._make_letter(self._typed())
            # What was typed is in the letter now, and nowhere else.
            self.write(
                {
                    "state": FILED,
                    "date_filed": fields.Datetime.now(),
                    "letter_id": letter.id,
                    "sealed": False,
                }
            )
            self.file_ids.unlink()
        return *self.env["petition.receipt"]._issue(self.letter_id), is_first

    def _is_sent_again(self):
        """Tell whether a second press of the button may show the receipt again.

        Later its address, kept in the history of a computer that others use, opens nothing.
        """
        return bool(self.date_filed) and self.date_filed > fields.Datetime.now() - SENT_AGAIN

    def _make_letter(self, typed):
        letter = self.env["petition.letter"].create(
            {
                "agency_id": self.agency_id.id,
                "source": "online",
                "date_letter": self.env["directive.settings"]._today(),
                "content": self._summary(typed),
            }
        )
        # First the matter: it decides whether the people who follow are sealed.
        matter = self.env["petition.matter"].create(
            {
                "letter_id": letter.id,
                "kind": typed.kind,
                "object_text": typed.against or False,
                "content": "\n\n".join(filter(None, (typed.content, typed.demand))),
            }
        )
        self.env["petition.person"].create(self._person_vals(letter, typed))
        self.env["petition.paper"].create(
            [self._paper_vals(letter, file) for file in self.file_ids]
        )
        people = matter._people_to_tell("petition_online")
        matter._tell("petition_online", {matter.id: people}, occurrence="online")
        return letter

    def _summary(self, typed):
        if typed.kind == "denunciation":
            return False
        return " ".join(typed.content.split())[:SUMMARY]

    def _person_vals(self, letter, typed):
        return {
            "letter_id": letter.id,
            "role": ROLES[typed.kind],
            "name": typed.name,
            "id_number": typed.id_number or False,
            "address": " ".join(typed.address.split()),
            "phone": typed.phone or False,
            "email": typed.email or False,
        }

    def _paper_vals(self, letter, file):
        name = file._name_typed()
        return {
            "letter_id": letter.id,
            "name": name,
            "file_name": name,
            "file": base64.b64encode(file._content()),
        }
