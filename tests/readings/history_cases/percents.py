"""Shares in percent and one column of punctuality."""

from datetime import date

from ..history_files import day, percent

HEAD = [
    "STT",
    "Mã NV",
    "Cơ quan thực hiện",
    "Nội dung nhiệm vụ",
    "Văn bản giao",
    "Thời hạn",
    "% hoàn thành",
    "Đúng hạn/Quá hạn",
    "Số/ngày văn bản kết quả",
    "Trạng thái",
    "Ngày HT",
]


def row(number, share, claim, result, status, ended):
    return [
        number,
        f"M{number}",
        "UBND xã Tả Van",
        f"Việc {number}",
        "7/TB-UBND ngày 3/3/2026",
        day("30/04/2026"),
        share,
        claim,
        result,
        status,
        ended,
    ]


ROWS = [
    ["Số liệu tính đến ngày 15 tháng 5 năm 2026"],
    HEAD,
    row(1, 1, "ĐH", "Báo cáo số 1/BC-UBND ngày 28/4/2026", "HT", "28-04-2026"),
    row(2, 0.8, "QH (khách quan)", "2/BC-UBND, 4/5/2026", "Hoàn thành", 46146),
    row(3, percent(1), "ĐH", None, "Đang TH", None),
    row(4, "khoảng 60 %", None, None, "Đã trình Chủ tịch, chờ ký", None),
    row(5, 0.5, "QH", "5/BC-UBND ngày 20/4", "Xong", None),
    row(6, None, None, "6/BC-UBND tháng 4/2026", "OK", "T4/2026"),
    row(7, None, None, "7/BC-UBND (1/4/2026)", None, "02 tháng 4 năm 2026"),
    row(8, None, None, "8/BC-UBND ngày 1/4/2026", None, None),
]
EXPECTED = [
    {
        "state": "done",
        "percent": 100,
        "claim": "on_time",
        "date_reported": date(2026, 4, 28),
        "official_class": "done_on_time",
    },
    {
        "state": "done",
        "percent": 80,
        "claim": "late",
        "date_reported": date(2026, 5, 4),
        "official_class": "done_late",
        "contradictions": ["done_below_100"],
    },
    {
        "state": "in_progress",
        "percent": 100,
        "contradictions": ["open_at_100", "claimed_on_time_but_late"],
    },
    {"state": "reported", "percent": 60, "official_class": "open_overdue"},
    {
        "state": "done",
        "percent": 50,
        "date_reported": date(2026, 4, 20),
        "doubts": ["year_inferred"],
        "contradictions": ["done_below_100", "claimed_late_but_on_time"],
    },
    {
        "state": "done",
        "date_reported": None,
        "doubts": ["month_only"],
        "official_class": None,
        "results": [{"number": "6/BC-UBND", "date": None}],
    },
    {
        "state": "done",
        "state_from": "result",
        "doubts": ["state_from_result"],
        "date_reported": date(2026, 4, 2),
    },
    {"state": None, "state_from": "none", "doubts": ["no_status"]},
]
