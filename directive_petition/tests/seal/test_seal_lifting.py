from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .seal_common import SAYS, WHO, SealCase, is_told


@tagged("post_install", "-at_install")
class TestSealLifting(SealCase):
    """A seal is lifted for one person who wishes it: proposed, decided by another, written down."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_keeper = cls.make_staff("test_keeper_2", cls.agency_office, "keeper")

    def propose(self, user=None, **vals):
        values = {
            "ground": "waived",
            "statement": "Statement of 1/12/2026",
            "reason": "They wish it",
        }
        liftings = self.env["petition.seal.lifting"].with_user(user or self.manager)
        matter = self.matter.with_user(user or self.manager)
        return liftings._propose(matter, self.person, *{**values, **vals}.values())

    def test_only_a_holder_of_a_right_proposes_with_a_statement_and_a_reason(self):
        with self.assertRaises(AccessError):
            self.propose()
        self.give()
        for vals in ({"statement": " "}, {"reason": ""}, {"ground": "concluded"}):
            with self.subTest(vals), self.assertRaises(ValidationError):
                self.propose(**vals)
        with self.assertRaises(UserError):
            self.propose(reason=SAYS)
        self.assertEqual(self.propose().state, "proposed")

    def test_a_keeper_decides_never_who_proposed(self):
        self.give(user=self.keeper, keeper=self.other_keeper)
        lifting = self.propose(self.keeper)
        for user in (self.staff, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                lifting.with_user(user).action_lift()
        with self.assertRaisesRegex(UserError, "Another keeper"):
            lifting.with_user(self.keeper).action_lift()
        lifting.with_user(self.other_keeper).action_refuse()
        self.assertTrue(self.person.is_sealed)
        with self.assertRaisesRegex(UserError, "decided already"):
            lifting.with_user(self.other_keeper).action_lift()

    def test_who_wishes_it_is_named_and_stays_so_and_it_is_written_down(self):
        self.give()
        self.propose().with_user(self.keeper).action_lift()
        self.assertEqual((self.person.name, self.person.phone), (WHO["name"], WHO["phone"]))
        self.assertFalse(self.person.is_sealed)
        reading = self.readings()[:1]
        self.assertEqual((reading.kind, reading.user_id), ("lifting", self.keeper))
        self.assertTrue(self.letter.is_sealed)
        self.assertTrue(self.letter.paper_ids.is_in_seal)
        self.matter.with_user(self.manager)._take_step("classify", {"reason": SAYS})
        self.person.with_user(self.staff).role = "petitioner"
        self.assertFalse(self.person.is_sealed)

    def test_others_in_the_letter_stay_sealed(self):
        vals = {"letter_id": self.letter.id, "role": "denouncer", "name": "Lý Láo Lở"}
        other = self.env["petition.person"].with_user(self.staff).create(vals)
        self.give()
        self.propose().with_user(self.keeper).action_lift()
        self.assertTrue(other.is_sealed)
        with self.assertRaises(UserError):
            self.matter.with_user(self.manager)._take_step("classify", {"reason": "Lý Láo Lở"})
        self.assertFalse(is_told(other.name))

    def test_nobody_lifts_a_seal_by_writing(self):
        self.give()
        lifting = self.propose()
        for user in (self.manager, self.keeper):
            with self.assertRaises(UserError):
                lifting.with_user(user).write({"state": "lifted"})
            with self.assertRaises(UserError):
                lifting.with_user(user).create({"matter_id": self.matter.id})
            with self.assertRaises(UserError):
                self.person.with_user(user).write({"is_lifted": True})
