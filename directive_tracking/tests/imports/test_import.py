import io
from datetime import date

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import file_open

from ..import_common import ImportCase


class TestImportPreview(ImportCase):
    def test_the_preview_shows_the_row_as_it_will_be_created(self):
        wizard = self.read(
            [
                "1",
                "Phân bổ vốn",
                "Sở TC",
                "SỞ Y TẾ; UBND xã An Phú",
                "trước ngày 31/3/2026",
                "Tờ trình",
            ]
        )
        line = wizard.line_ids
        self.assertEqual((line.point, line.name, line.product), ("1", "Phân bổ vốn", "Tờ trình"))
        self.assertEqual(line.lead_agency_ids, self.finance)
        self.assertEqual(line.coordinating_agency_ids, self.health | self.phu_yen)
        self.assertEqual((line.deadline_kind, line.date_deadline), ("date", date(2026, 3, 31)))
        self.assertEqual(line.deadline_text, "trước ngày 31/3/2026")
        self.assertFalse(line.has_warning)

    def test_the_header_is_proposed_from_the_file(self):
        wizard = self.read(["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""])
        self.assertEqual((wizard.subject, wizard.number), ("Phụ lục giao nhiệm vụ", "128/QĐ-UBND"))
        self.assertEqual(wizard.date_issued, date(2026, 1, 5))
        self.assertEqual(wizard.document_type_id.abbreviation, "QĐ")

    def test_what_the_clerk_typed_is_not_overwritten(self):
        wizard = self.read(
            ["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""], subject="Về vốn năm 2026"
        )
        self.assertEqual(wizard.subject, "Về vốn năm 2026")

    def test_reading_creates_no_directive(self):
        before = self.env["directive.directive"].search_count([])
        self.read(["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""])
        self.assertEqual(self.env["directive.directive"].search_count([]), before)

    def test_an_impossible_day_is_flagged_until_a_day_is_given(self):
        line = self.read(["1", "Phân bổ vốn", "Sở Tài chính", "", "31/11/2026", ""]).line_ids
        self.assertEqual((line.deadline_kind, line.date_deadline), ("none", False))
        self.assertIn("31/11/2026", line.warning)
        self.assertTrue(line.needs_check)
        line.date_deadline = "2026-11-30"
        self.assertFalse(line.has_warning)

    def test_an_unknown_name_stays_visible(self):
        line = self.read(["1", "Phân bổ vốn", "Sở Tài chính", "Tổ công tác 22", "", ""]).line_ids
        self.assertEqual(line.unmatched_text, "Tổ công tác 22")
        self.assertIn("Tổ công tác 22", line.warning)

    def test_a_doubtful_row_may_be_ticked_off(self):
        wizard = self.read(["1", "Phân bổ vốn", "Sở Tài chính", "Tổ công tác 22", "", ""])
        self.assertEqual((wizard.doubtful_count, wizard.doubtful_line_ids), (1, wizard.line_ids))
        wizard.line_ids.is_checked = True
        wizard.invalidate_recordset()
        self.assertEqual((wizard.doubtful_count, len(wizard.doubtful_line_ids)), (0, 0))

    def test_related_agencies_as_lead_are_asked_for(self):
        line = self.read(["1", "Phân bổ vốn", "các sở, ngành liên quan", "", "", ""]).line_ids
        self.assertTrue(line.is_leadless)
        self.assertIn("does not say which", line.warning)

    def test_each_counter_counts_the_rows_it_shows(self):
        wizard = self.read(
            ["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""],
            ["2", "Phòng dịch", "", "", "", ""],
            ["3", "Báo cáo", "Sở Y tế", "Tổ công tác 22", "", ""],
        )
        shown = len(wizard.line_ids), len(wizard.doubtful_line_ids), len(wizard.leadless_line_ids)
        self.assertEqual((wizard.row_count, wizard.doubtful_count, wizard.leadless_count), shown)
        self.assertEqual(shown, (3, 2, 1))

    def test_the_empty_appendix_offered_for_download_is_understood(self):
        with file_open(
            "directive_tracking/static/xlsx/mau-phu-luc-giao-nhiem-vu.xlsx", "rb"
        ) as form:
            book = load_workbook(form)
        for column, text in enumerate(
            ("1", "Phân bổ vốn", "Sở TC", "Sở Y tế", "31/3/2026"), start=1
        ):
            book.worksheets[0].cell(6, column, text)
        filled = io.BytesIO()
        book.save(filled)
        wizard = self.upload_bytes(filled.getvalue(), "mau.xlsx")
        wizard.action_read()
        line = wizard.line_ids
        self.assertEqual((line.name, line.lead_agency_ids), ("Phân bổ vốn", self.finance))
        self.assertEqual((line.coordinating_agency_ids, line.has_warning), (self.health, False))


class TestImportConfirm(ImportCase):
    def test_ten_times_the_rows_cost_no_more_queries(self):
        def queries(count):
            rows = [
                [str(n), f"Nhiệm vụ {n}", "Sở Y tế; Sở TC", "các xã", "Quý II/2026", ""]
                for n in range(count)
            ]
            wizard = self.read(*rows, number=f"{count}/QĐ-UBND")
            self.begin_request()
            before = self.env.cr.sql_log_count
            wizard.action_confirm()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(1)  # fills the caches
        self.assertLessEqual(queries(50), queries(5) + 5)

    def test_confirming_creates_the_directive_with_its_tasks(self):
        wizard = self.read(
            ["1", "Phân bổ vốn", "Sở Tài chính", "Sở Y tế", "31/3/2026", "Tờ trình"],
            ["2", "Phòng dịch", "Sở Y tế", "", "05 ngày làm việc", ""],
            ["3", "Báo cáo", "Sở Y tế", "", "Hằng tháng, trước ngày 15", ""],
        )
        directive = self.confirm(wizard)
        self.assertEqual((directive.number, directive.state), ("128/QĐ-UBND", "draft"))
        first, second, third = directive.task_ids.sorted("point")
        self.assertEqual(first.lead_agency_id, self.finance)
        self.assertEqual(first.coordinating_agency_ids, self.health)
        self.assertEqual((first.date_deadline, first.product), (date(2026, 3, 31), "Tờ trình"))
        self.assertEqual((second.deadline_kind, second.deadline_days), ("working_days", 5))
        self.assertEqual((third.frequency, third.frequency_day), ("monthly", 15))
        self.assertEqual(third.deadline_text, "Hằng tháng, trước ngày 15")

    def test_the_file_is_kept_with_its_directive(self):
        directive = self.confirm(self.read(["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""]))
        attachment = self.env["ir.attachment"].search(
            [("res_model", "=", directive._name), ("res_id", "=", directive.id)]
        )
        self.assertEqual(attachment.name, "phu-luc.csv")
        self.assertIn("Phân bổ vốn", attachment.raw.decode())

    def test_several_leads_become_one_task_each(self):
        wizard = self.read(["1", "Báo cáo", "Sở Y tế; Sở Tài chính", "UBND xã An Phú", "", ""])
        tasks = self.confirm(wizard).task_ids
        self.assertEqual(tasks.lead_agency_id, self.finance | self.health)
        self.assertEqual(len(tasks), wizard.task_count)
        for task in tasks:
            self.assertEqual(task.coordinating_agency_ids, self.phu_yen)

    def test_the_first_named_leads_when_the_clerk_wants_one_lead(self):
        wizard = self.read(
            ["1", "Báo cáo", "Sở Y tế; Sở Tài chính", "UBND xã An Phú", "", ""],
            leads_mode="first_leads",
        )
        task = self.confirm(wizard).task_ids
        self.assertEqual(task.lead_agency_id, self.health)
        self.assertEqual(task.coordinating_agency_ids, self.finance | self.phu_yen)

    def test_a_whole_group_never_has_one_lead(self):
        wizard = self.read(
            ["1", "Báo cáo", "UBND các xã, phường", "Sở Y tế", "", ""], leads_mode="first_leads"
        )
        tasks = self.confirm(wizard).task_ids
        self.assertEqual(tasks.lead_agency_id, self.phu_yen | self.tan_chau)
        self.assertEqual(tasks.coordinating_agency_ids, self.health)

    def test_a_lead_does_not_coordinate_its_own_task(self):
        wizard = self.read(["1", "Báo cáo", "Sở Y tế", "các sở, ban, ngành", "", ""])
        task = self.confirm(wizard).task_ids
        self.assertEqual(task.coordinating_agency_ids, self.finance)

    def test_rows_without_a_lead_are_named_and_nothing_is_created(self):
        wizard = self.read(
            ["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""], ["28", "Phòng dịch", "", "", "", ""]
        )
        before = self.env["directive.directive"].search_count([])
        with self.assertRaisesRegex(UserError, "28"):
            wizard.action_confirm()
        self.assertEqual(self.env["directive.directive"].search_count([]), before)

    def test_a_row_taken_out_is_not_created(self):
        wizard = self.read(
            ["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""], ["28", "Phòng dịch", "", "", "", ""]
        )
        wizard.line_ids.filtered(lambda line: line.point == "28").is_included = False
        self.assertEqual(self.confirm(wizard).task_ids.mapped("point"), ["1"])

    def test_a_correction_in_place_is_what_is_created(self):
        wizard = self.read(["1", "Phân bổ vốn", "", "", "31/11/2026", ""])
        wizard.line_ids.write(
            {
                "lead_agency_ids": [Command.link(self.health.id)],
                "deadline_kind": "date",
                "date_deadline": "2026-11-30",
            }
        )
        task = self.confirm(wizard).task_ids
        self.assertEqual(
            (task.lead_agency_id, task.date_deadline), (self.health, date(2026, 11, 30))
        )
        self.assertEqual(task.deadline_text, "31/11/2026")

    def test_a_kind_of_deadline_without_its_day_is_refused(self):
        wizard = self.read(["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""])
        wizard.line_ids.deadline_kind = "date"
        with self.assertRaisesRegex(UserError, "no day or number of days"):
            wizard.action_confirm()

    def test_no_word_of_the_file_is_lost(self):
        wizard = self.read(
            ["1", "Báo cáo", "Sở Y tế", "Tổ công tác 22, các xã liên quan", "khi có mưa", ""]
        )
        task = self.confirm(wizard).task_ids
        self.assertIn("Tổ công tác 22", task.remark)
        self.assertIn("communes concerned", task.remark)
        self.assertEqual(task.deadline_text, "khi có mưa")

    def test_the_same_import_is_not_confirmed_twice(self):
        wizard = self.read(["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""])
        wizard.action_confirm()
        with self.assertRaisesRegex(UserError, "imported as"):
            wizard.action_confirm()

    def test_the_same_file_is_noticed_and_wants_a_second_confirmation(self):
        row = ["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""]
        directive = self.confirm(self.read(row))
        again = self.read(row)
        self.assertEqual(again.duplicate_id, directive)
        with self.assertRaisesRegex(UserError, "imported before"):
            again.action_confirm()
        again.import_again = True
        self.assertNotEqual(self.confirm(again), directive)

    def test_another_file_of_the_same_number_is_noticed(self):
        self.confirm(self.read(["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""]))
        other = self.read(["1", "Phòng dịch", "Sở Y tế", "", "", ""])
        self.assertFalse(other.duplicate_id)
        self.assertIn("128/QĐ-UBND", other.twin_warning)


class TestImportNames(ImportCase):
    def setUp(self):
        super().setUp()
        self.row = ["1", "Phòng dịch", "Ngành dọc Y", "", "", ""]
        self.wizard = self.read(self.row, ["2", "Báo cáo", "Sở Tài chính", "Ngành dọc Y", "", ""])

    def test_an_unknown_name_is_settled_once_for_all_rows(self):
        self.assertEqual(
            (self.wizard.name_ids.name, self.wizard.name_ids.row_count), ("Ngành dọc Y", 2)
        )
        self.wizard.name_ids.agency_id = self.health
        self.wizard.action_apply_names()
        first, second = self.wizard.line_ids
        self.assertEqual(first.lead_agency_ids, self.health)
        self.assertEqual(second.coordinating_agency_ids, self.health)
        self.assertFalse(first.has_warning or second.has_warning)

    def test_a_spelling_remembered_is_understood_the_next_time(self):
        self.wizard.name_ids.write({"agency_id": self.health.id, "remember": True})
        self.wizard.action_confirm()
        self.assertEqual(self.read(self.row).line_ids.lead_agency_ids, self.health)

    def test_the_successor_of_a_former_agency_is_proposed_not_taken(self):
        agriculture = self.make_agency("Sở Nông nghiệp và Môi trường")
        wizard = self.read(["1", "Kiểm tra tàu cá", "Chi cục Thủy sản", "", "", ""])
        self.assertTrue(wizard.line_ids.is_leadless)
        wizard.name_ids.action_take_hint()
        self.assertEqual(wizard.line_ids.lead_agency_ids, agriculture)

    def test_a_spelling_is_not_remembered_unasked(self):
        self.wizard.name_ids.agency_id = self.health
        self.wizard.action_confirm()
        self.assertFalse(self.health.alias_ids)

    def test_a_specialist_has_no_other_way_to_write_spellings(self):
        with self.assertRaises(AccessError):
            self.env["directive.agency.alias"].with_user(self.office_user).create(
                {"agency_id": self.health.id, "name": "Ngành dọc Y"}
            )
