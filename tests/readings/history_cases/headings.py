"""Headings over the rows that say state and punctuality."""

from datetime import date

HEAD = [
    "Nội dung chỉ đạo",
    "STT",
    "Cơ quan phối hợp",
    "Cơ quan chủ trì",
    "Thời gian hoàn thành",
    "Số, ngày văn bản giao",
    "Kết quả thực hiện",
    "Tình trạng",
]
PAPER = "Công văn số 8/UBND-TH ngày 02 tháng 01 năm 2026"
ROWS = [
    HEAD,
    ["A. NHIỆM VỤ ĐÃ HOÀN THÀNH"],
    ["I. Lĩnh vực y tế"],
    [
        "Việc một",
        "01",
        "Sở Y tế",
        "Sở Nội vụ",
        "20/02/2026",
        PAPER,
        "BC số 5/BC-SNV ngày 19.02.2026",
        None,
    ],
    ["Việc hai", "02", None, "Sở Nội vụ", "20/02/2026", PAPER, None, "Đang thực hiện"],
    ["B. NHIỆM VỤ ĐANG THỰC HIỆN"],
    ["I. Trong hạn"],
    ["Việc ba", "03", None, "Sở Y tế", "20/12/2026", PAPER, None, None],
    ["II. Quá hạn"],
    ["Việc bốn", "04", None, "Sở Y tế", "20/02/2026", PAPER, None, "Chưa thực hiện"],
    ["Tổng cộng", 4],
]
EXPECTED = [
    {
        "state": "done",
        "state_from": "heading",
        "group": "Lĩnh vực y tế",
        "point": "01",
        "coordinators": ["Sở Y tế"],
        "source_number": "8/UBND-TH",
        "source_date": date(2026, 1, 2),
        "date_reported": date(2026, 2, 19),
        "results": [{"number": "5/BC-SNV", "date": date(2026, 2, 19)}],
        "official_class": "done_on_time",
    },
    {
        "state": "in_progress",
        "state_from": "text",
        "contradictions": ["status_against_heading"],
    },
    {
        "state": "in_progress",
        "state_from": "heading",
        "claim": "on_time",
        "group": "Trong hạn",
    },
    {
        "state": "assigned",
        "claim": "late",
        "official_class": "open_overdue",
        "contradictions": ["status_against_heading"],
    },
]
