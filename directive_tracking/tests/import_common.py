"""The import of an appendix, for tests of it."""

import base64
import csv
import io

from .common import DirectiveCase

HEADER = (
    "STT",
    "Nội dung nhiệm vụ",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời hạn",
    "Sản phẩm",
)
TITLE = "PHỤ LỤC GIAO NHIỆM VỤ"
NUMBER = "(Kèm theo Quyết định số 128/QĐ-UBND ngày 05/01/2026 của UBND tỉnh)"


class ImportCase(DirectiveCase):
    """A province with Vietnamese names, and a file of a few rows."""

    @classmethod
    def _make_agencies(cls):
        super()._make_agencies()
        cls.env["directive.agency"].search([("name", "not like", "Test Office")]).active = False
        cls.finance = cls.make_agency("Sở Tài chính", short_name="Sở TC")
        cls.health = cls.make_agency("Sở Y tế")
        cls.phu_yen = cls.make_agency(
            "Ủy ban nhân dân xã An Phú", kind="commune", commune_kind="xa"
        )
        cls.tan_chau = cls.make_agency(
            "Ủy ban nhân dân phường Tân Châu", kind="commune", commune_kind="phuong"
        )

    def upload(self, *rows, name="phu-luc.csv", user=None, **vals):
        """Return the import of a file with these rows, not yet read."""
        text = io.StringIO()
        csv.writer(text).writerows([[TITLE], [NUMBER], HEADER, *rows])
        return self.upload_bytes(text.getvalue().encode(), name, user, **vals)

    def upload_bytes(self, data, name, user=None, **vals):
        wizard = self.env["directive.import"].with_user(user or self.office_user)
        return wizard.create({"file": base64.b64encode(data), "file_name": name, **vals})

    def read(self, *rows, **vals):
        wizard = self.upload(*rows, **vals)
        wizard.action_read()
        return wizard

    def confirm(self, wizard):
        """Confirm and return the directive."""
        action = wizard.action_confirm()
        return self.env[action["res_model"]].browse(action["res_id"])
