"""What citizens of the demo province bring to the desk."""

# Who, number of the card, telephone, address
PEOPLE = {
    "pao": ("Giàng A Páo", "010090001234", "0912345678", "Thôn 3, xã Mường Hum"),
    "my": ("Sùng Thị Mỷ", "010190005678", "0987654321", "Thôn 3, xã Mường Hum"),
    "hoa": ("Nguyễn Thị Hoa", "010175002468", "0904112233", "Tổ 5, phường Lào Cai"),
    "tuan": ("Trần Anh Tuấn", "010082001357", "0936998877", "Tổ 12, phường Lào Cai"),
    "say": ("Hạng A Say", "010068004321", "", "Bản Phố, xã Bắc Hà"),
    "lan": ("Vũ Thị Lan", "010195003399", "0977123123", "Thôn Nậm Pung, xã Y Tý"),
    "binh": ("Đỗ Văn Bình", "010071007788", "0915667788", "Tổ 2, phường Cam Đường"),
    "den": ("Tẩn A Dền", "010088006655", "0868001122", "Thôn Dền Thàng, xã Mường Hum"),
}
LAND = "Khiếu nại quyết định thu hồi 200 m2 đất trồng lúa tại thôn 3, không được bồi thường"
ROAD = "Kiến nghị sửa đoạn đường vào thôn 3 bị sạt lở sau mưa, học sinh không đi lại được"
DUST = "Phản ánh mỏ đá nổ mìn gây bụi, nứt nhà 12 hộ dân tổ 5"
PAY = "Khiếu nại việc chậm chi trả tiền hỗ trợ di chuyển do làm đường"
LIGHT = "Đề nghị lắp điện chiếu sáng đoạn qua chợ"
BOOK = "Hỏi thủ tục cấp lại giấy chứng nhận quyền sử dụng đất bị mất"
# Days ago, who, kind, against, content, people, papers, how it ended, what goes with it
VISITS = (
    (24, "pao", "complaint", "UBND xã Mường Hum", LAND, 1, 3, "letter", {}),
    (20, "hoa", "petition", "Công ty khai thác đá", DUST, 12, 2, "letter", {}),
    (17, "binh", "complaint", "Ban Quản lý dự án", PAY, 1, 1, "letter", {}),
    (
        15,
        "lan",
        "petition",
        "",
        BOOK,
        1,
        0,
        "answered",
        {"answer": "Đã hướng dẫn hồ sơ và nơi nộp."},
    ),
    (
        *(11, "say", "complaint", "UBND xã Bắc Hà", "Khiếu nại việc xét hộ nghèo năm 2026", 1, 1),
        *("guided", {"guided_to_text": "UBND xã Bắc Hà", "guided_number": "31/HD-VP"}),
    ),
    (6, "my", "complaint", "UBND xã Mường Hum", LAND + " cho gia đình", 1, 1, "same", {}),
    (
        *(
            3,
            "tuan",
            "petition",
            "",
            "Phản ánh đã được trả lời bằng văn bản, không có tình tiết mới",
        ),
        *(
            1,
            0,
            "refused",
            {"ground": "4h", "refusal_reason": "Đã trả lời tại văn bản 118/VP-TCD."},
        ),
    ),
    (0, "den", "petition", "", ROAD, 6, 1, "letter", {}),
    (0, "tuan", "petition", "UBND phường Lào Cai", LIGHT, 1, 0, "appointed", {"days": 5}),
)
WAITING = (
    ("hoa", "petition", "Hỏi kết quả giải quyết phản ánh về mỏ đá", False),
    ("say", "complaint", "Không đồng ý với trả lời của UBND xã", True),
    ("lan", "petition", "Nộp bổ sung giấy tờ", False),
)
WAITING_AT_A_COMMUNE = (
    ("den", "petition", "Kiến nghị nước sinh hoạt thôn Dền Thàng bị cạn", False),
    ("my", "complaint", "Hỏi kết quả giải quyết khiếu nại về đất", False),
)
# Conclusions of a session of the chairman: text, who leads, days until, whom to ask
POINTS = (
    (
        "Kiểm tra việc nổ mìn của mỏ đá, xử lý vi phạm và trả lời các hộ dân tổ 5",
        "agency_so_ct",
        10,
        "Phòng Kỹ thuật an toàn, Sở Công Thương",
    ),
    (
        "Rà soát phương án bồi thường đoạn qua thôn 3, báo cáo Chủ tịch UBND tỉnh",
        "agency_so_nnmt",
        15,
        "Phòng Quản lý đất đai",
    ),
    ("Ghi nhận kiến nghị về đường vào thôn 3, đưa vào kế hoạch sửa chữa năm 2027", None, 0, ""),
)
