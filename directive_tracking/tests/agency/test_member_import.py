import base64
import csv
import io
from unittest.mock import patch

from docx import Document
from openpyxl import Workbook, load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, TransactionCase, new_test_user

from ...tools.appendix.errors import AppendixError

HEADER = ["STT", "Cơ quan", "Họ và tên", "Chức vụ", "Vai trò", "Email", "Di động", "Tên đăng nhập"]
HEAD = [
    "1",
    "UBND xã Thử Một",
    "Nguyễn Văn Đứng",
    "Chủ tịch",
    "Thủ trưởng",
    "dung@thu.vn",
    "0912345678",
    "",
]
CLERK = ["2", "UBND xã Thử Một", "Trần Thị Trả", "Văn thư", "Đầu mối", "tra@thu.vn", "", "tra.tt"]
OFFICER = [
    "3",
    "Văn phòng Thử",
    "Lê Văn Phòng",
    "Chuyên viên",
    "Chuyên viên",
    "phong@thu.vn",
    "",
    "phong.lv",
]


class MemberImportCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Agency = cls.env["directive.agency"]
        cls.commune = Agency.create(
            {
                "name": "Ủy ban nhân dân xã Thử Một",
                "short_name": "UBND xã Thử Một",
                "kind": "commune",
                "code": "99901",
            }
        )
        cls.office = Agency.create({"name": "Văn phòng Thử", "kind": "office"})
        cls.agency_group = cls.env.ref("directive_tracking.group_directive_agency")
        cls.office_group = cls.env.ref("directive_tracking.group_directive_office")
        group = "directive_tracking.group_directive_admin"
        cls.administrator = new_test_user(cls.env, login="quan_tri_thu", groups=group)

    def _csv(self, rows):
        stream = io.StringIO()
        csv.writer(stream).writerows(rows)
        return stream.getvalue().encode()

    def _read(self, *rows, header=(), data=None, name="nhan-su.csv", **values):
        content = data or self._csv([header or HEADER, *rows])
        Import = self.env["directive.member.import"].with_user(self.administrator)
        wizard = Import.create({"file": base64.b64encode(content), "file_name": name, **values})
        wizard.action_read()
        return wizard

    def _import(self, *rows, **values):
        wizard = self._read(*rows, **values)
        wizard.action_confirm()
        return wizard

    def _member(self, name):
        return self.env["directive.agency.member"].search([("partner_id.name", "=", name)])

    def _user(self, login):
        return self.env["res.users"].search([("login", "=", login)])


class TestMemberPreview(MemberImportCase):
    """The preview shows every row as it will be created, and any obstacles."""

    def test_every_row_is_understood_whatever_the_order_of_columns(self):
        line = self._read(HEAD).line_ids
        self.assertEqual(
            (line.name, line.title, line.role), ("Nguyễn Văn Đứng", "Chủ tịch", "head")
        )
        self.assertEqual((line.email, line.mobile), ("dung@thu.vn", "0912345678"))
        self.assertEqual((line.agency_id, line.row_number), (self.commune, 2))
        self.assertFalse(line.problem)

    def test_english_headers_are_understood(self):
        header = ["Login", "Full name", "Agency", "Role", "E-mail", "Mobile", "Post"]
        row = ["tra.tt", "Trần Thị Trả", "99901", "deputy head", "tra@thu.vn", "912345678", "Clerk"]
        line = self._read(row, header=header).line_ids
        self.assertEqual(
            (line.login, line.role, line.agency_id), ("tra.tt", "deputy", self.commune)
        )
        self.assertEqual((line.mobile, line.title), ("0912345678", "Clerk"))

    def test_an_excel_file_is_read_too(self):
        book, stream = Workbook(), io.BytesIO()
        for row in ([], ["DANH SÁCH CÁN BỘ"], HEADER, HEAD):
            book.active.append(row)
        book.active["G4"] = 912345678  # the nought is gone, as spreadsheets do
        book.save(stream)
        line = self._read(data=stream.getvalue(), name="nhan-su.xlsx").line_ids
        self.assertEqual((line.row_number, line.mobile), (4, "0912345678"))

    def test_an_agency_is_found_without_diacritics(self):
        line = self._read(["1", "ubnd xa thu mot", *HEAD[2:]]).line_ids
        self.assertEqual(line.agency_id, self.commune)

    def test_reading_creates_no_member_and_no_user(self):
        self._read(HEAD, CLERK)
        self.assertFalse(self._member("Nguyễn Văn Đứng"))
        self.assertFalse(self._user("tra.tt"))

    def test_an_unknown_agency_is_named_and_the_row_kept(self):
        line = self._read(["1", "UBND xã Không Có", *HEAD[2:]]).line_ids
        self.assertIn("UBND xã Không Có", line.problem)

    def test_a_bad_address_number_and_role_are_all_named(self):
        line = self._read(["1", "99901", "Nguyễn A", "", "tài xế", "a@", "12", ""]).line_ids
        for part in ("tài xế", "a@", "12"):
            self.assertIn(part, line.problem)

    def test_a_row_without_a_name_stays_visible(self):
        wizard = self._read(["1", "99901", "", "", "", "ai@thu.vn", "", ""], HEAD)
        self.assertEqual((len(wizard.line_ids), wizard.problem_count), (2, 1))

    def test_rows_to_correct_come_first(self):
        wizard = self._read(HEAD, ["2", "Không Có", *CLERK[2:]])
        self.assertEqual(wizard.line_ids.mapped("row_number"), [3, 2])

    def test_a_login_of_another_person_is_refused(self):
        line = self._read([*HEAD[:7], "quan_tri_thu"]).line_ids
        self.assertIn(self.administrator.name, line.problem)

    def test_two_people_with_one_login_are_both_stopped(self):
        wizard = self._read(CLERK, [*HEAD[:7], "tra.tt"])
        self.assertEqual(wizard.problem_count, 2)

    def test_a_list_of_one_agency_needs_no_agency_column(self):
        wizard = self._read(
            ["Trần Thị Trả"], header=["Họ và tên", "Email"], agency_id=self.commune.id
        )
        self.assertEqual(wizard.line_ids.agency_id, self.commune)

    def test_a_file_without_header_is_explained(self):
        with self.assertRaisesRegex(UserError, "header row.*nhan-su.csv"):
            self._read(data=self._csv([["xin", "chào"]]))

    def test_a_file_that_is_no_spreadsheet_is_explained(self):
        with self.assertRaisesRegex(UserError, "anh.xlsx"):
            self._read(data=b"\x89PNG\r\n\x1a\n" + b"\0" * 50, name="anh.xlsx")

    def test_a_word_file_is_no_list_of_people(self):
        stream = io.BytesIO()
        Document().save(stream)
        with self.assertRaisesRegex(UserError, "ds.docx cannot be read as a spreadsheet"):
            self._read(data=stream.getvalue(), name="ds.docx")

    def test_a_list_for_which_the_server_has_no_time_now_is_to_be_read_again(self):
        reader = "odoo.addons.directive_tracking.wizards.agency.directive_member_import.read_file"
        with patch(reader, side_effect=AppendixError("busy")):
            with self.assertRaisesRegex(UserError, "Wait a minute and read ds 100%.xls again"):
                self._read(HEAD, name="ds 100%.xls")

    def test_an_old_encoding_and_semicolons_are_understood(self):
        data = "Họ và tên;Cơ quan\nTrần Thị Trả;99901".encode("utf-16")
        line = self._read(data=data).line_ids
        self.assertEqual((line.name, line.agency_id), ("Trần Thị Trả", self.commune))

    def test_every_sheet_with_people_is_read(self):
        book, stream = Workbook(), io.BytesIO()
        for sheet, name in ((book.active, "Một"), (book.create_sheet("Xã"), "Hai")):
            sheet.append(["Họ và tên", "Cơ quan"])
            sheet.append([name, "99901"])
        book.save(stream)
        wizard = self._read(data=stream.getvalue(), name="hai-trang.xlsx")
        self.assertEqual(set(wizard.line_ids.mapped("name")), {"Một", "Hai"})

    def test_only_an_administrator_may_import_people(self):
        user = new_test_user(
            self.env, login="cv", groups="directive_tracking.group_directive_office"
        )
        with self.assertRaises(AccessError):
            self.env["directive.member.import"].with_user(user).create({})


class TestMemberCreation(MemberImportCase):
    """Confirmed rows become members; each person with a login becomes a user with their role."""

    def test_somebody_without_login_becomes_a_contact_and_no_user(self):
        self._import(HEAD)
        member = self._member("Nguyễn Văn Đứng")
        self.assertEqual((member.agency_id, member.role), (self.commune, "head"))
        self.assertEqual((member.email, member.phone), ("dung@thu.vn", "0912345678"))
        self.assertFalse(member.user_id)

    def test_users_of_agencies_and_of_the_office_get_their_roles_and_no_more(self):
        self._import(CLERK, OFFICER)
        clerk, officer = self._user("tra.tt"), self._user("phong.lv")
        self.assertEqual(clerk.group_ids, self.agency_group)
        self.assertEqual(officer.group_ids, self.office_group)
        self.assertEqual(self._member("Trần Thị Trả").user_id, clerk)

    def test_new_users_have_no_password_and_are_told_nothing(self):
        mails = self.env["mail.mail"].search_count([])
        self._import(CLERK)
        self.env.cr.execute("SELECT password FROM res_users WHERE login = 'tra.tt'")
        self.assertEqual(self.env.cr.fetchone(), (None,))
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_bad_rows_stay_and_can_be_corrected_and_confirmed(self):
        wizard = self._import(HEAD, ["2", "Không Có", *CLERK[2:]])
        self.assertFalse(self._member("Trần Thị Trả"))
        line = wizard.line_ids.filtered("problem")
        line.agency_id = self.commune
        self.assertFalse(line.problem)
        wizard.action_confirm()
        self.assertEqual(self._member("Trần Thị Trả").agency_id, self.commune)
        self.assertEqual(len(self._member("Nguyễn Văn Đứng")), 1)

    def test_correcting_a_row_on_the_screen_makes_it_ready_at_once(self):
        wizard = self._read(["1", "Không Có", *HEAD[2:]])
        with Form(wizard) as form:
            self.assertEqual((form.ready_count, form.problem_count), (0, 1))
            with form.line_ids.edit(0) as line:
                line.agency_id = self.commune
            self.assertEqual((form.ready_count, form.problem_count), (1, 0))

    def test_confirming_with_nothing_ready_says_so(self):
        with self.assertRaisesRegex(UserError, "No row is ready"):
            self._import(["1", "Không Có", *HEAD[2:]])

    def test_importing_the_same_file_again_adds_nobody(self):
        self._import(HEAD, CLERK)
        wizard = self._import(HEAD, CLERK)
        self.assertFalse(wizard.new_user_ids)
        self.assertEqual(len(self._member("Nguyễn Văn Đứng")), 1)
        self.assertEqual(len(self._member("Trần Thị Trả")), 1)

    def test_the_same_row_twice_in_a_file_is_one_member(self):
        self._import(HEAD, HEAD)
        self.assertEqual(len(self._member("Nguyễn Văn Đứng")), 1)

    def test_two_people_of_one_name_with_different_addresses_are_two_members(self):
        self._import(HEAD, [*HEAD[:5], "khac@thu.vn", "", ""])
        self.assertEqual(len(self._member("Nguyễn Văn Đứng")), 2)

    def test_one_user_may_be_a_member_of_two_agencies(self):
        self._import(CLERK, ["2", "Văn phòng Thử", *CLERK[2:]])
        user = self._user("tra.tt")
        self.assertEqual(self._member("Trần Thị Trả").agency_id, self.commune | self.office)
        self.assertEqual(user.group_ids, self.agency_group | self.office_group)

    def test_an_existing_user_of_that_name_becomes_a_member_and_keeps_his_rights(self):
        user = new_test_user(
            self.env, login="tra.tt", name="Trần Thị Trả", groups="base.group_user"
        )
        self._import(CLERK)
        self.assertEqual(self._member("Trần Thị Trả").user_id, user)
        self.assertIn(self.env.ref("base.group_user"), user.group_ids)
        self.assertIn(self.agency_group, user.group_ids)

    def test_a_login_is_written_in_small_letters(self):
        self._import([*CLERK[:7], " Tra.TT "])
        self.assertTrue(self._user("tra.tt"))

    def test_contacts_and_posts_are_created_in_one_go(self):
        rows = [
            [str(n), "99901", f"Người {n}", "", "Đầu mối", f"n{n}@thu.vn", "", ""]
            for n in range(60)
        ]
        wizard = self._read(*rows)
        self.env.flush_all()
        with self.assertQueryCount(45):
            wizard.action_confirm()
            self.env.flush_all()
        self.assertEqual(wizard.created_count, 60)

    def test_the_empty_spreadsheet_offers_roles_and_agencies_and_reads_back(self):
        wizard = self._read(HEAD)
        book = load_workbook(io.BytesIO(base64.b64decode(wizard.template)))
        self.assertIn(self.commune.name, [cell.value for cell in book["Lists"]["B"]])
        sheet = book["Members"]
        sheet.append([])
        values = {"Full name": "Phạm Mới", "Agency": "99901", "Role": "Responder"}
        for cell in sheet[1]:
            sheet.cell(2, cell.column).value = values.get(cell.value)
        stream = io.BytesIO()
        book.save(stream)
        line = self._read(data=stream.getvalue(), name="members.xlsx").line_ids
        self.assertEqual((line.name, line.role, line.problem), ("Phạm Mới", "responder", False))
