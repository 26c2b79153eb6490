"""Rows skipped by an import are shown and can be kept; pasted rows are read like a file."""

import base64
import io

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..appendix.appendix_files import task_row, xlsx_file
from ..import_common import HEADER, ImportCase

ROWS = (
    "1\tPhân bổ vốn\tSở Tài chính\tSở Y tế\t30/6/2026\tTờ trình\n"
    '2\t"Mở lớp\nchữ ký số"\tSở Y tế\t\tQuý III/2026\t\n'
)
WORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><style>p {color: red}</style></head><body>
<!--StartFragment--><table><tr><td rowspan=2><p>7</p></td><td><p>Rà soát<o:p></o:p></p><p>quy hoạch</p></td>
<td rowspan=2>Sở Y tế</td><td>Trước ngày 30/6/2026</td></tr><tr><td>Lập danh mục</td><td>Quý III/2026</td></tr>
</table><!--EndFragment--></body></html>"""


class TestImportLeftAside(ImportCase):
    def _filtered(self):
        def prepare(_book, page):
            page.auto_filter.ref = "A1:F3"
            page.auto_filter.add_filter_column(2, ["x"])

        rows = (HEADER, task_row("1"), task_row("2", "Việc bị lọc"), ("", "Tổng cộng: 2"))
        data = xlsx_file(*rows, hidden=(3,), prepare=prepare)
        wizard = self.upload_bytes(data, "a.xlsx")
        wizard.action_read()
        return wizard

    def test_each_row_left_aside_is_listed_with_its_place_and_reason(self):
        wizard = self._filtered()
        shown = {(left.place, left.reason) for left in wizard.left_ids}
        self.assertEqual(
            shown,
            {
                ("sheet PL, row 1", "Header of the table"),
                ("sheet PL, row 3", "Row hidden by a filter"),
                ("sheet PL, row 4", "Total"),
            },
        )
        self.assertEqual(wizard.left_count, 2)
        self.assertIn("Row hidden by a filter (1)", wizard.left_alert)
        (notable,) = wizard.left_ids.filtered("is_notable")
        self.assertIn("Việc bị lọc", notable.text)

    def test_rows_above_the_table_are_told_in_one_line(self):
        wizard = self.read(["1", "Việc", "Sở Y tế", "", "", ""])
        letterhead = wizard.left_ids.filtered(lambda left: left.reason == "Letterhead and title")
        self.assertEqual(letterhead.place, "row 1 to 2")
        self.assertFalse(wizard.left_alert)
        self.assertEqual(wizard.left_count, 0)

    def test_the_list_can_be_kept_as_a_spreadsheet(self):
        wizard = self._filtered()
        action = wizard.action_download_left()
        self.assertIn(f"/web/content/directive.import/{wizard.id}/left_file/", action["url"])
        content = base64.b64decode(wizard.left_file)
        rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
        self.assertEqual(len(rows), 1 + len(wizard.left_ids))
        self.assertIn("Row hidden by a filter", str(rows))

    def test_a_thousand_rows_left_aside_are_not_a_thousand_records(self):
        rows = [["", f"Ghi chú: dòng {n}", "", "", "", ""] for n in range(1_000)]
        wizard = self.read(["1", "Việc", "Sở Y tế", "", "", ""], *rows)
        self.assertEqual(wizard.left_count, 1_000)
        self.assertLess(len(wizard.left_ids), 310)
        self.assertIn("Ghi chú: dòng 301", wizard.left_ids[-1].text)

    def test_a_file_read_again_has_one_account(self):
        wizard = self._filtered()
        count = len(wizard.left_ids)
        wizard.action_read()
        self.assertEqual(len(wizard.left_ids), count)

    def test_what_another_clerk_left_aside_is_not_seen(self):
        wizard = self._filtered()
        other = self.make_user("other_office", "office")
        with self.assertRaises(AccessError):
            wizard.left_ids.with_user(other).read(["text"])


class TestImportPaste(ImportCase):
    def _pasted(self, text=ROWS, page=False, wizard=None):
        wizard = wizard or self.env["directive.import"].with_user(self.office_user).create({})
        wizard.write({"pasted_text": text, "pasted_html": page})
        wizard.action_read_pasted()
        return wizard

    def test_rows_pasted_as_text_become_a_preview(self):
        wizard = self._pasted()
        self.assertEqual(wizard.state, "read")
        self.assertEqual(wizard.line_ids.mapped("point"), ["1", "2"])
        self.assertEqual(wizard.line_ids.mapped("name"), ["Phân bổ vốn", "Mở lớp chữ ký số"])
        self.assertEqual(wizard.line_ids.lead_agency_ids, self.finance | self.health)
        self.assertEqual(wizard.line_ids[0].coordinating_agency_ids, self.health)
        self.assertEqual(str(wizard.line_ids[0].date_deadline), "2026-06-30")
        self.assertEqual(wizard.line_ids[0].product, "Tờ trình")
        self.assertIn("No header was pasted", wizard.left_alert)
        self.assertEqual(wizard.left_ids.mapped("reason"), ["Columns recognised by their contents"])
        self.assertEqual(wizard.left_count, 0)
        self.assertEqual(wizard.line_ids[0].source_row, "pasted rows, row 1")

    def test_word_may_send_more_styles_than_rows(self):
        styles = "<style>p.MsoNormal {mso-style-parent:''; margin:0cm}</style>" * 4000
        wizard = self._pasted("không dùng", styles + WORD)
        self.assertTrue(wizard.line_ids)
        self.assertFalse(wizard.left_ids.filtered(lambda one: "Mso" in (one.text or "")))
        with self.assertRaisesRegex(UserError, "too long|limit"):
            self._pasted("không dùng", "x" * 5_000_001)

    def test_rows_pasted_from_word_keep_their_merged_cells(self):
        wizard = self._pasted("không dùng", WORD)
        self.assertEqual(wizard.line_ids.mapped("name"), ["Rà soát quy hoạch", "Lập danh mục"])
        self.assertEqual(wizard.line_ids[1].lead_agency_ids, self.health)
        self.assertEqual(str(wizard.line_ids[1].date_deadline), "2026-09-30")

    def test_columns_without_a_header_are_told_by_what_they_hold(self):
        for row in (
            ("1", "Việc làm sau", "Sở Y tế", "30/6/2026"),
            ("Việc làm sau Tết", "Sở Y tế", "Quý III/2026"),
            ("a)", "30/6/2026", "Sở Y tế", "Việc làm theo kế hoạch"),
            ("Sở Y tế", "Sở Tài chính", "Việc làm khi có yêu cầu", "Thường xuyên"),
            ("1.1", "Việc", "Sở TC", "", "30/6/2026", "Báo cáo"),
        ):
            with self.subTest(row):
                line = self._pasted("\t".join(row)).line_ids
                self.assertTrue(line.name.startswith("Việc"))
                self.assertIn(line.lead_agency_ids, self.health | self.finance)
                self.assertNotEqual(line.deadline_kind, "none")

    def test_a_pasted_header_decides_the_columns(self):
        text = "Thời hạn\tĐơn vị thực hiện\tNhiệm vụ\n30/6/2026\tSở Y tế\tLàm\n"
        wizard = self._pasted(text)
        self.assertEqual(wizard.line_ids.name, "Làm")
        self.assertFalse(wizard.left_alert)

    def test_pasted_rows_are_added_to_those_of_the_file(self):
        wizard = self.read(["1", "Việc của tệp", "Sở Y tế", "", "", ""])
        subject, count = wizard.subject, len(wizard.left_ids)
        self._pasted(wizard=wizard)
        self.assertEqual(
            wizard.line_ids.mapped("name"), ["Việc của tệp", "Phân bổ vốn", "Mở lớp chữ ký số"]
        )
        self.assertEqual(wizard.subject, subject)
        self.assertGreater(len(wizard.left_ids), count)
        self.assertFalse(wizard.pasted_text)

    def test_unknown_names_of_pasted_rows_join_those_of_the_file(self):
        wizard = self.read(["1", "Một", "Sở Lạ", "", "", ""])
        self._pasted("2\tHai\tSở Lạ\t30/6/2026\n3\tBa\tSở Khác\t30/6/2026\n", wizard=wizard)
        counts = {name.name: name.row_count for name in wizard.name_ids}
        self.assertEqual(counts, {"Sở Lạ": 2, "Sở Khác": 1})

    def test_a_directive_of_pasted_rows_keeps_them_with_it(self):
        wizard = self._pasted()
        wizard.subject = "Việc dán vào"
        directive = self.confirm(wizard)
        self.assertEqual(len(directive.task_ids), 2)
        attachment = self.env["ir.attachment"].search(
            [("res_model", "=", directive._name), ("res_id", "=", directive.id)]
        )
        self.assertEqual(attachment.name, "Pasted rows.txt")
        self.assertEqual(attachment.raw.decode(), ROWS)

    def test_the_same_rows_pasted_again_are_known(self):
        wizard = self._pasted()
        wizard.subject = "Việc dán vào"
        directive = self.confirm(wizard)
        self.assertEqual(self._pasted().duplicate_id, directive)

    def test_what_holds_no_rows_is_refused_and_stays(self):
        for text in ("", "Kính gửi các sở", "a\tb\nc\td"):
            with self.subTest(text), self.assertRaises(UserError):
                self._pasted(text)

    def test_a_stamp_of_secrecy_among_pasted_rows_is_refused(self):
        wizard = self.env["directive.import"].with_user(self.office_user).create({})
        wizard.write({"pasted_text": "TUYỆT MẬT\t\n" + ROWS, "line_ids": [Command.clear()]})
        with self.assertRaisesRegex(UserError, "TUYỆT MẬT"):
            wizard.action_read_pasted()

    def test_only_the_office_pastes(self):
        wizard = self.env["directive.import"].with_user(self.office_user).create({})
        with self.assertRaisesRegex(UserError, "Only an Office specialist"):
            wizard.with_user(self.leader_user).action_read_pasted()
