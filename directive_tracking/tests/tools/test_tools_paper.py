import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from unittest import skipUnless
from unittest.mock import patch

from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from odoo.tests import BaseCase

from ...tools import libreoffice, paper
from ...tools.paper import Column, Line, Paper, Signature, Table
from ...tools.paper.fit import fit, length

ROWS = (("I. Đất đai",), *((str(number), f"Rà soát số {number}") for number in range(1, 61)))
STRANGE = 'a\x00b\x1b\n{ INCLUDETEXT "c:/x" } <w:p/> =1+1 &amp; \ud800 1\u202e2'
LETTER = Paper(
    above="Ủy ban nhân dân tỉnh Lào Cai",
    issuer="Văn phòng",
    number="7/VPUBND-TH",
    place="Lào Cai",
    day=date(2026, 2, 5),
    subject="đôn đốc thực hiện nhiệm vụ",
    recipients=("Sở Nội vụ",),
    body=("Còn 60 nhiệm vụ quá hạn:", Table((Column("STT"), Column("Nội dung", 8)), ROWS), STRANGE),
    signature=Signature(("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"), "Nguyễn Văn An"),
    copies=("Như trên", "Lưu: VT, TH"),
)


def words(text):
    """The words of a text; the page number of a PDF stands between them."""
    return re.findall(r"\w+", text)


def words_of_docx(data):
    body = Document(io.BytesIO(data)).element.body
    return words(
        " ".join(
            "".join(one.text or " " for one in part.iter(qn("w:t"), qn("w:br")))
            for part in body.iter(qn("w:p"))
        )
    )


class TestToolsPaper(BaseCase):
    """Documents follow the layout of Decree 30/2020, and their texts stay text."""

    def test_several_sign_side_by_side_and_a_register_has_no_number(self):
        signers = (Signature(("Người giao",), note="(Ký)"), Signature(("Người nhận",), "An"))
        written = replace(LETTER, signers=signers, signature=Signature(), number=None)
        document = Document(io.BytesIO(paper.write_docx(written)))
        heading, *_tables, beside, _end = document.tables
        texts = [cell.text.strip() for cell in beside.rows[0].cells]
        self.assertEqual([text.split("\n")[0] for text in texts], ["NGƯỜI GIAO", "NGƯỜI NHẬN"])
        self.assertIn("(Ký)", texts[0])
        self.assertNotIn("Số:", heading.rows[0].cells[0].text)

    def test_no_signature_stands_alone_on_a_page(self):
        for last in (LETTER.body[1], "Còn 60 nhiệm vụ quá hạn."):
            data = paper.write_docx(replace(LETTER, body=("Kính trình:", last)))
            *before, signature = Document(io.BytesIO(data)).element.body.iterchildren(
                qn("w:p"), qn("w:tbl")
            )
            row = next((part for part in reversed(before) if part.tag == qn("w:tbl")), None)
            rows = [row.findall(qn("w:tr"))[-1]] if last is LETTER.body[1] else []
            rows += before[before.index(row) + 1 :] if rows else before[-2:]
            parts = [one for part in rows for one in part.iter(qn("w:p"))]
            for part in parts:
                with self.subTest(last=last, text="".join(part.itertext())):
                    self.assertIsNotNone(part.find(f"{qn('w:pPr')}/{qn('w:keepNext')}"))

    def test_no_heading_stands_alone_at_the_foot_of_a_page(self):
        body = (Line("Houses", bold=True), "Some:", LETTER.body[1], Line("Roads", bold=True))
        data = paper.write_docx(replace(LETTER, body=(*body, "Two roads are open.", "No more.")))
        parts = list(Document(io.BytesIO(data)).element.body.iterchildren(qn("w:p")))
        texts = ["".join(one.text for one in part.iter(qn("w:t"))) for part in parts]
        first = texts.index("Houses")
        blank = texts.index("", first)  # before the table
        for place in (first, first + 1, blank, texts.index("Roads")):
            with self.subTest(text=texts[place]):
                self.assertTrue(parts[place].xpath("w:pPr/w:keepNext"))
        running = parts[texts.index("Two roads are open.")]
        self.assertFalse(running.xpath("w:pPr/w:keepNext"))

    def test_no_word_of_a_table_is_torn_and_letters_are_as_large_as_fits(self):
        days = Table((Column("Content", 30), Column("Day")), (("Text", "30/09/2025"),), size=9)
        size, widths = fit(days, 200, 2)
        self.assertEqual((size, round(sum(widths))), (9, 200))
        self.assertGreaterEqual(widths[1], length("30/09/2025", 9))
        tight = replace(days, columns=(Column("Day"),) * 3, rows=(("30/09/2025",) * 3,))
        self.assertEqual(fit(replace(tight, least_size=6), 140, 2)[0], 8)
        self.assertEqual(fit(replace(tight, least_size=8.5), 140, 2)[0], 8.5)

    def test_a_long_code_reads_upwards_and_does_not_widen_its_column(self):
        codes = ("B", "6=8+9+10=11+12+13=14+18", *("7",) * 10)
        heads = tuple((0, place, 1, 1, code) for place, code in enumerate(codes))
        rows = (("24",) * 12,)
        table = Table(tuple(map(Column, codes)), rows, size=7, heads=heads, turned=True)
        self.assertEqual(fit(table, 480, 0.75), (7, [40] * 12))
        written = paper.write_docx(Paper(issuer="A", subject="b", body=(table,)))
        cells = Document(io.BytesIO(written)).tables[1].rows[0].cells
        turned = [bool(cell._tc.findall(f".//{qn('w:textDirection')}")) for cell in cells]
        self.assertEqual(turned, [False, True, *[False] * 10])

    def test_page_and_margins_are_the_decrees(self):
        for landscape, size in ((False, (210, 297)), (True, (297, 210))):
            wide = Paper(issuer="A", subject="b", landscape=landscape)
            section = Document(io.BytesIO(paper.write_docx(wide))).sections[0]
            sides = (round(section.page_width.mm), round(section.page_height.mm))
            self.assertEqual(sides, size)
            for side, least, most in (("top", 20, 25), ("bottom", 20, 25), ("left", 30, 35)):
                margin = getattr(section, f"{side}_margin")
                self.assertTrue(least <= round(margin.mm) <= most, side)
            self.assertTrue(15 <= round(section.right_margin.mm) <= 20)

    def test_everything_said_stands_there_in_order(self):
        told = " ".join(words_of_docx(paper.write_docx(LETTER)))
        place = -1
        for text in (
            *("ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "VĂN PHÒNG", "Số: 07/VPUBND-TH", "V/v đôn đốc"),
            *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
            *("Lào Cai, ngày 05 tháng 02 năm 2026", "Kính gửi: Sở Nội vụ", "Còn 60 nhiệm vụ"),
            *("STT", "I. Đất đai", "Rà soát số 60", "Nơi nhận", "Lưu: VT, TH"),
            *("KT. CHÁNH VĂN PHÒNG", "Nguyễn Văn An"),
        ):
            found = told.find(" ".join(words(text)), place + 1)
            self.assertGreater(found, place, text)
            place = found

    def test_a_named_kind_stands_above_its_subject(self):
        notice = Paper(issuer="Văn phòng", kind="Thông báo", subject="Về nhiệm vụ quá hạn")
        told = " ".join(words_of_docx(paper.write_docx(notice)))
        self.assertIn("THÔNG BÁO Về nhiệm vụ quá hạn", told)
        self.assertNotIn("V v", told)

    def test_a_typed_text_is_no_field_no_tag_and_no_control_sign(self):
        data = paper.write_docx(LETTER)
        document = Document(io.BytesIO(data))
        self.assertFalse([*document.element.body.iter(qn("w:instrText"), qn("w:fldSimple"))])
        texts = [paragraph.text for paragraph in document.paragraphs]
        self.assertIn('{ INCLUDETEXT "c:/x" } <w:p/> =1+1 &amp;  12', texts)
        self.assertIn("ab", texts)
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        self.assertFalse([name for name in names if "vba" in name.lower()])

    def test_the_heading_of_a_table_is_repeated_and_no_row_is_torn(self):
        table = Document(io.BytesIO(paper.write_docx(LETTER))).tables[1]
        heading, *rows = (row._tr.trPr for row in table.rows)
        self.assertIsNotNone(heading.find(qn("w:tblHeader")))
        self.assertTrue(all(row.find(qn("w:cantSplit")) is not None for row in rows))

    def test_a_repeated_heading_is_as_high_as_its_longest_caption(self):
        # Programs cut a caption over two rows where the rows do not say how high they are.
        heads = ((0, 0, 2, 1, "Số ngày quá hạn"), (0, 1, 1, 2, "Thời hạn"),
                 (1, 1, 1, 1, "Ban đầu"), (1, 2, 1, 1, "Hiện hành"))  # fmt: skip
        columns = (Column("Số ngày quá hạn", 1), Column("Ban đầu", 8), Column("Hiện hành", 8))
        table = Table(columns, (("1", "2", "3"),), heads=heads, depth=2)
        data = paper.write_docx(Paper(issuer="A", subject="b", body=(table,)))
        rows = Document(io.BytesIO(data)).tables[1].rows[:2]
        high = sum(int(row._tr.trPr.find(qn("w:trHeight")).get(qn("w:val"))) for row in rows)
        self.assertGreater(high, 4 * 12 * 20)  # four words below each other

    def test_a_line_keeps_its_looks(self):
        said = Paper(issuer="A", subject="b", body=(Line("c", bold=True, indented=False),))
        line = Document(io.BytesIO(paper.write_docx(said))).paragraphs[0]
        self.assertEqual((line.text, line.runs[0].bold), ("c", True))
        self.assertFalse(line.paragraph_format.first_line_indent)

    @skipUnless(paper.can_write_pdf(), "LibreOffice is not installed")
    def test_the_pdf_says_the_same_on_numbered_pages(self):
        pages = [
            page.extract_text() for page in PdfReader(io.BytesIO(paper.write_pdf(LETTER))).pages
        ]
        self.assertGreater(len(pages), 1)
        for number, page in enumerate(pages[1:], 2):
            self.assertEqual(words(page)[0], str(number))
            if "Rà soát" in page:
                self.assertEqual(words(page)[1:4], ["STT", "Nội", "dung"])
        told = " ".join(words(" ".join(pages)))
        for text in {*words_of_docx(paper.write_docx(LETTER))}:
            self.assertIn(text, told)

    def test_without_the_program_docx_is_written_and_pdf_says_why_not(self):
        with patch.object(libreoffice, "_program", lambda: None):
            self.assertTrue(paper.write_docx(LETTER))
            self.assertFalse(paper.can_write_pdf())
            with self.assertRaises(paper.NoProgram):
                paper.write_pdf(LETTER)

    def test_a_program_that_fails_is_told(self):
        with (
            patch.object(libreoffice, "_program", lambda: "/bin/false"),
            self.assertRaises(paper.NotWritten),
        ):
            paper.write_pdf(LETTER)
