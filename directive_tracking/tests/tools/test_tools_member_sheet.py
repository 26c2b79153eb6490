from odoo.tests import BaseCase

from ...tools.agency import member_sheet
from ...tools.agency.member_sheet import mobile_of, role_of
from ...tools.appendix.sheet.listed_rows import SheetError


def read_members(rows):
    return member_sheet.read_members(enumerate(rows, 1))


class TestMemberSheet(BaseCase):
    """A table of people is understood as written, and nothing in it is lost."""

    def test_the_header_may_stand_below_a_title(self):
        rows = [["DANH SÁCH"], [], ["Họ tên", "Đơn vị"], ["Lê A", "Sở Y tế"]]
        self.assertEqual([(row.number, row.name) for row in read_members(rows)], [(4, "Lê A")])

    def test_the_row_that_numbers_the_columns_is_nobody(self):
        rows = [["Họ tên", "Đơn vị"], ["(1)", "(2)"], ["Lê A", "Sở Y tế"]]
        self.assertEqual(len(read_members(rows)), 1)

    def test_empty_rows_are_skipped_and_half_empty_ones_kept(self):
        rows = [["Họ tên", "Email"], ["", ""], ["", "a@b.vn"], ["Lê A"]]
        self.assertEqual([row.number for row in read_members(rows)], [3, 4])

    def test_of_two_columns_with_one_header_the_first_counts(self):
        rows = [["Họ tên", "Email", "Email"], ["Lê A", "dau@b.vn", "sau@b.vn"]]
        self.assertEqual(read_members(rows)[0].email, "dau@b.vn")

    def test_a_table_without_header_is_refused(self):
        with self.assertRaises(SheetError) as caught:
            member_sheet.read_file("ds.csv", "Lê A,Sở Y tế\n".encode())
        self.assertEqual(caught.exception.code, "no_header")

    def test_too_many_people_and_none_at_all_are_refused(self):
        for number, code in ((member_sheet.MAXIMUM_ROWS + 1, "too_many_rows"), (0, "empty")):
            data = "Họ tên,Email\n" + "Lê A,\n" * number
            with self.assertRaises(SheetError) as caught:
                member_sheet.read_file("ds.csv", data.encode())
            self.assertEqual(caught.exception.code, code)

    def test_roles_are_known_in_both_languages(self):
        self.assertEqual(
            [role_of(text) for text in ("Cấp phó", "Head", "đầu mối")],
            ["deputy", "head", "responder"],
        )

    def test_telephone_numbers_are_brought_to_one_form(self):
        for text in ("0912 345 678", "+84912345678", "84912345678", "912345678", "0912.345.678"):
            self.assertEqual(mobile_of(text), "0912345678")

    def test_what_is_no_telephone_number_is_none(self):
        for text in ("", "113", "không có", "091234567890123"):
            self.assertIsNone(mobile_of(text))
