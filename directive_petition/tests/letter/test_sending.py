from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from ..petition_common import PetitionCase


class TestSending(PetitionCase):
    """Each agency sees its own letters and what was sent to it or by it; no agency above sees more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commune_x.parent_id = cls.agency_office
        cls.own = cls.make_matter(cls.make_letter(cls.staff_x))
        cls.matter = cls.make_matter()
        cls.other = cls.make_matter(cls.matter.letter_id, kind="denunciation")
        cls.matter._take_step(
            "transfer", {"sent_to_id": cls.commune_x.id, "document_number": "5/PC-VP"}
        )

    def seen_by(self, user):
        records = [self.own, self.matter, self.other, self.own.letter_id, self.matter.letter_id]
        return [bool(one.with_user(user).search([("id", "=", one.id)])) for one in records]

    def test_each_agency_sees_its_own_and_what_was_sent_to_it(self):
        self.assertEqual(self.seen_by(self.staff_x), [True, True, False, True, False])
        self.assertEqual(self.seen_by(self.staff_y), [False] * 5)

    def test_the_office_above_a_commune_does_not_see_what_the_commune_received(self):
        self.assertEqual(self.seen_by(self.staff), [False, True, True, False, True])
        self.assertEqual(self.seen_by(self.manager), [False, True, True, False, True])

    def test_leaders_of_the_province_see_what_the_office_has(self):
        self.assertEqual(self.seen_by(self.leader_user), [False, True, True, False, True])
        with self.assertRaises(AccessError):
            self.matter.with_user(self.leader_user).write({"content": "Otherwise"})

    def test_without_a_role_in_petitions_nobody_sees_anything(self):
        for user in (self.office_user, self.admin_user, self.outside_user, self.user_x):
            for record in (self.matter, self.matter.letter_id, self.matter.step_ids):
                with self.subTest(user=user.login, model=record._name):
                    with self.assertRaises(AccessError):
                        record.with_user(user).read(["id"])
                    self.assertNotIn(self.matter.number, self.matter.with_user(user).display_name)

    def test_the_body_it_was_sent_to_registers_it_as_its_own_once(self):
        there = self.matter.with_user(self.staff_x)
        self.assertTrue(there.can_be_registered)
        self.assertIn(there, there.search([("can_be_registered", "=", True)]))
        letter = (
            self.env["petition.letter"]
            .with_user(self.staff_x)
            .browse(there.action_register_here()["res_id"])
        )
        self.assertEqual(letter.agency_id, self.commune_x)
        self.assertEqual(letter.forwarded_by_id, self.agency_office)
        self.assertEqual(letter.forwarded_number, "5/PC-VP")
        # The letter it came with holds a denunciation too: who wrote it stays sealed.
        person = letter.person_ids
        self.assertTrue(letter.is_sealed and person.is_sealed)
        sealed = self.env["petition.seal"]._of(person, "identity")._open()
        self.assertEqual(sealed["name"], "Nguyễn Thị Ánh")
        taken = letter.matter_ids
        self.assertEqual((taken.origin_matter_id, taken.state), (self.matter, "received"))
        self.assertEqual((taken.kind, taken.subject_id), ("complaint", self.subject))
        there.invalidate_recordset()
        self.assertFalse(there.can_be_registered)
        self.assertNotIn(there, there.search([("can_be_registered", "=", True)]))
        with self.assertRaises(UserError):
            there.action_register_here()
        self.assertEqual(taken.with_user(self.staff).read(["number"])[0]["number"], taken.number)

    def test_whoever_sees_a_matter_can_open_its_form(self):
        for user in (self.staff, self.staff_x, self.leader_user):
            with self.subTest(user.login):
                self.env.invalidate_all()
                self.assertEqual(Form(self.matter.with_user(user)).number, self.matter.number)

    def test_nobody_else_registers_it(self):
        for user in (self.staff, self.staff_y, self.leader_user):
            with self.subTest(user.login), self.assertRaises(UserError):
                self.matter.with_user(user).action_register_here()

    def test_the_other_agency_takes_no_step_and_writes_nothing_of_the_sender(self):
        there = self.matter.with_user(self.staff_x)
        self.assertNotIn("reopen", there.possible_verbs)
        with self.assertRaises(AccessError):
            there.write({"content": "Otherwise"})
        with self.assertRaises(AccessError):
            there._take_step("reopen", {"reason": "A mistake"})

    def test_whom_a_letter_of_several_matters_speaks_of_stays_with_the_sender(self):
        self.matter.letter_id.write(
            {"person_ids": [(0, 0, {"name": "Lò Văn Bị", "role": "accused"})]}
        )
        there = self.matter.with_user(self.staff_x)
        letter = there.env["petition.letter"].browse(there.action_register_here()["res_id"])
        self.assertEqual(letter.person_ids.mapped("role"), ["complainant"])
