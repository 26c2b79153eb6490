"""A secrecy mark anywhere in a file is refused; the same words in a sentence are not."""

import unicodedata
from html import escape

import openpyxl
from docx.oxml import parse_xml
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from odoo.tests import BaseCase

from ...tools.appendix import AppendixError, read_appendix
from .appendix_files import AGENCIES, HEADER, csv_file, docx_file, saved, task_row, xlsx_file
from .test_appendix_bad_files import open_document, repacked, zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
WORD = docx_file(HEADER, task_row())
SHEET = xlsx_file(HEADER, task_row())
STAMPS = (
    "MẬT",
    "TỐI MẬT",
    "T U Y Ệ T   M Ậ T",
    "[ Mật ]",
    "Độ mật: Tối mật",
    "mËt",
    "UBND TỈNH TUYỆT MẬT",
    "Tài liệu mật",
)
SENTENCES = (
    "Rà soát việc bảo vệ bí mật nhà nước tại các xã",
    "Đổi mật khẩu thư công vụ; bảo đảm bảo mật",
    "Tập huấn đóng dấu “Tuyệt mật”, “Tối mật”, “Mật”",
    "Mật độ dân số",
    "Tăng cường quản lý tài liệu mật",
    "Bảo vệ bí mật kinh doanh",
)


def word(change):
    return lambda text: docx_file(HEADER, task_row(), prepare=lambda doc, table: change(doc, text))


def word_part(name, template):
    return lambda text: repacked(WORD, add={name: template.format(escape(text)).encode()})


def sheet(change):
    return lambda text: xlsx_file(HEADER, task_row(), prepare=lambda book, one: change(book, text))


def sheet_part(name, template):
    return lambda text: repacked(SHEET, add={name: template.format(escape(text)).encode()})


def add_xml(document, xml):
    document.element.body.insert(0, parse_xml(xml))


def word_box(kind):
    """A paragraph with a text box as Word 2010, Word 2003 or both write it."""
    content = "<w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:txbxContent>"
    new = f"<w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    wps = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = {"new": new, "old": old, "both": both}[kind]
    xml = f"<w:p {W} {V} {wps} {mc}><w:r>{body}</w:r></w:p>"
    return word(lambda document, text: add_xml(document, xml.format(escape(text))))


def letters_in_runs(document, text):
    """Every letter in a run of its own, as a spell checker leaves them."""
    paragraph = document.add_paragraph()
    for letter in text:
        paragraph.add_run(letter)


def in_cell_below(document, text):
    document.add_table(rows=1, cols=1).cell(0, 0).text = text


def old_header(document, text):
    document.sections[0].header.is_linked_to_previous = False
    document.sections[0].header.paragraphs[0].text = text


def first_footer(document, text):
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_footer.paragraphs[0].text = text


def set_property(document, text):
    document.core_properties.category = text


def hidden_sheet(book, text):
    other = book.create_sheet("Khác")
    other["D7"] = text
    other.sheet_state = "veryHidden"


def sheet_header(book, text):
    book.active.oddHeader.left.text = text
    book.active.oddHeader.left.font = "Times New Roman,Bold"
    book.active.oddHeader.left.size = 14


def comment(book, text):
    book.active["A1"].comment = Comment(text, "Nguyễn Văn A")


def defined_name(book, text):
    book.defined_names["dau"] = DefinedName("dau", attr_text=f'"{text}"')


def book_property(book, text):
    book.properties.subject = text


def cell_below(book, text):
    book.active["F40"] = text


def with_inner(outer, name):
    """The file inside another, which itself is harmless."""

    def made(text):
        workbook = openpyxl.Workbook()
        workbook.active["A1"] = text
        data = saved(workbook) if name.endswith("xlsx") else docx_file((text, "b"))
        return repacked(outer, add={name: data})

    return made


FULL_TEXT = f"<w:p {W}><w:r><w:t>{{}}</w:t></w:r></w:p>"
CHART = f'<c:chart xmlns:c="x" {A}><a:p><a:r><a:t>{{}}</a:t></a:r></a:p></c:chart>'
CUSTOM = '<Properties xmlns="x" xmlns:vt="y"><property name="a"><vt:lpwstr>{}</vt:lpwstr></property></Properties>'
# Place of a stamp -> (file name, function that makes a file with a text there).
PLACES = {
    "paragraph below": ("a.docx", word(lambda document, text: document.add_paragraph(text))),
    "letters in runs": ("a.docx", word(letters_in_runs)),
    "cell below": ("a.docx", word(in_cell_below)),
    "new text box": ("a.docx", word_box("new")),
    "old text box": ("a.docx", word_box("old")),
    "text box for both": ("a.docx", word_box("both")),
    "header": ("a.docx", word(old_header)),
    "first footer": ("a.docx", word(first_footer)),
    "footnote": ("a.docx", word_part("word/footnotes.xml", f"<w:a {W}>{FULL_TEXT}</w:a>")),
    "endnote": ("a.docx", word_part("word/endnotes.xml", f"<w:a {W}>{FULL_TEXT}</w:a>")),
    "comment in Word": ("a.docx", word_part("word/comments.xml", f"<w:a {W}>{FULL_TEXT}</w:a>")),
    "watermark": (
        "a.docx",
        word_part("word/header7.xml", f'<w:hdr {W} {V}><v:textpath string="{{}}"/></w:hdr>'),
    ),
    "smart art": ("a.docx", word_part("word/diagrams/data1.xml", CHART)),
    "property of Word": ("a.docx", word(set_property)),
    "own property": ("a.docx", word_part("docProps/custom.xml", CUSTOM)),
    "variable": ("a.docx", word_part("word/vars.xml", f'<w:docVar {W} w:name="a" w:val="{{}}"/>')),
    "web page inside": ("a.docx", word_part("word/afchunk.html", "<html><p>{}</p></html>")),
    "web archive inside": (
        "a.docx",
        word_part(
            "word/afchunk.mht",
            "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html><p>{}</p></html>",
        ),
    ),
    "plain text inside": ("a.docx", word_part("word/afchunk.txt", "{}\nb")),
    "Word inside Word": ("a.docx", with_inner(WORD, "word/embeddings/a.docx")),
    "Excel inside Word": ("a.docx", with_inner(WORD, "word/embeddings/a.xlsx")),
    "cell of a sheet below": ("a.xlsx", sheet(cell_below)),
    "hidden sheet": ("a.xlsx", sheet(hidden_sheet)),
    "header of a sheet": ("a.xlsx", sheet(sheet_header)),
    "comment in Excel": ("a.xlsx", sheet(comment)),
    "defined name": ("a.xlsx", sheet(defined_name)),
    "property of Excel": ("a.xlsx", sheet(book_property)),
    "drawing": ("a.xlsx", sheet_part("xl/drawings/drawing1.xml", CHART)),
    "chart": ("a.xlsx", sheet_part("xl/charts/chart1.xml", CHART)),
    "old drawing": (
        "a.xlsx",
        sheet_part(
            "xl/drawings/vmlDrawing1.vml",
            f"<xml {V}><v:textbox><div><font>{{}}</font></div></v:textbox></xml>",
        ),
    ),
    "broken old drawing": (
        "a.xlsx",
        sheet_part(
            "xl/drawings/vmlDrawing1.vml", f"<xml {V}><div><br><font>{{}}</font></div></xml>"
        ),
    ),
    "result of a formula": (
        "a.xlsx",
        sheet_part(
            "xl/worksheets/sheet9.xml",
            f'<worksheet {S}><row><c t="str"><f>A1</f><v>{{}}</v></c></row></worksheet>',
        ),
    ),
    "unused shared text": (
        "a.xlsx",
        sheet_part("xl/sharedStrings9.xml", f"<sst {S}><si><t>{{}}</t></si></sst>"),
    ),
    "CSV above": ("a.csv", lambda text: csv_file((text,), HEADER, task_row())),
    "CSV below": ("a.csv", lambda text: csv_file(HEADER, task_row(), ("", text))),
    "web page": (
        "a.xls",
        lambda text: f"<html><table><tr><td>STT</td></tr></table><p>{escape(text)}</p>".encode(),
    ),
    "hidden in a web page": (
        "a.xls",
        lambda text: f"<html><p style='display:none'>{escape(text)}</p></html>".encode(),
    ),
    "OpenDocument": (
        "a.odt",
        lambda text: open_document(
            "text", **{"styles.xml": f'<a xmlns:text="x"><text:p>{escape(text)}</text:p></a>'}
        ),
    ),
}
BODIES = ("web page", "hidden in a web page", "OpenDocument")  # no table of tasks in them


class TestAppendixStamps(BaseCase):
    def _refusal(self, name, data):
        try:
            read_appendix(name, data, AGENCIES)
        except AppendixError as error:
            return error
        return None

    def test_a_mark_is_refused_wherever_it_stands(self):
        for at, (place, (name, made)) in enumerate(PLACES.items()):
            # All stamps in turn; that each is known by itself is proved without files.
            for stamp in (STAMPS[at % len(STAMPS)], STAMPS[(at + 1) % len(STAMPS)]):
                with self.subTest(place=place, stamp=stamp):
                    refusal = self._refusal(name, made(stamp))
                    self.assertEqual(refusal and refusal.code, "secret")

    def test_a_mark_in_decomposed_letters_is_refused_wherever_it_stands(self):
        for place, (name, made) in PLACES.items():
            with self.subTest(place=place):
                refusal = self._refusal(name, made(unicodedata.normalize("NFD", "TUYỆT MẬT")))
                self.assertEqual(refusal and refusal.code, "secret")

    def test_a_sentence_with_the_words_is_refused_nowhere(self):
        for at, (place, (name, made)) in enumerate(PLACES.items()):
            for sentence in (SENTENCES[at % 6], SENTENCES[(at + 2) % 6]):
                with self.subTest(place=place, sentence=sentence):
                    refusal = self._refusal(name, made(sentence))
                    if refusal or place not in BODIES:
                        self.assertNotEqual(refusal and refusal.code, "secret")

    def test_the_places_make_files_that_are_read_without_a_stamp(self):
        """Else a refusal for another reason would pass for the right one."""
        for place in PLACES.keys() - set(BODIES):
            name, made = PLACES[place]
            with self.subTest(place):
                self.assertIsNone(self._refusal(name, made("Ghi chú thêm")))

    def test_words_of_a_title_are_no_marks_however_it_is_broken(self):
        for title in ("KẾ HOẠCH BẢO\nMẬT", "BẢO MẬT/AN TOÀN THÔNG TIN", "Quy chế bảo vệ bí\nmật"):
            lines = title.split("\n")
            for name, data in (
                ("a.docx", docx_file(HEADER, task_row(), before=lines)),
                ("a.csv", csv_file((title,), HEADER, task_row())),
            ):
                with self.subTest(name=name, title=title):
                    self.assertIsNone(self._refusal(name, data))

    def test_an_appendix_to_a_document_with_a_marked_number_is_refused(self):
        for number in ("18/KH-UBND(M)", "18/KH-UBND (TM)", "07/TUYỆT MẬT"):
            line = f"Kèm theo Kế hoạch số {number} ngày 12/01/2026"
            with self.subTest(number):
                data = docx_file(HEADER, task_row(), before=[line])
                self.assertEqual(self._refusal("a.docx", data).code, "secret")

    def test_a_mark_in_the_content_of_a_task_is_refused_only_alone_in_its_cell(self):
        quoted = "Tập huấn quản lý văn bản Mật, Tối mật, Tuyệt mật"
        for content, refused in ((quoted, False), ("Tuyệt mật", True)):
            for name, data in (
                ("a.csv", csv_file(HEADER, task_row(content=content))),
                ("a.xlsx", xlsx_file(HEADER, task_row(content=content))),
                ("a.docx", docx_file(HEADER, task_row(content=content))),
            ):
                with self.subTest(name=name, content=content):
                    self.assertEqual(bool(self._refusal(name, data)), refused)

    def test_a_mark_in_the_name_of_a_file_or_sheet_is_refused(self):
        def rename(book, sheet):
            sheet.title = "PL_MẬT"

        self.assertEqual(self._refusal("PL 1 - TỐI MẬT.docx", WORD).values["place"], "name")
        marked = xlsx_file(HEADER, task_row(), prepare=rename)
        self.assertEqual(self._refusal("a.xlsx", marked).values["place"], "name")
        self.assertIsNone(self._refusal("Kế hoạch bảo mật.docx", WORD))

    def test_choices_and_names_of_people_are_no_marks(self):
        choices = "<w:ddList><w:listEntry w:val='Thường'/><w:listEntry w:val='Mật'/></w:ddList>"
        item = "<w:sdt><w:sdtPr><w:listItem w:value='Mật'/></w:sdtPr></w:sdt>"
        rule = "<conditionalFormatting><formula>&quot;Mật&quot;</formula></conditionalFormatting>"
        for outer, name, part in (
            (WORD, "word/header8.xml", f"<w:hdr {W}>{item}</w:hdr>"),
            (WORD, "word/header8.xml", f"<w:hdr {W}><w:p>{choices}</w:p></w:hdr>"),
            (SHEET, "xl/worksheets/sheet8.xml", f"<worksheet {S}>{rule}</worksheet>"),
            (WORD, "word/styles9.xml", f"<w:styles {W}><w:name w:val='Mật'/></w:styles>"),
            (WORD, "docProps/x.xml", "<a xmlns:dc='x'><dc:creator>Mật</dc:creator></a>"),
        ):
            with self.subTest(part=part):
                data = repacked(outer, add={name: part.encode()})
                self.assertIsNone(self._refusal("a.docx", data))

    def test_what_was_chosen_in_an_old_form_is_a_mark(self):
        form = (
            f"<w:p {W}><w:ddList><w:result w:val='1'/><w:listEntry w:val='Thường'/>"
            "<w:listEntry w:val='Mật'/></w:ddList></w:p>{}"
        )
        data = repacked(WORD, add={"word/header8.xml": f"<w:hdr {W}>{form.format('')}</w:hdr>"})
        self.assertEqual(self._refusal("a.docx", data).code, "secret")

    def test_one_letter_a_line_is_a_mark_in_a_box(self):
        lines = "".join(f"<w:p><w:r><w:t>{letter}</w:t></w:r></w:p>" for letter in "MẬT")
        box = f"<w:p {W}><w:r><w:txbxContent>{lines}</w:txbxContent></w:r></w:p>"
        data = docx_file(HEADER, task_row(), prepare=lambda document, _t: add_xml(document, box))
        self.assertEqual(self._refusal("a.docx", data).values["place"], "text_box")

    def test_a_mark_put_in_by_a_tracked_change_is_refused(self):
        xml = (
            f"<w:p {W}><w:del><w:r><w:delText>THƯỜNG</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>MẬT</w:t></w:r></w:ins></w:p>"
        )
        data = docx_file(HEADER, task_row(), prepare=lambda document, _t: add_xml(document, xml))
        self.assertEqual(self._refusal("a.docx", data).code, "secret")

    def test_files_in_files_end_somewhere(self):
        data = zipped(a="x")
        for _depth in range(6):
            data = (
                zipped(**{"inner.bin": data}) if _depth % 2 else repacked(WORD, add={"b.bin": data})
            )
        outer = repacked(WORD, add={"word/embeddings/a.bin": data})
        self.assertEqual(self._refusal("a.docx", outer).code, "zip_bomb")
