"""Colours by a legend above the table."""

from datetime import date

from ..history_files import BLUE, GREEN, GREY, RED, YELLOW, Filled, day, row_of

HEAD = [
    "Số thứ tự",
    "Đơn vị thực hiện",
    "Nội dung công việc",
    "Hạn hoàn thành",
    "Căn cứ giao việc",
    "Ngày văn bản",
]
PAPER = ["12/KH-UBND", day("05/01/2026")]
TASK = [1, "Sở Y tế", "Việc xanh", day("31/03/2026"), *PAPER]
ROWS = [
    ["BẢNG THEO DÕI CÔNG VIỆC"],
    ["Tính đến hết ngày 30/6/2026"],
    ["Quy ước màu:"],
    [Filled(None, GREEN), "Đã hoàn thành"],
    [Filled(None, YELLOW), "Đang thực hiện"],
    [Filled(None, RED), "Quá hạn"],
    [None, "Không tô màu: chưa thực hiện"],
    row_of(GREY, *HEAD),
    row_of(GREEN, *TASK),
    [2, "Sở Nội vụ", Filled("Việc vàng", YELLOW), day("31/07/2026"), *PAPER],
    row_of(RED, 3, "Sở Tư pháp", "Việc đỏ", day("31/03/2026"), *PAPER),
    [4, "Sở Xây dựng", "Việc trắng", day("31/07/2026"), *PAPER],
    row_of(BLUE, 5, "Sở Tài chính", "Việc lam", day("31/07/2026"), *PAPER),
    row_of((9, 0.4), 6, "Sở Ngoại vụ", "Việc màu chủ đề", day("31/07/2026"), *PAPER),
]
UNKNOWN = {"state": None, "state_from": "colour", "doubts": ["colour_without_legend"]}
EXPECTED = [
    {
        "state": "done",
        "state_from": "colour",
        "doubts": ["missing_date"],
        "official_class": None,
        "source_number": "12/KH-UBND",
        "source_date": date(2026, 1, 5),
        "lead": ["Sở Y tế"],
        "date_deadline": date(2026, 3, 31),
    },
    {"state": "in_progress", "state_from": "colour", "official_class": "open_in_term"},
    {"state": "in_progress", "claim": "late", "official_class": "open_overdue"},
    {"state": "assigned", "state_from": "colour", "official_class": "open_in_term"},
    UNKNOWN,
    UNKNOWN,
]
