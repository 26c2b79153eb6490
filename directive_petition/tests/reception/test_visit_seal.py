from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

from ...models.seal.directive_settings import WITH_TEXT
from ..seal.seal_common import SAYS, WHO, is_told
from .reception_common import ReceptionCase

TOLD = {f"visitor_{name}": value for name, value in WHO.items() if name != "email"}


class TestVisitSeal(ReceptionCase):
    """Who comes to the desk to denounce is nowhere in the database, before there is a letter too."""

    @classmethod
    def make_denouncing(cls, **vals):
        return cls.make_visit(**{**TOLD, "kind": "denunciation", "content": SAYS, **vals})

    def dump(self, visit):
        """Return all that the tables of the desk and of letters hold."""
        self.env.flush_all()
        found = []
        for table in (
            *("petition_visit", "petition_person", "petition_paper", "petition_letter"),
            *("petition_matter", "petition_visit_ending", "petition_visit_document"),
            *("petition_seal", "petition_step", "mail_message", "directive_notice"),
        ):
            self.env.cr.execute(f"SELECT row_to_json(t)::text FROM {table} t")  # pylint: disable=sql-injection
            found += [row for (row,) in self.env.cr.fetchall()]
        return "\n".join(found)

    def test_the_tables_never_hold_who_denounces(self):
        visit = self.make_denouncing()
        self.assertTrue(visit.person_ids.is_sealed)
        self.assertFalse(visit.content)
        self.assertFalse(is_told(self.dump(visit)))
        self.end(visit, "letter")
        self.assertTrue(visit.letter_id.is_sealed)
        self.assertFalse(is_told(self.dump(visit)))

    def test_a_visit_that_becomes_a_denunciation_is_sealed(self):
        visit = self.make_visit(**TOLD, content=SAYS)
        visit.kind = "denunciation"
        self.assertEqual(visit.person_ids.role, "denouncer")
        self.assertFalse(is_told(self.dump(visit)))

    def test_what_was_said_goes_on_under_the_seal_of_the_letter(self):
        visit = self.end(self.make_denouncing(), "letter")
        seal = self.env["petition.seal"]._of(visit.matter_id, "text")
        self.assertEqual(seal._open()["content"], SAYS)
        self.assertEqual(seal.letter_id, visit.letter_id)

    def test_text_typed_later_is_sealed_too(self):
        visit = self.make_denouncing(content=False)
        visit.write({"content": SAYS, "note": SAYS})
        self.assertFalse(visit.content)
        self.assertFalse(is_told(self.dump(visit)))

    def test_with_text_only_who_denounces_is_blackened(self):
        self.env["ir.config_parameter"].set_param(WITH_TEXT, True)
        visit = self.make_denouncing()
        self.assertIn("Sùng Seo Phủ", visit.content)
        self.assertFalse(is_told(visit.content))

    def test_the_form_of_the_outcome_names_nobody(self):
        visit = self.make_denouncing()
        with self.assertRaises(ValidationError):
            self.end(visit, "answered", answer=f"Told {WHO['name']}")

    def test_the_papers_and_the_register_name_nobody(self):
        visit = self.make_denouncing(paper_ids=[Command.create({"name": "Đơn"})])
        self.end(visit, "letter")
        self.assertFalse(is_told(visit.document_ids._paper()))
        self.assertFalse(is_told(visit._register_row(1).cells()))

    def test_who_denounces_is_not_found_again(self):
        self.end(self.make_denouncing(), "letter")
        people = self.env["petition.person"].with_user(self.staff)
        for text in (WHO["name"], WHO["id_number"], WHO["phone"]):
            self.assertFalse(people.search([("looked_for", "ilike", text)]))
        again = self.make_denouncing()
        self.assertFalse(again.same_matter_ids + again.known_matter_ids)

    def test_no_scan_is_kept_before_there_is_a_letter(self):
        with self.assertRaisesRegex(UserError, "scan"):
            self.make_visit(paper_ids=[Command.create({"name": "Đơn", "file": "QQ=="})])
