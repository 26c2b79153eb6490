import io

from docx import Document

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command

from ...tools.processing.contents import evidence_of
from ..petition_common import PetitionCase


class TestFile(PetitionCase):
    """The file of a matter ticks its list off from the papers recorded."""

    def states(self, matter, **extra):
        """Return ``{code: where the entry stands}`` of the file of ``matter``."""
        matter.invalidate_recordset()
        rows = self.env["petition.file.entry"]._of(matter.kind, matter.date_received)
        entries = matter.with_user(self.manager)._file_entries()
        return dict(zip(rows.mapped("code"), (one.state for one in entries), strict=True))

    def add(self, matter, code=None, **vals):
        entry = self.env["petition.file.entry"].search(
            [("kind", "=", matter.kind), ("code", "=", code)]
        )
        values = {"letter_id": matter.letter_id.id, "matter_id": matter.id, "entry_id": entry.id}
        return self.env["petition.paper"].with_user(self.staff).create({**values, **vals})

    def test_a_complaint_file_ticks_itself_from_what_is_recorded(self):
        letter = self.make_letter(paper_ids=[Command.create({"name": "Đơn khiếu nại", "pages": 3})])
        matter = self.make_matter(letter, state="verifying")
        self.assertEqual(
            self.states(matter),
            {
                "a": "there",
                "b": "if_any",
                "c": "there",
                "d": "if_any",
                "đ": "to_come",
                "e": "there",
            },
        )
        letter.paper_ids = [Command.create({"name": "Bản đồ địa chính", "pages": 1})]
        self.assertEqual(self.states(matter)["b"], "there")
        matter.with_user(self.manager)._take_step("decide", self.step_values("decide"))
        self.assertEqual(self.states(matter)["đ"], "there")

    def test_what_must_be_there_is_missing_once_the_matter_is_decided(self):
        matter = self.make_matter(state="accepted", kind="denunciation")
        self.assertEqual(self.states(matter)["d"], "to_come")
        self.assertEqual(matter.file_gap_count, 0)
        matter.with_user(self.manager)._take_step("decide", self.step_values("decide"))
        self.assertEqual((self.states(matter)["d"], self.states(matter)["đ"]), ("missing",) * 2)
        self.add(matter, "d", name="Văn bản giải trình", number="5/GT", pages=2)
        self.assertEqual(self.states(matter)["d"], "there")
        self.assertEqual(matter.with_user(self.manager).file_gap_count, 1)
        self.assertIn("5/GT", matter.with_user(self.manager).file_html)

    def test_what_was_closed_by_urging_another_body_misses_nothing(self):
        matter = self.make_matter()
        matter.with_user(self.manager)._take_step("urge", self.step_values("urge"))
        self.assertEqual((matter.state, self.states(matter)["đ"]), ("closed", "if_any"))

    def test_the_list_is_that_of_the_law_on_the_day_of_acceptance(self):
        rows = self.env["petition.file.entry"].search([("kind", "=", "complaint")])
        rows.valid_to = "2026-11-30"
        new = rows[0].copy({"name": "New entry", "valid_from": "2026-12-01", "valid_to": False})
        matter = self.make_matter(state="accepted")
        self.assertEqual([one.name for one in matter._file_entries()], [new.name])

    def test_the_table_of_contents_numbers_papers_and_pages(self):
        papers = [
            Command.create({"name": name, "pages": pages})
            for name, pages in (("Đơn khiếu nại", 3), ("Bản đồ", 1))
        ]
        matter = self.make_matter(self.make_letter(paper_ids=papers), state="decided")
        matter = matter.with_user(self.manager)
        tables = Document(io.BytesIO(matter._paper_file("docx"))).tables
        rows = [[cell.text for cell in row.cells] for one in tables for row in one.rows]
        self.assertIn(["1", "Đơn khiếu nại", "", "", "3", "1–3"], rows)
        self.assertIn(["2", "Bản đồ", "", "", "1", "4"], rows)
        self.assertNotIn("Nguyễn", matter._paper_file_name())

    def test_to_whom_a_matter_was_sent_sees_no_file(self):
        matter = self.make_matter()
        values = {**self.step_values("transfer"), "sent_to_id": self.commune_x.id}
        matter.with_user(self.manager)._take_step("transfer", values)
        self.assertFalse(matter.with_user(self.staff_x).file_html)
        self.assertTrue(matter.with_user(self.manager).file_html)

    def test_a_paper_is_put_into_the_file_of_its_own_letter_alone(self):
        matter, other = self.make_matter(), self.make_matter()
        with self.assertRaisesRegex(ValidationError, "of its letter"):
            self.add(matter, name="Minutes", letter_id=other.letter_id.id)
        with self.assertRaisesRegex(ValidationError, "another kind"):
            entry = self.env.ref("directive_petition.file_entry_denunciation_d")
            self.add(matter, name="Minutes", entry_id=entry.id)
        with self.assertRaises(AccessError):
            self.add(matter.with_user(self.staff_x), name="Minutes").with_user(self.staff_x)
            self.env["petition.paper"].with_user(self.staff_x).create(
                {"name": "M", "letter_id": matter.letter_id.id, "matter_id": matter.id}
            )

    def test_entries_name_only_evidence_that_exists(self):
        rows = self.env["petition.file.entry"].search([])
        self.assertEqual(set(rows.mapped("kind")), {"complaint", "denunciation", "petition"})
        self.assertTrue(any(evidence_of(row.told_by) for row in rows))
        with self.assertRaisesRegex(ValidationError, "nowhere"):
            rows[0].told_by = "letter,nowhere"

    def test_the_pages_of_an_issued_paper_are_counted_later(self):
        matter = self.make_matter(state="decided")
        paper = matter.document_ids.with_user(self.manager)[:1]
        paper.pages = 4
        self.assertEqual(paper.pages, 4)
