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
        self.assertEqual((mine[4].value, mine[4].data_type), (1200.5, "n"))
        self.assertFalse(any(cell.value for cell in rows["Commune X"][3:]))

    def test_remarks_have_a_column_where_somebody_made_one(self):
        line = self.opened.answer_ids.line_ids.filtered(
            lambda line: line.question_id.name == "Houses?" and line.value == "3"
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE directive_inquiry_line SET comment = 'By hand' WHERE id = %s", [line.id]
        )
        self.env.invalidate_all()
        sheet = load_workbook(io.BytesIO(self.opened._paper_file("xlsx"))).active
        rows = [[cell.value for cell in row] for row in sheet.rows]
        titles = next(row for row in rows if row[0] == "Agency")
        self.assertEqual(titles[3:], ["What was done?", "Houses? (houses)", "Remark", "Safe?"])
        self.assertIn("By hand", [row[5] for row in rows])

    def test_an_agency_downloads_nothing(self):
        self.assertFalse(self.opened.with_user(self.user_a).has_access("read"))
