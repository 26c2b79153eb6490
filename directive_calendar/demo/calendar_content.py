"""The weeks of the demo province: what stands in the calendar of its leaders.

Days count from Monday of the week; leaders and agencies are names of demo records.
"""

LEADERS = (
    # key, name, post, short post, issuer, user, other spellings
    (
        "ct",
        "Nguyễn Minh Khôi",
        "Chủ tịch UBND tỉnh",
        "CT",
        "issuer_chu_tich",
        "user_lanhdao",
        "Chủ tịch",
    ),
    (
        "pct_tt",
        "Lò Thị Hạnh",
        "Phó Chủ tịch Thường trực UBND tỉnh",
        "PCT.TT",
        "issuer_pct_thuong_truc",
        "user_phochutich",
        "PCT Thường trực",
    ),
    (
        "pct_kt",
        "Vàng Seo Páo",
        "Phó Chủ tịch UBND tỉnh",
        "PCT.KT",
        "issuer_pho_chu_tich",
        None,
        "PCT phụ trách kinh tế",
    ),
    (
        "pct_vx",
        "Hoàng Thị Dung",
        "Phó Chủ tịch UBND tỉnh",
        "PCT.VX",
        "issuer_pho_chu_tich",
        None,
        "PCT phụ trách văn xã",
    ),
)
BELOW_THE_WEEK = {
    "page_note": "Ghi chú: Lịch này thay giấy mời đối với các phòng, đơn vị thuộc Văn phòng UBND tỉnh.",
    "copies": "Thường trực Tỉnh ủy, Thường trực HĐND tỉnh\nChủ tịch, các Phó Chủ tịch UBND tỉnh\n"
    "Các sở, ban, ngành; UBND các xã, phường\nLưu: VT, TH",
    "posts": "KT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG",
    "signed_by": "Hà Văn Sỹ",
}
ROOMS = (
    # key, name, kind, seats, other spellings
    ("ph1", "Phòng họp số 1", "room", 60, "PH số 1\nP. họp 1"),
    ("ph2", "Phòng họp số 2", "room", 30, "PH số 2\nP. họp 2"),
    ("ht", "Hội trường tầng 3", "room", 250, "Hội trường UBND tỉnh"),
    ("xe1", "Xe 7 chỗ 24A-001.01", "car", 7, ""),
    ("xe2", "Xe 16 chỗ 24A-002.02", "car", 16, ""),
)
SERIES = ("Giao ban UBND tỉnh hằng tuần", "Ban Chỉ đạo chuyển đổi số")
BRIEFING = "Giao ban Chủ tịch, các Phó Chủ tịch UBND tỉnh"
# day, half-day, from, to, content, chair, others, agencies, room or place, kind, more
THIS_WEEK = (
    (
        0,
        "morning",
        8,
        10.5,
        BRIEFING,
        "ct",
        ("pct_tt", "pct_kt", "pct_vx"),
        ("so_tc", "so_nv", "so_xd"),
        "ph1",
        "briefing",
        {"series": 0},
    ),
    (
        0,
        "afternoon",
        14,
        16,
        "Nghe báo cáo tiến độ đường nối cao tốc",
        "pct_kt",
        (),
        ("so_xd", "bqlda", "p_laocai"),
        "ph2",
        "working",
        {"office_text": "PVP Đỗ Thị Mai cùng dự"},
    ),
    (
        1,
        "morning",
        8,
        11,
        "Kiểm tra công tác phòng, chống rét cho gia súc",
        "pct_kt",
        (),
        ("so_nnmt", "x_batxat", "x_yty"),
        "Xã Y Tý",
        "visit",
        {"cars": ("xe1",), "office_text": "Chuyên viên Trần Thu Hà đi cùng"},
    ),
    (
        1,
        "afternoon",
        14,
        16.5,
        "Họp Ban Chỉ đạo chuyển đổi số tỉnh",
        "pct_tt",
        ("pct_vx",),
        ("so_khcn", "so_nv", "so_tc"),
        "ph1",
        "advisory",
        {"series": 1, "online_points": "Điểm cầu 99 xã, phường"},
    ),
    (2, "morning", 0, 0, "Làm việc tại cơ quan", "ct", (), (), "", "other", {}),
    (
        2,
        "afternoon",
        13.5,
        17,
        "Hội nghị triển khai kế hoạch vụ xuân với các xã, phường",
        "pct_kt",
        (),
        ("so_nnmt", "x_batxat", "x_muonghum", "x_yty", "x_bacha", "p_laocai", "p_camduong"),
        "ht",
        "training",
        {},
    ),
    (
        3,
        "morning",
        7.5,
        11.5,
        "Chủ tịch UBND tỉnh tiếp công dân định kỳ",
        "ct",
        (),
        ("thanh_tra", "so_nnmt"),
        "Trụ sở Tiếp công dân tỉnh",
        "reception",
        {},
    ),
    (
        3,
        "afternoon",
        14,
        16,
        "Nghe báo cáo quy hoạch phân khu phường Cam Đường",
        "pct_kt",
        (),
        ("so_xd", "p_camduong"),
        "ph2",
        "settling",
        {"moves": True},
    ),
    (
        3,
        "evening",
        19,
        21,
        "Họp khẩn ứng phó mưa lớn, sạt lở đất",
        "pct_tt",
        ("pct_kt",),
        ("so_nnmt", "so_xd", "ca"),
        "ph1",
        "settling",
        {"urgent": "Dự báo mưa lớn trong 24 giờ tới"},
    ),
    (
        4,
        "morning",
        8,
        10,
        "Làm việc với đoàn công tác về dân tộc, tôn giáo",
        "pct_vx",
        (),
        ("so_nv", "ca"),
        "ph2",
        "working",
        {"postponed": "Đoàn công tác lùi lịch, sẽ thông báo sau"},
    ),
    (
        4,
        "afternoon",
        14,
        16.5,
        "Dự khai mạc Ngày hội việc làm",
        "pct_vx",
        (),
        ("so_nv", "so_gddt"),
        "Quảng trường Kim Tân",
        "visit",
        {"cancelled": "Ban Tổ chức hủy do thời tiết xấu"},
    ),
    (
        4,
        "afternoon",
        15,
        16,
        "Khám sức khỏe định kỳ",
        "ct",
        (),
        (),
        "Bệnh viện Đa khoa tỉnh",
        "other",
        {"private": True},
    ),
    (
        5,
        "all_day",
        0,
        0,
        "Đi cơ sở tại xã Mường Hum",
        "pct_tt",
        (),
        ("x_muonghum",),
        "Xã Mường Hum",
        "visit",
        {"cars": ("xe2",)},
    ),
)
# On the day of installation, so that something is always in session.
DUTY = (
    "all_day",
    0,
    0,
    "Trực lãnh đạo, xử lý công việc tại cơ quan",
    "pct_vx",
    (),
    (),
    "",
    "other",
    {},
)
NEXT_WEEK = (
    (
        0,
        "morning",
        8,
        10.5,
        BRIEFING,
        "ct",
        ("pct_tt", "pct_kt", "pct_vx"),
        ("so_tc", "so_nv", "so_xd"),
        "ph1",
        "briefing",
        {"series": 0},
    ),
    (
        1,
        "morning",
        8,
        11,
        "Họp xét khen thưởng cuối năm",
        "pct_tt",
        (),
        ("so_nv",),
        "ph2",
        "advisory",
        {},
    ),
    (2, "morning", 0, 0, "Làm việc tại cơ quan", "ct", (), (), "", "other", {}),
    (
        2,
        "afternoon",
        14,
        16,
        "Nghe Sở Y tế báo cáo đề án bệnh viện vệ tinh",
        "pct_vx",
        (),
        ("so_yt", "so_tc"),
        "ph2",
        "working",
        {},
    ),
    (
        4,
        "morning",
        8,
        11,
        "Hội nghị tổng kết công tác giáo dục",
        "pct_vx",
        (),
        ("so_gddt", "so_nv"),
        "ht",
        "review",
        {},
    ),
)
REGISTERED = (
    # day, half-day, from, to, content, agency, room
    (
        1,
        "afternoon",
        14,
        16,
        "Đăng ký họp nghe báo cáo phương án giá đất năm tới",
        "so_nnmt",
        "ph1",
    ),
    (3, "morning", 8, 10, "Đăng ký họp thẩm định dự toán bổ sung", "so_tc", "ph1"),
    (3, "afternoon", 14, 15.5, "Đăng ký làm việc về kinh phí trường bán trú", "so_gddt", "ph2"),
)
EARLIER = (
    # weeks ago, number and working days until the notice, its points
    (
        2,
        "401/TB-VPUBND",
        3,
        (
            "1. Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính rà soát các dự án chậm "
            "tiến độ; báo cáo trong vòng 20 ngày làm việc kể từ ngày ban hành Thông báo "
            "này.",
            "2. Giao UBND phường Lào Cai, Cam Đường hoàn thành bàn giao mặt bằng trong "
            "vòng 30 ngày làm việc kể từ ngày ban hành Thông báo này.",
            "3. Cơ bản thống nhất với đề xuất của Sở Nội vụ về lịch tập huấn.",
        ),
    ),
    (
        1,
        "412/TB-VPUBND",
        3,
        (
            "1. Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng, Sở Nông nghiệp và Môi "
            "trường tham mưu điều chuyển vốn; trình UBND tỉnh trong vòng 15 ngày làm việc "
            "kể từ ngày ban hành Thông báo này.",
            "2. UBND các xã Bát Xát, Y Tý khẩn trương rà soát hộ thiếu đói giáp hạt, báo "
            "cáo trong vòng 10 ngày làm việc kể từ ngày ban hành Thông báo này.",
            "3. Giao Trung tâm Xúc tiến đầu tư vùng cao chuẩn bị nội dung làm việc với nhà đầu tư.",
        ),
    ),
)
# Read, but not yet assigned: the specialist still checks them.
WAITING = (
    "1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính hoàn thiện phương án sắp "
    "xếp trụ sở; trình UBND tỉnh trong vòng 12 ngày làm việc kể từ ngày ban hành "
    "Thông báo này.",
    "2. Thống nhất thời gian tổ chức Hội nghị tổng kết năm.",
    "3. Giao Ban Vận động quỹ báo cáo kết quả ủng hộ.",
)
MINUTES = "Các Phó Chủ tịch báo cáo phần việc được giao; Chủ tịch yêu cầu tập trung giải ngân và phòng, chống rét."
# What agencies answer, one after the other: answer, substitute, their post, reason of an excuse.
ANSWERS = (
    ("attends", False, False, False),
    ("substitute", "Lý Văn Thành", "Phó Giám đốc", False),
    ("attends", False, False, False),
    ("waiting", False, False, False),
    ("excused", False, False, "Dự hội nghị của Bộ tại Hà Nội, đã báo cáo Chủ tịch"),
    ("attends", False, False, False),
    ("waiting", False, False, False),
)
# Who then came, by what had been answered.
CAME = {
    "attends": "right_person",
    "substitute": "substitute",
    "excused": "absent",
    "waiting": "substitute_without_consent",
}
