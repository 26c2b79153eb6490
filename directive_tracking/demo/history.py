import base64
import csv
import io

from odoo import api, models

FILE = "so-theo-doi-nam-truoc.csv"
HEADER = (
    "STT", "Nội dung nhiệm vụ", "Văn bản giao (số, ngày)", "Cơ quan chủ trì", "Cơ quan phối hợp",
    "Thời hạn", "Tình trạng", "Kết quả thực hiện", "Ghi chú",
)  # fmt: skip
# Days of {year}, the year before the installation.
ROWS = (
    ("Rà soát quỹ đất công trên địa bàn", "112/KH-UBND ngày 10/02/{year}", "Sở Tài chính",
     "Sở NN&MT", "30/4/{year}", "Đã hoàn thành", "BC số 71/BC-STC ngày 25/4/{year}", ""),
    ("Kiểm tra an toàn hồ đập trước mùa mưa", "145/UBND-NN ngày 03/3/{year}", "Sở NN&MT",
     "", "31/5/{year}", "Đã hoàn thành (chậm)", "BC số 90/BC-SNNMT ngày 12/6/{year}", ""),
    ("Xây dựng đề án phát triển y tế cơ sở", "201/TB-UBND ngày 17/3/{year}", "Sở Y tế",
     "Sở Nội vụ", "30/6/{year} (gia hạn đến 30/9/{year})", "Hoàn thành",
     "Tờ trình số 55/TTr-SYT ngày 28/9/{year}", ""),
    ("Cập nhật cơ sở dữ liệu hộ tịch", "230/UBND-NC ngày 01/4/{year}", "Sở Tư pháp",
     "Công an tỉnh", "", "Thực hiện thường xuyên", "", ""),
    ("Sắp xếp trụ sở dôi dư", "266/KL-UBND ngày 20/5/{year}", "Sở Tài chính", "",
     "31/10/{year}", "Tạm dừng, chờ hướng dẫn của Trung ương", "", ""),
    ("Báo cáo giải ngân vốn đầu tư công", "301/UBND-TH ngày 02/6/{year}", "Sở Tài chính", "",
     "15/7/{year}", "UBND tỉnh rút nhiệm vụ", "", ""),
    ("Lập danh mục dự án chậm tiến độ", "310/UBND-TH ngày 12/6/{year}", "Sở Xây dựng", "",
     "31/8/{year}", "Đã hoàn thành đúng tiến độ", "BC số 12/BC-SXD ngày 05/9/{year}", ""),
    ("Tổ chức hội nghị cải cách hành chính", "344/KH-UBND ngày 08/7/{year}", "Sở Nội vụ", "",
     "30/9/{year}", "Đang thực hiện, đạt 70%", "", "Chờ bố trí kinh phí"),
)  # fmt: skip
VAGUE = (
    ("Kiểm tra công tác phòng cháy", "350/UBND-NC ngày 15/7/{year}", "Công an tỉnh", "",
     "30/9/{year}", "Đã hoàn thành", "Đã báo cáo trực tiếp tại giao ban", ""),
    ("Rà soát bến thủy nội địa", "361/UBND-XD ngày 01/8/{year}", "Sở Xây dựng", "",
     "31/10/{year}", "", "", ""),
)  # fmt: skip


class DirectiveDemo(models.AbstractModel):
    """Past tasks: one tracker taken over, and a preview with doubts that waits for its clerk."""

    _inherit = "directive.demo"

    @api.model
    def _take_over_the_past(self):
        """Load a small tracker of last year, and leave a second one in the preview."""
        if self.env["directive.history.load"].search_count([], limit=1):
            return
        self = self._in_its_language()
        self._preview(ROWS, FILE).action_confirm()
        self._preview(ROWS[:2] + VAGUE, "bo-sung-nam-truoc.csv")

    def _preview(self, rows, name, as_of=None):
        year = self.env["directive.settings"]._today().year - 1
        text = io.StringIO()
        lines = [
            [cell.format(year=year) for cell in (str(number), *row)]
            for number, row in enumerate(rows, 1)
        ]
        as_of = as_of or f"31/12/{year}"
        csv.writer(text).writerows([[f"Số liệu đến ngày {as_of}"], HEADER, *lines])
        content = base64.b64encode(text.getvalue().encode("utf-8-sig"))
        wizard = self.env["directive.history.import"].with_user(self._ref("user_chuyenvien"))
        wizard = wizard.create({"file_ids": [(0, 0, {"file": content, "name": name})]})
        wizard.action_read()
        return wizard
