"""Marks under the column of a state."""

from datetime import date

from ..history_files import day

ROWS = [
    [
        "TT",
        "Công việc",
        "Cơ quan, đơn vị chủ trì",
        "Thời hạn",
        "Đã hoàn thành",
        None,
        "Đang thực hiện",
        None,
        "Chưa thực hiện",
        "Văn bản báo cáo kết quả",
        None,
    ],
    [
        None,
        None,
        None,
        None,
        "Đúng hạn",
        "Quá hạn",
        "Trong hạn",
        "Quá hạn",
        None,
        "Số hiệu",
        "Ngày ký",
    ],
    [
        1,
        "Việc 1",
        "Sở Tư pháp",
        day("10/09/2025"),
        "V",
        None,
        None,
        None,
        None,
        "9/BC-STP; 10/BC-STP",
        "1/9/2025; 5/9/2025",
    ],
    [
        2,
        "Việc 2",
        "Sở Tư pháp",
        day("10/09/2025"),
        None,
        "●",
        None,
        None,
        None,
        "11/BC-STP",
        day("09/10/2025"),
    ],
    [3, "Việc 3", "Sở Tư pháp", day("10/09/2025"), None, None, None, "x", None, None, None],
    [4, "Việc 4", "Sở Tư pháp", day("10/09/2025"), 1, None, None, None, "x", None, None],
    [5, "Việc 5", "Sở Tư pháp", day("10/09/2025"), "-", 0, None, None, "X", None, None],
    [
        6,
        "Việc 6",
        "Sở Tư pháp",
        day("10/09/2025"),
        None,
        "x",
        None,
        None,
        None,
        "12/BC-STP ngày 12/9/2025",
        day("09/12/2025"),
    ],
]
MERGE = ["E1:F1", "G1:H1", "J1:K1", *(f"{letter}1:{letter}2" for letter in "ABCDI")]
EXPECTED = [
    {
        "state": "done",
        "state_from": "mark",
        "claim": "on_time",
        "date_reported": date(2025, 9, 5),
        "results": [
            {"number": "9/BC-STP", "date": date(2025, 9, 1)},
            {"number": "10/BC-STP", "date": date(2025, 9, 5)},
        ],
    },
    {"state": "done", "claim": "late", "official_class": "done_late"},
    {"state": "in_progress", "claim": "late", "official_class": "open_overdue"},
    {"state": None, "state_from": "mark", "contradictions": ["two_marks"]},
    {"state": "assigned", "claim": None, "official_class": "open_overdue"},
    {
        "state": "done",
        "date_reported": date(2025, 9, 12),
        "doubts": ["day_month_swapped"],
        "claim": "late",
    },
]
