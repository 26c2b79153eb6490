from odoo.fields import Command

from ..petition_common import PetitionCase


class CitizenCase(PetitionCase):
    """A letter received by a commune, and its receipt."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commune_x.phone = "0214 3 840 034"
        cls.letter = cls.make_letter_of_x()
        cls.number, cls.code = cls.issue(cls.letter)

    @classmethod
    def make_letter_of_x(cls, *kinds, **vals):
        """Return a letter of commune X with a matter of each of ``kinds``."""
        person = Command.create(
            {"name": "Lù Thị Mẩy", "address": "Bản Liền", "phone": "0912345678"}
        )
        letter = cls.make_letter(
            cls.staff_x, person_ids=[person], **{"content": "Thửa đất số 12", **vals}
        )
        for kind in kinds or ("petition",):
            cls.make_matter(letter, kind=kind, content="Thửa đất số 12")
        return letter.sudo()

    @classmethod
    def issue(cls, letter):
        """Return the number and the code of a new receipt of ``letter``."""
        return cls.env["petition.receipt"]._issue(letter)

    def advance(self, matter, *verbs):
        """Take the steps ``verbs`` on ``matter`` as the manager of commune X."""
        for verb in verbs:
            matter.with_user(self.staff_x)._take_step(verb, self.step_values(verb))
