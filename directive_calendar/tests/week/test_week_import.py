from base64 import b64encode
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.modules.migration import exec_script
from odoo.tools import file_path

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from .week_common import MONDAY, WeekCase

TEXT = """LỊCH LÀM VIỆC CỦA THƯỜNG TRỰC UBND TỈNH
Từ ngày 07/12/2026 đến ngày 13/12/2026
Thứ hai, ngày 07/12/2026
* Buổi sáng:
- 08 giờ 00: Chủ tịch UBND tỉnh Lò Quang Vịnh chủ trì họp giao ban. Mời Department A. Điểm tại Phòng họp số 5.
- 9 giờ 30: PCT Đường dự Hội nghị tổng kết. Điểm tại Sở Y tế. (Giấy mời riêng)
* Buổi chiều:
- 14 giờ 00: HỦY: Chủ tịch UBND tỉnh Lò Quang Vịnh tiếp công dân.
Thứ ba, ngày 08/12/2026
- Sáng: Chủ tịch UBND tỉnh Lò Quang Vịnh: lịch riêng (không đăng).
* Ghi chú: lịch này thay giấy mời."""


class TestWeekImport(WeekCase):
    def wizard(self, text=TEXT, user=None):
        wizards = self.env["directive.week.import"].with_user(user or self.office_user)
        return wizards.create({"group_id": self.calendar.id, "pasted_text": text})

    def confirmed(self):
        wizard = self.wizard()
        wizard.action_read()
        wizard.action_confirm()
        return wizard.week_id.sudo().meeting_ids.sorted("date_start")

    def test_a_week_is_read_into_a_preview_and_nothing_is_written(self):
        wizard = self.wizard()
        wizard.action_read()
        self.assertEqual(len(wizard.line_ids), 4)
        self.assertEqual(wizard.date_from, MONDAY)
        self.assertFalse(self.week.meeting_ids)

    def test_another_week_than_the_one_chosen_and_days_outside_it_are_shown(self):
        wizard = self.wizard()
        wizard.date_from = MONDAY + timedelta(days=7)
        wizard.action_read()
        self.assertEqual((wizard.date_from, wizard.outside_count), (MONDAY, 0))
        self.assertNotEqual(wizard.asked_from, wizard.date_from)
        wizard.date_from = wizard.asked_from
        self.assertEqual(wizard.outside_count, 4)

    def test_leaders_rooms_and_agencies_are_found_by_their_names(self):
        first, second, *_others = self.confirmed()
        self.assertEqual(first.chair_id, self.chairman)
        self.assertEqual(first.room_id, self.room)
        self.assertEqual(first.participation_ids.agency_id, self.agency_a)
        self.assertEqual(first.hour_start, 8)
        self.assertEqual(second.participation_ids.leader_id, self.deputy)
        self.assertTrue(second.invitation_separate)

    def test_a_cancelled_entry_is_taken_over_as_cancelled_and_a_private_one_as_private(self):
        meetings = self.confirmed()
        self.assertEqual(meetings.mapped("state").count("cancelled"), 1)
        self.assertEqual(meetings.filtered("is_private").name, "Lịch riêng")

    def test_what_was_cancelled_before_it_was_taken_over_goes_on_saying_so(self):
        off = self.confirmed().filtered(lambda one: one.state == "cancelled")
        off.week_id.sudo().action_publish()
        entries = off.week_id._entries()
        self.assertIn("cancelled", [one["state"] for one in entries])
        self.assertEqual(self.env["directive.meeting.statistics"].browse(off.id).cancelled_count, 1)
        off.sudo()._reinstate({}, "It takes place")
        self.assertEqual(off.state, "approved")

    def test_weeks_taken_over_before_an_update_go_on_saying_what_was_cancelled(self):
        meetings = self.confirmed()
        off = meetings.filtered(lambda one: one.state == "cancelled").sudo()
        off.with_context(directive_workflow=WORKFLOW).is_printed_off = False
        self.env.flush_all()
        script = file_path("directive_calendar/migrations/19.0.1.7.0/post-off.py")
        exec_script(self.env.cr, "19.0.1.6.0", script, "directive_calendar", "post")
        self.env.invalidate_all()
        self.assertEqual(meetings.sudo().filtered("is_printed_off"), off)

    def test_whom_a_substitute_stands_for_is_named_also_where_it_is_no_leader_known(self):
        text = TEXT.replace(
            "PCT Đường dự Hội nghị tổng kết", "PCT Đường dự thay Bí thư Tỉnh ủy Hội nghị tổng kết"
        )
        wizard = self.wizard(text)
        wizard.action_read()
        wizard.action_confirm()
        rows = wizard.week_id.sudo().meeting_ids.participation_ids
        self.assertIn("PCT Đường (in place of Bí thư Tỉnh ủy)", rows.mapped("text"))

    def test_what_is_no_entry_is_listed_with_its_reason(self):
        wizard = self.wizard()
        wizard.action_read()
        self.assertEqual(wizard.left_ids.mapped("kind"), ["heading", "heading", "note"])
        self.assertIn("thay giấy mời", wizard.left_ids[2].text)

    def test_a_table_from_the_clipboard_keeps_its_cells(self):
        cells = "<td rowspan=2>Thứ 2<br>07/12/2026</td><td>Sáng</td><td><p>8h00: Họp</p><p>9h30: Tiếp</p></td>"
        page = f"<table><tr>{cells}</tr><tr><td>Chiều</td><td>14h00: Thăm</td></tr></table>"
        wizard = self.wizard("Thứ 2\n07/12/2026\tSáng\t8h00: Họp")
        # Word sends its styles along, often more than the table itself.
        wizard.pasted_html = "<style>p.MsoNormal {margin:0cm}</style>" * 4000 + page
        wizard.action_read()
        self.assertEqual(wizard.line_ids.mapped("name"), ["Họp", "Tiếp", "Thăm"])
        self.assertEqual(wizard.line_ids.mapped("hour_start"), [8, 9.5, 14])
        wizard.action_confirm()
        self.assertFalse(wizard.pasted_text or wizard.pasted_html)

    def test_no_run_of_signs_keeps_the_reader_busy(self):
        """Each was looked at once from each of its signs: minutes for one cell."""
        for signs in ("1", "/*", "1/A-", "a", "(", "\u0323"):
            run = signs * (400_000 // len(signs))
            style, cells = f"<style>{run}</style>", f"<td>Thứ 2 07/12/2026</td><td>{run}</td>"
            wizard = self.wizard("Thứ 2")
            wizard.pasted_html = f"{style}<table><tr>{cells}</tr></table>"
            with self.subTest(signs), self.assertRaises(UserError):
                wizard.action_read()

    def test_an_entry_of_any_kind_of_file_says_where_it_stands(self):
        wizard = self.wizard()
        rows = "Ngày,Buổi,Nội dung\nThứ Hai 07/12/2026,Sáng,8h00: Họp\n"
        wizard.write({"file": b64encode(rows.encode()), "file_name": "week.csv"})
        wizard.action_read()
        self.assertEqual(wizard.line_ids.place_in_file, "row 2")

    def test_hours_that_cannot_be_meant_stop_no_week(self):
        wizard = self.wizard(
            "Thứ hai, ngày 07/12/2026\n- 13h30 - 3h00: Họp\n- 22h00 - 1h00: Trực bão"
        )
        wizard.action_read()
        self.assertEqual(wizard.line_ids.mapped("hour_end"), [0, 1])
        self.assertIn("before it begins", wizard.line_ids[0].warning)
        wizard.action_confirm()
        self.assertEqual(len(wizard.week_id.meeting_ids), 2)

    def test_entries_the_week_holds_already_are_not_taken_over_twice(self):
        self.confirmed()
        again = self.wizard()
        again.action_read()
        private = again.line_ids.filtered("is_private")
        self.assertFalse((again.line_ids - private).filtered("is_included"))

    def test_a_published_week_takes_no_import(self):
        wizard = self.wizard()
        wizard.action_read()
        self.publish()
        with self.assertRaisesRegex(UserError, "published"):
            wizard.action_confirm()

    def test_a_text_marked_secret_is_refused(self):
        with self.assertRaisesRegex(UserError, "State secrets|secrecy"):
            self.wizard(f"TỐI MẬT\n{TEXT}").action_read()

    def test_a_text_without_days_is_refused_with_what_to_do(self):
        with self.assertRaisesRegex(UserError, "days of one week"):
            self.wizard("Kế hoạch chi tiết").action_read()

    def test_nobody_but_the_office_imports(self):
        with self.assertRaises(AccessError):
            self.wizard(user=self.user_a)

    def test_nobody_reads_or_confirms_the_preview_of_a_colleague(self):
        wizard = self.wizard()
        wizard.action_read()
        other = self.make_user("test_office_two", "office")
        with self.assertRaises(AccessError):
            wizard.with_user(other).action_confirm()
