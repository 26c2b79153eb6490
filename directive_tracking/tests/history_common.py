"""The take-over of past tasks, for tests of it."""

import base64
import csv
import io

from odoo.fields import Command

from .import_common import ImportCase

HEADER = (
    "STT",
    "Nội dung nhiệm vụ",
    "Văn bản giao (số, ngày)",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời hạn",
    "Tình trạng",
    "Kết quả thực hiện",
    "Ghi chú",
)
AS_OF = "(Số liệu đến ngày 31/12/2025)"
DONE = (
    "1", "Rà soát đất", "12/KH-UBND ngày 05/3/2025", "Sở Tài chính", "Sở Y tế", "30/4/2025",
    "Đã hoàn thành", "BC số 7/BC-STC ngày 02/5/2025", "",
)  # fmt: skip
OPEN = (
    "2", "Sửa cầu", "12/KH-UBND ngày 05/3/2025", "Sở Y tế", "",
    "30/6/2025 (gia hạn đến 30/9/2025)", "Đang thực hiện, đạt 60%", "", "Chờ kinh phí",
)  # fmt: skip
VAGUE = ("3", "Xây chợ", "15/TB-UBND ngày 06/3/2025", "Sở Y tế", "", "30/6/2025", "", "", "")


class HistoryCase(ImportCase):
    """A tracker of a few rows, in the province of the import's tests."""

    def tracker(self, *rows, user=None, name="so-2025.csv", as_of=AS_OF):
        """Return the import of a tracker with these rows, read."""
        text = io.StringIO()
        csv.writer(text).writerows([[as_of], HEADER, *rows])
        content = base64.b64encode(text.getvalue().encode())
        wizard = (
            self.env["directive.history.import"]
            .with_user(user or self.office_user)
            .create({"file_ids": [Command.create({"file": content, "name": name})]})
        )
        wizard.action_read()
        return wizard

    def load(self, *rows, **options):
        """Load these rows; return (the load, its tasks)."""
        wizard = self.tracker(*rows, **options)
        wizard.action_confirm()
        load = wizard.load_id.with_env(self.env)
        return load, load._tasks()
