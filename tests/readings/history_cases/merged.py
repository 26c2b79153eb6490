"""Merged cells, ditto marks and extensions."""

from datetime import date

from ..history_files import day

HEAD = [
    "STT",
    "Văn bản chỉ đạo",
    "Ngày ban hành",
    "Nội dung",
    "Cơ quan chủ trì",
    "Thời hạn",
    "Gia hạn đến",
    "Hiện trạng",
    "Ghi chú",
]
ROWS = [
    HEAD,
    [
        1,
        "31/KL-UBND",
        day("06/10/2025"),
        "Việc 1",
        "Sở Y tế",
        "15/11/2025\n(lùi đến 30/11/2025; gia hạn lần 2 đến 15/12/2025)",
        None,
        "đang TH",
        None,
    ],
    [
        2,
        None,
        None,
        "Việc 2",
        "nt",
        day("15/11/2025"),
        day("20/01/2026"),
        "Đang trình, đạt 62,5%",
        None,
    ],
    [
        3,
        None,
        None,
        "Việc 3",
        "Sở Xây dựng, UBND huyện Bát Xát",
        day("15/11/2025"),
        None,
        "Chưa hoàn thành",
        "UBND tỉnh đồng ý gia hạn đến 31/12/2025 (VB 77/UBND-KT ngày 10/11/2025)",
    ],
    [
        4,
        None,
        None,
        "Việc 4",
        "-nt-",
        "Thường xuyên",
        None,
        "Thực hiện thường xuyên",
        "Đang thực hiện",
    ],
    [
        5,
        None,
        None,
        "Việc 5",
        "Sở Y tế",
        "Quý IV/2025",
        None,
        "Đã hoàn thành, kết thúc theo dõi",
        "Chưa thực hiện",
    ],
    [
        6,
        None,
        None,
        "Việc 6 …",
        "Sở Y tế",
        "20 ngày làm việc",
        None,
        "Không tiếp tục theo dõi",
        None,
    ],
]
OPTIONS = {"merge": ["B2:B7", "C2:C7"], "hide_rows": [4], "filtered": "A1:I7"}
PAPER = {"source_number": "31/KL-UBND", "source_date": date(2025, 10, 6)}
EXPECTED = [
    {
        **PAPER,
        "date_deadline_original": date(2025, 11, 15),
        "date_deadline": date(2025, 12, 15),
        "official_class": "open_overdue",
    },
    {
        **PAPER,
        "lead": ["Sở Y tế"],
        "date_deadline_original": date(2025, 11, 15),
        "date_deadline": date(2026, 1, 20),
        "percent": 62.5,
    },
    {
        **PAPER,
        "date_deadline": date(2025, 12, 31),
        "doubts": ["extension_in_note"],
        "lead": ["Sở Xây dựng"],
    },
    {**PAPER, "deadline_kind": "periodic", "state": "in_progress", "lead": ["Sở Xây dựng"]},
    {
        **PAPER,
        "date_deadline": date(2025, 12, 31),
        "state": "done",
        "doubts": ["missing_date"],
        "contradictions": ["status_against_note"],
    },
    {
        **PAPER,
        "deadline_kind": "working_days",
        "working_days": 20,
        "state": "closed",
        "official_class": None,
    },
]
