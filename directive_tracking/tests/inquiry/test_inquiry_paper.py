import io

from docx import Document
from openpyxl import load_workbook

from odoo.tests import tagged

from ..inquiry_common import InquiryCase

QUESTIONS = [
    {"name": "What was done?"},
    {"name": "Houses?", "kind": "number", "unit": "houses"},
    {"name": "Safe?", "kind": "yes_no"},
]


@tagged("post_install", "-at_install")
class TestInquiryPaper(InquiryCase):
    """All answers of a round are one document, and one table."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.opened = cls.ask(QUESTIONS, cls.agency_a | cls.agency_b | cls.commune_x)
        for agency, user, values in (
            (cls.agency_a, cls.user_a, ("=1+1", "1.200,5", "yes")),
            (cls.agency_b, cls.user_b, ("Little", "3", "yes")),
        ):
            answer = cls.answer_of(agency, cls.opened, user)
            cls.fill(cls, answer, *values)
            answer.action_submit()
        cls.opened = cls.opened.with_user(cls.office_user)

    def texts(self):
        document = Document(io.BytesIO(self.opened._paper_file("docx")))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(one.text for one in document.paragraphs), *cells])

    def test_the_document_holds_every_answer_and_names_the_missing(self):
        text = self.texts()
        for words in ("=1+1", "Little", "1.200,5", "\n3,0\n", "1.203,5", "Commune X"):
            self.assertIn(words, text)

    def test_the_table_has_numbers_as_numbers_and_texts_as_texts(self):
        sheet = load_workbook(io.BytesIO(self.opened._paper_file("xlsx"))).active
        rows = {row[0].value: row for row in sheet.rows}
        mine = rows["Department A"]
        self.assertEqual((mine[3].value, mine[3].data_type), ("=1+1", "s"))
        self.assertEqual((mine[5].value, mine[5].data_type), (1200.5, "n"))
        self.assertFalse(any(cell.value for cell in rows["Commune X"][3:]))

    def test_an_agency_downloads_nothing(self):
        self.assertFalse(self.opened.with_user(self.user_a).has_access("read"))
