"""Web pages under the name .xls or .doc are read as a browser shows them."""

from datetime import date

from odoo.tests import BaseCase

from ...tools.appendix import read_appendix
from .appendix_files import AGENCIES

HEADER = "<tr><td>STT<td>Nội dung nhiệm vụ<td>Cơ quan chủ trì<td>Thời hạn</tr>"


def page(rows, head="", above="", below=""):
    table = f"<div><table>{HEADER}{rows}</table></div>"
    return f"<html><head>{head}</head><body>{above}{table}{below}</body></html>"


def row(content="Rà soát", lead="Sở Tài chính", deadline="30/6/2026"):
    return f"<tr><td>1<td>{content}<td>{lead}<td>{deadline}</tr>"


class TestAppendixPages(BaseCase):
    def _read(self, text, name="a.xls", encoding="utf-8"):
        return read_appendix(name, text.encode(encoding), AGENCIES)

    def _task(self, *rows, **options):
        return self._read(page("".join(rows), **options)).tasks[0]

    def test_lines_broken_in_the_source_are_one(self):
        task = self._task(row("Rà soát\r\n   quy hoạch", "Sở Tài\n chính"))
        self.assertEqual(task.content, "Rà soát quy hoạch")
        self.assertEqual(task.lead, ["Sở Tài chính"])

    def test_blocks_and_breaks_are_lines_in_their_order(self):
        for lead in (
            "<p>Sở Tài chính</p><p>Sở Y tế</p>",
            "Sở Tài chính<br>Sở Y tế",
            "<div>Sở Tài <b>chính</b></div>Sở Y tế",
            "<table><tr><td>Sở Tài chính<tr><td>Sở Y tế</table>",
        ):
            with self.subTest(lead):
                self.assertEqual(self._task(row(lead=lead)).lead, ["Sở Tài chính", "Sở Y tế"])

    def test_an_old_font_is_known_by_element_style_and_style_sheet(self):
        sheet = "<style>td.old {color: red; font-family: '.VnTime', serif}</style>"
        for text in (
            "<font face='.VnTime'>Rµ so¸t</font>",
            "<span style='font-size:12pt;font-family:\".VnTime\"'>Rµ <b>so¸t</b></span>",
            "Rà <span style='font-family:VNI-Times'>soaùt</span>",
        ):
            with self.subTest(text):
                self.assertEqual(self._task(row(text)).content, "Rà soát")
        styled = row().replace("<td>Rà soát", "<td class=old>Rµ so¸t")
        self.assertEqual(self._task(styled, head=sheet).content, "Rà soát")

    def test_struck_and_hidden_text_is_not_read(self):
        for old in (
            "<s>31/12/2026</s>",
            "<span style='text-decoration: line-through'>31/12/2026</span>",
            "<span style='display:none'>31/12/2026</span>",
        ):
            task = self._task(row(deadline=f"{old} 30/6/2026"))
            with self.subTest(old):
                self.assertEqual(task.date_deadline, date(2026, 6, 30))
                self.assertFalse(task.warnings)
        reading = self._read(page(row().replace("<tr>", "<tr style='display: none'>") + row("Hai")))
        self.assertEqual([task.content for task in reading.tasks], ["Hai"])
        self.assertIn("hidden_row", [left.kind for left in reading.left_aside])

    def test_lines_round_the_table_are_found_however_it_is_wrapped(self):
        above = "<center><p>(Kèm theo Kế hoạch số 18/KH-UBND ngày 12/01/2026)</p></center>"
        reading = self._read(page(row(), above=above, below="<div><p>Nơi nhận: VT</p></div>"))
        self.assertEqual(reading.document.number, "18/KH-UBND")
        self.assertIn("Nơi nhận: VT", [left.text for left in reading.left_aside])

    def test_a_page_says_its_own_encoding(self):
        text = page(row("Rà soát"), head="<meta charset='utf-16'>")
        self.assertEqual(self._read(text, encoding="utf-16").tasks[0].content, "Rà soát")
        old = "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>"
        codes = page("<tr><td>1<td>Rµ so¸t<td>Së Tµi chÝnh<td>30/6/2026</tr>", head=old)
        codes = codes.replace("<body>", "<body style='font-family: .VnTime'>")
        codes = codes.replace(
            HEADER, "<tr><td>STT<td>Néi dung nhiÖm vô<td>C¬ quan chñ tr×<td>Thêi h¹n"
        )
        (task,) = self._read(codes, encoding="cp1252").tasks
        self.assertEqual((task.content, task.lead), ("Rà soát", ["Sở Tài chính"]))

    def test_a_web_archive_under_the_name_of_a_word_file_is_read(self):
        archive = (
            "From: <Saved by Word>\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
            "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            f"{page(row())}\r\n--x--\r\n"
        )
        self.assertEqual(self._read(archive, "a.doc").tasks[0].content, "Rà soát")
