"""One task in three sheets, among sheets without tasks."""

from datetime import date

from ..history_files import day

HEAD = [
    "STT",
    "Nội dung nhiệm vụ",
    "Số hiệu văn bản",
    "Ngày văn bản",
    "Cơ quan chủ trì",
    "Thời hạn",
    "Tình trạng",
]


def sheet(number, status, *more):
    task = [
        number,
        "Rà soát bến thủy",
        "5/UBND-KT",
        "02.01.2026",
        "Công an tỉnh",
        day("01/02/2026"),
        status,
    ]
    return [["NHIỆM VỤ"], HEAD, task, *more, [None, "Cộng"]]


OTHER = [
    2,
    "Việc khác",
    "6/UBND-KT",
    day("03/01/2026"),
    "Sở Y tế",
    None,
    "Tạm dừng (VB 9/UBND-KT ngày 5/2/2026)",
]
SHEETS = {
    "Biểu đồ": [["Tháng", "Tổng số", "Đạt"], ["T1", 5, 4]],
    "Tháng 1": sheet(1, "Mới giao"),
    "Tháng 2": sheet(7, "Đang xử lý", OTHER),
    "Trống": [],
    "Tháng 3": sheet(3, "Hoàn thành 05/3/2026"),
    "Danh mục": [["Sở Y tế"], ["Sở Nội vụ"]],
}
FIRST, SECOND, THIRD = ({"sheet": f"Tháng {n}", "row": 3} for n in (1, 2, 3))
EXPECTED = [
    {"state": "assigned", "continued_at": SECOND, "same_as": None, "official_class": None},
    {
        "state": "in_progress",
        "same_as": FIRST,
        "continued_at": THIRD,
        "official_class": None,
    },
    {"state": "suspended", "results": [], "official_class": "open_no_deadline"},
    {
        "state": "done",
        "same_as": SECOND,
        "continued_at": None,
        "date_reported": date(2026, 3, 5),
        "official_class": "done_late",
    },
]
