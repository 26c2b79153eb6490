import base64
import io

import openpyxl

from odoo.tests import HttpCase, tagged

from odoo.addons.directive_tracking.tests.screens import AtADesk, OnATelephone

from ..petition_common import PetitionWorld

ROWS = (
    ("UBND XÃ MƯỜNG HUM",),
    ("SỔ THEO DÕI ĐƠN THƯ NĂM 2026",),
    ("STT", "Ngày nhận", "Họ tên, địa chỉ", "Nội dung", "Loại đơn", "Hướng xử lý"),
    (1, "2/11/2026", "Lý A Sử, thôn Nậm Pung", "Khiếu nại giá đền bù", "KN", "Thụ lý"),
    (
        2,
        "31/9/2026",
        "Lý A Páo, thôn Nậm Pung",
        "Kiến nghị sửa cầu treo",
        "PA",
        "Chuyển Sở Xây dựng",
    ),
)


def register():
    """Return a register of two rows, the second on a day that does not exist."""
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


class RegisterTours(HttpCase, PetitionWorld):
    """A commune takes over its register, then asks for the official table."""

    def go_through(self):
        login = self.staff_x.login
        wizard = self.env["petition.register.import"].with_user(self.staff_x)
        taken = wizard.create({"file": base64.b64encode(register()), "file_name": "so.xlsx"})
        taken.action_read()
        url = f"/odoo/petition-register/{taken.id}"
        self.start_tour(url, "directive_petition_take_over", login=login)
        letter = self.env["petition.letter"].search([("agency_id", "=", self.commune_x.id)])
        self.assertEqual(letter.matter_ids.state, "accepted")
        ask = self.env["directive.form.ask"].with_user(self.staff_x)
        form = self.env.ref("directive_petition.directive_form_01_xld")
        days = {"period": "days", "date_first": "2026-11-01", "date_last": "2026-11-30"}
        table = ask.create({"form_id": form.id, **days})
        self.start_tour(
            f"/odoo/petition-forms/{table.id}", "directive_petition_tables", login=login
        )


@tagged("post_install", "-at_install")
class TestRegisterDesk(AtADesk, RegisterTours):
    def test_a_register_is_taken_over_and_counted(self):
        self.go_through()


@tagged("post_install", "-at_install")
class TestRegisterTelephone(OnATelephone, RegisterTours):
    def test_a_register_is_taken_over_and_counted(self):
        self.go_through()
