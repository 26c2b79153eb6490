from datetime import date

from odoo.exceptions import AccessError, ValidationError

from ..petition_common import TODAY, PetitionCase


class TestNumbering(PetitionCase):
    """Each agency numbers its letters and matters by its own pattern, from one each year."""

    def test_numbers_run_without_a_gap_by_agency_and_year(self):
        numbers = [self.make_letter().number for _letter in range(3)]
        self.assertEqual(numbers, ["0001/2026/ĐT", "0002/2026/ĐT", "0003/2026/ĐT"])
        self.assertEqual(self.make_letter(self.staff_x).number, "0001/2026/ĐT")
        self.assertEqual(self.make_letter(date_received=date(2025, 12, 31)).number, "0001/2025/ĐT")

    def test_an_agency_follows_its_own_pattern_others_that_of_all(self):
        self.commune_x.short_name = "UBNDX"
        self.env["petition.numbering"].create(
            [
                {"numbered": "letter", "pattern": "{n}/{yy}"},
                {
                    "numbered": "letter",
                    "pattern": "{n:3}-{code}-{year}",
                    "agency_id": self.commune_x.id,
                },
            ]
        )
        self.assertEqual(self.make_letter(self.staff_x).number, "001-UBNDX-2026")
        self.assertEqual(self.make_letter().number, "1/26")

    def test_a_pattern_that_repeats_or_cannot_be_filled_is_refused(self):
        for pattern in (
            "{year}",
            "{n}",
            "{n}/{year}/{agency}",
            "{n}/{year}/{",
            "{n.__class__}/{yy}",
        ):
            with self.subTest(pattern), self.assertRaises(ValidationError):
                self.env["petition.numbering"].create({"numbered": "letter", "pattern": pattern})

    def test_patterns_are_a_matter_of_managers_and_counters_of_nobody(self):
        with self.assertRaises(AccessError):
            self.env["petition.numbering"].with_user(self.staff).create(
                {"numbered": "letter", "pattern": "{n}/{year}"}
            )
        pattern = {"numbered": "letter", "pattern": "{n}/{year}", "agency_id": self.commune_y.id}
        self.env["petition.numbering"].with_user(self.manager).create(pattern)
        self.make_letter()
        with self.assertRaises(AccessError):
            self.env["petition.counter"].with_user(self.manager).search([])
        self.env["petition.numbering"]._next(self.commune_y, "letter", TODAY)

    def test_what_holds_for_the_province_is_kept_by_managers_of_the_office(self):
        Numbering = self.env["petition.numbering"]
        every, of_y, of_x = Numbering.create(
            [
                {"numbered": "letter", "pattern": "{n}/{year}", "agency_id": agency.id}
                for agency in (self.env["directive.agency"], self.commune_y, self.commune_x)
            ]
        )
        rows = [every, of_y, self.subject, self.ground, self.env["petition.term"].search([])[:1]]
        rows.append(self.env["petition.criterion"].search([], limit=1))
        for row in rows:
            with self.subTest(row._name):
                self.assertTrue(row.with_user(self.manager).has_access("write"))
                self.assertFalse(row.with_user(self.staff_x).has_access("write"))
                self.assertTrue(row.with_user(self.staff_x).has_access("read"))
        of_x.with_user(self.staff_x).pattern = "{n}/{yy}"
