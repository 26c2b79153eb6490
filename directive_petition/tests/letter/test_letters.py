from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.models import MAGIC_COLUMNS
from odoo.tests import Form

from ...tools.letter.words import SIGNER_OF
from ..petition_common import PetitionCase


def people(count, representatives=0, role="complainant"):
    return [
        Command.create(
            {"name": f"Person {n}", "role": role, "is_representative": n < representatives}
        )
        for n in range(count)
    ]


class TestLetters(PetitionCase):
    """A letter with its people and papers, several matters in it, and what it takes to accept one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.letter = cls.make_letter()

    def faults(self, letter, **vals):
        matter = self.make_matter(letter, "classified", **vals).with_user(self.manager)
        try:
            with self.env.cr.savepoint():
                matter._take_step("accept", self.step_values("accept"))
        except UserError as error:
            return str(error).splitlines()
        return []

    def test_the_form_of_a_new_letter_is_not_complete_before_somebody_types(self):
        """The web client saves a complete form when its page is closed."""
        form = Form(self.env["petition.letter"].with_user(self.manager))
        with self.assertRaisesRegex(AssertionError, "content is a required field"):
            form.save()
        form.content = "A bridge is broken"
        self.assertTrue(form.save().number)

    def test_a_letter_holds_several_matters_each_of_one_kind(self):
        kinds = ("complaint", "denunciation", "petition")
        letter = self.make_letter(
            matter_ids=[Command.create({"kind": kind, "content": kind}) for kind in kinds]
        )
        self.assertEqual(letter.matter_count, 3)
        self.assertEqual(set(letter.matter_ids.mapped("kind")), set(kinds))
        self.assertEqual(len(set(letter.matter_ids.mapped("number"))), 3)
        self.assertEqual(letter.matter_ids.agency_id, self.agency_office)

    def test_the_state_follows_the_matters(self):
        letter = self.make_letter()
        self.assertEqual(letter.state, "registered")
        first, second = (self.make_matter(letter) for _matter in range(2))
        manager = first.with_user(self.manager)
        for verb in ("classify", "accept"):
            manager._take_step(verb, self.step_values(verb))
        self.assertEqual(letter.state, "in_hand")
        manager._take_step("terminate", self.step_values("terminate"))
        self.assertEqual(letter.state, "in_hand")
        second._take_step("file", {"reason": "Nothing new"})
        self.assertEqual(letter.state, "done")

    def test_signers_are_counted_unless_more_are_typed(self):
        letter = self.make_letter(person_ids=people(2) + people(1, role="accused"))
        self.assertEqual((letter.persons_count, letter.is_group), (2, False))
        letter.persons_count = 120
        self.assertTrue(letter.is_group)
        letter.write({"person_ids": people(1)})
        self.assertEqual(letter.persons_count, 120)

    def test_who_is_typed_into_a_letter_speaks_as_its_kind_says(self):
        """In whichever order people and matters are typed; who is spoken of stays so."""
        with Form(self.env["petition.letter"].with_user(self.staff)) as form:
            form.content = "Street lights"
            with form.person_ids.new() as person:
                person.name = "Before"
            with form.person_ids.new() as person:
                person.name, person.role = "Spoken of", "related"
            with form.matter_ids.new() as matter:
                matter.kind, matter.content = "petition", "Street lights"
            with form.person_ids.new() as person:
                person.name = "After"
        roles = {one.name: one.role for one in form.record.person_ids}
        self.assertEqual(
            roles, {"Before": "petitioner", "Spoken of": "related", "After": "petitioner"}
        )

    def test_who_is_typed_into_a_letter_of_two_kinds_stays_as_typed(self):
        with Form(self.env["petition.letter"].with_user(self.staff)) as form:
            form.content = "Two things"
            with form.person_ids.new() as person:
                person.name = "Somebody"
            for kind in ("complaint", "petition"):
                with form.matter_ids.new() as matter:
                    matter.kind, matter.content = kind, "One of them"
        self.assertEqual(form.record.person_ids.role, "complainant")

    def test_a_group_has_no_more_representatives_than_the_law_lets_it_have(self):
        self.make_letter(persons_count=10, person_ids=people(2, 2))
        self.make_letter(persons_count=11, person_ids=people(5, 5))
        with self.assertRaises(ValidationError):
            self.make_letter(persons_count=10, person_ids=people(3, 3))
        with self.assertRaises(ValidationError):
            self.make_letter(persons_count=11, person_ids=people(6, 6))

    def test_a_group_that_complains_is_accepted_with_its_representatives(self):
        letter = self.make_letter(persons_count=12, person_ids=people(3))
        self.assertEqual(len(self.faults(letter)), 1)
        letter.person_ids[0].is_representative = True
        self.assertFalse(self.faults(letter))

    def test_a_complaint_or_denunciation_needs_a_known_person_who_has_signed(self):
        for vals in ({"source": "online"}, {"is_anonymous": True}, {"person_ids": []}):
            letter = self.make_letter(**vals)
            with self.subTest(vals):
                self.assertTrue(self.faults(letter))
                self.assertTrue(self.faults(letter, kind="denunciation"))
                self.assertFalse(self.faults(letter, kind="petition"))

    def test_who_stays_unknown_did_not_sign(self):
        letter = self.make_letter()
        self.assertTrue(letter.is_signed)
        letter.is_anonymous = True
        self.assertFalse(letter.is_signed)

    def test_a_letter_by_web_is_accepted_once_it_is_signed(self):
        letter = self.make_letter(source="online")
        self.assertFalse(letter.is_signed)
        letter.is_signed = True
        self.assertFalse(self.faults(letter))

    def test_what_is_not_ours_or_has_no_subject_is_not_accepted(self):
        self.assertTrue(self.faults(self.letter, is_competent=False))
        self.assertTrue(self.faults(self.letter, subject_id=False))
        self.assertFalse(self.faults(self.letter))

    def test_complexity_needs_its_criteria(self):
        criteria = self.env["petition.criterion"].search([])
        self.assertEqual(len(criteria), 7)
        matter = self.make_matter(self.letter)
        with self.assertRaises(ValidationError):
            matter.complexity = "complex"
        matter.write({"complexity": "special", "criterion_ids": [Command.set(criteria[:2].ids)]})
        with self.assertRaises(ValidationError):
            matter.criterion_ids = criteria[:1]

    def test_the_two_lists_of_grounds_are_those_of_the_law_on_each_day(self):
        Ground = self.env["petition.ground"]

        def count(name, day):
            return Ground.search_count([("list", "=", name), *Ground._valid_on(day)])

        self.assertEqual(count("not_accept", date(2026, 12, 1)), 9)
        self.assertEqual(count("refuse_reception", date(2026, 6, 30)), 3)
        self.assertEqual(count("refuse_reception", date(2026, 7, 1)), 13)

    def test_every_kind_of_decision_rests_on_a_law_and_a_decree_on_each_day(self):
        bases = self.env["petition.ground"]._bases
        for kind in SIGNER_OF:
            old, new = (bases(kind, day) for day in (date(2026, 6, 30), date(2026, 7, 1)))
            with self.subTest(kind):
                self.assertEqual((len(old), len(new), len(old & new)), (2, 2, 0))
                self.assertIn("Luật", new[0].name)
                self.assertIn("Nghị định", new[1].name)

    def test_what_the_system_writes_is_written_by_nobody(self):
        for name, value in (
            ("number", "1"),
            ("author_id", self.manager.id),
            ("agency_id", self.commune_x.id),
            ("state", "done"),
            ("is_group", True),
            ("visible_agency_ids", [Command.set(self.commune_x.ids)]),
        ):
            with self.subTest(name), self.assertRaises(UserError):
                self.letter.write({name: value})
        letter = self.make_letter(number="1", author_id=self.manager.id, state="done")
        self.assertEqual((letter.author_id, letter.state), (self.staff, "registered"))
        self.assertNotEqual(letter.number, "1")

    def test_letters_and_matters_are_never_deleted_not_even_by_the_system(self):
        matter = self.make_matter(self.letter)
        for record in (self.letter, matter):
            with self.subTest(record._name), self.assertRaises(UserError):
                record.sudo().unlink()

    def test_what_was_typed_stays_once_it_is_decided_what_becomes_of_it(self):
        matter = self.make_matter(self.letter, "accepted")
        for name in matter._classifying_names():
            with self.subTest(name), self.assertRaises(UserError):
                matter.write({name: matter[name]})
        matter.content = "More precisely"
        closed = self.make_matter(self.letter, "closed")
        with self.assertRaises(UserError):
            closed.content = "Otherwise"

    def test_nobody_who_signed_is_lost_once_something_is_decided(self):
        letter = self.make_letter(person_ids=people(2))
        letter.person_ids[1].unlink()
        self.make_matter(letter, "accepted")
        with self.assertRaises(UserError):
            letter.person_ids.unlink()
        with self.assertRaises(UserError):
            letter.write({"person_ids": [Command.clear()]})

    def test_a_letter_that_is_dealt_with_is_rewritten_by_nobody(self):
        papers = [Command.create({"name": "Bản đồ", "is_original": True})]
        letter = self.make_letter(paper_ids=papers)
        matter = self.make_matter(letter, "filed")
        for record in (letter, letter.person_ids, letter.paper_ids):
            for name in self.typed_names(record):
                with self.subTest(f"{record._name}.{name}"), self.assertRaises(UserError):
                    value = record._fields[name].convert_to_write(record[name], record)
                    record.with_user(self.manager).write({name: value})
        with self.assertRaisesRegex(UserError, "reopen"):
            letter.write({"person_ids": people(1)})
        letter.paper_ids.write({"date_returned": date(2026, 12, 1), "condition": "Whole"})
        matter.with_user(self.manager)._take_step("reopen", self.step_values("reopen"))
        letter.content = "More precisely"

    def typed_names(self, record):
        """Return the names of the stored fields that no list and no later entry holds."""
        afterwards = getattr(record, "_is_written_afterwards", lambda name: False)
        return [
            name
            for name, field in record._fields.items()
            if field.store
            and name not in MAGIC_COLUMNS
            and field.type not in ("one2many", "many2many")
            and not afterwards(name)
        ]

    def test_a_letter_is_registered_once_it_has_come_and_its_day_stays(self):
        with self.assertRaises(ValidationError):
            self.make_letter(date_received=date(2026, 12, 2))
        letter = self.make_letter(date_received=date(2026, 11, 30))
        letter.date_received = date(2026, 11, 27)
        self.make_matter(letter, "accepted")
        with self.assertRaises(UserError):
            letter.date_received = date(2026, 11, 26)

    def test_no_hidden_letter_or_matter_is_named(self):
        theirs = self.make_matter(self.make_letter(self.staff_x))
        for name in ("first_matter_id", "duplicate_of_id"):
            matter = self.make_matter(self.letter)
            with self.subTest(name), self.assertRaises(AccessError):
                matter.write({name: theirs.id})
            with self.subTest(name), self.assertRaises(AccessError):
                self.make_matter(self.letter, **{name: theirs.id})
        with self.assertRaises(AccessError):
            self.letter.duplicate_of_id = theirs.letter_id
        with self.assertRaises(AccessError):
            self.make_letter(duplicate_of_id=theirs.letter_id.id)

    def test_people_are_found_without_diacritics(self):
        found = self.env["petition.person"].with_user(self.staff).name_search("nguyen thi anh")
        self.assertIn(self.letter.person_ids.id, [one for one, _name in found])
