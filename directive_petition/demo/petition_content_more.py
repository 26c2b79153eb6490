"""More letters of the demo province, of the same shape as `petition_content.LETTERS`."""

from .petition_words import LAND, POLICY, document, person

MORE_LETTERS = [
    (
        "vpubnd",
        "phone",
        8,
        [],
        {"is_anonymous": True},
        [
            (
                "denunciation",
                "TC.2",
                "Tin báo nâng khống khối lượng công trình, có kèm ảnh",
                "Đơn vị thi công",
                {},
                [("inform", 6, document("18/PC-BTCD", sent="thanh_tra"))],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        64,
        [person("Lò Văn Pản", "Xã Bát Xát", "denouncer")],
        {},
        [
            (
                "denunciation",
                "TC.1.2",
                "Giao đất sai đối tượng",
                "Nguyên lãnh đạo xã",
                {},
                [
                    ("classify", 60, {}),
                    ("accept", 56, document("30/QĐ-UBND")),
                    ("verify", 52, {}),
                    ("decide", 15, document("12/KL-UBND", result="partly_right")),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "in_person",
        11,
        [person("Sùng Thị Mai", "Thôn Mường Hum, xã Mường Hum", "petitioner")],
        {"content": "Kiến nghị sửa cầu treo"},
        [
            (
                "petition",
                "PA.4",
                "Cầu treo vào thôn hỏng mặt sàn, trẻ em đi học nguy hiểm",
                "UBND xã Mường Hum",
                {},
                [
                    ("classify", 10, {}),
                    ("transfer", 9, document("21/PC-BTCD", sent="x_muonghum")),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        4,
        [person("Vi Văn Quyết", "Xã Bắc Hà", "petitioner")],
        {"content": "Phản ánh trạm y tế thiếu thuốc"},
        [
            (
                "petition",
                "PA.1",
                "Trạm y tế xã thiếu thuốc bảo hiểm ba tháng liền",
                "Trạm y tế xã Bắc Hà",
                {},
                [("transfer", 2, document("26/PC-BTCD", sent="x_bacha"))],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        17,
        [person("Mã Seo Củi", "Xã Bắc Hà", "petitioner")],
        {"content": "Đơn không rõ nội dung"},
        [
            (
                "petition",
                "PA.4",
                "Nội dung không rõ, gửi kèm bản gốc",
                "",
                {},
                [("return", 15, {"reason": "Không rõ nội dung, trả lại bản gốc"})],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        14,
        [person("Phạm Thị Vân", "Tổ 9, phường Cam Đường", "petitioner")],
        {"content": "Gửi lại nội dung đã có văn bản trả lời"},
        [
            (
                "petition",
                "PA.2",
                "Nội dung trùng đơn đang giải quyết",
                "Quyết định 655/QĐ-UBND",
                {},
                [("file", 13, {"reason": "Trùng đơn đang giải quyết, không có tình tiết mới"})],
            )
        ],
    ),
    (
        "vpubnd",
        "online",
        33,
        [person("Lê Thu Trang", "Tổ 6, phường Lào Cai", "petitioner")],
        {"content": "Kiến nghị lắp đèn đường"},
        [
            (
                "petition",
                "PA.4",
                "Đường vào trường không có đèn",
                "Công ty môi trường đô thị",
                {},
                [
                    ("classify", 32, {}),
                    ("accept", 30, document("48/TB-UBND")),
                    ("verify", 26, {}),
                    ("decide", 16, document("233/UBND-TH", result="right")),
                    ("close", 7, {}),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        13,
        [person("Quan Văn Thành", "Xã Bát Xát")],
        {"content": "Xã chậm giải quyết khiếu nại lần đầu"},
        [
            (
                "complaint",
                LAND,
                "Quá hạn giải quyết khiếu nại lần đầu",
                "UBND xã Bát Xát",
                {},
                [
                    ("classify", 12, {}),
                    ("urge", 11, document("25/ĐĐ-BTCD", sent="x_batxat")),
                ],
            )
        ],
    ),
    (
        "x_muonghum",
        "in_person",
        2,
        [person("Chảo Láo Lở", "Thôn Ky Quan San")],
        {"content": "Khiếu nại giao đất rừng"},
        [
            (
                "complaint",
                LAND,
                "Ranh giới đất rừng chồng lên nương",
                "Quyết định 14/QĐ-UBND của xã",
                {"is_remote": True},
                [("classify", 1, {})],
            )
        ],
    ),
    (
        "x_muonghum",
        "in_person",
        40,
        [person("Giàng A Páo", "Thôn Tả Lử")],
        {"content": "Khiếu nại hộ nghèo"},
        [
            (
                "complaint",
                POLICY,
                "Bị đưa ra khỏi danh sách hộ nghèo",
                "Quyết định 8/QĐ-UBND của xã",
                {"is_remote": True},
                [
                    ("classify", 38, {}),
                    ("accept", 35, document("4/TB-UBND")),
                    ("verify", 30, {}),
                ],
            )
        ],
    ),
    (
        "x_muonghum",
        "in_person",
        30,
        [person("Lù A Vảng", "Thôn Séo Pờ Hồ", "petitioner")],
        {"content": "Phản ánh chó thả rông"},
        [
            (
                "petition",
                "PA.4",
                "Chó thả rông ở chợ phiên",
                "",
                {},
                [
                    ("classify", 30, {}),
                    ("accept", 29, document("3/TB-UBND")),
                    ("decide", 25, document("11/UBND", result="right")),
                    ("close", 24, {}),
                ],
            )
        ],
    ),
    (
        "x_batxat",
        "post",
        70,
        [person("Quan Văn Thành", "Thôn Bản Vược")],
        {"content": "Khiếu nại lần đầu về thu hồi đất"},
        [
            (
                "complaint",
                LAND,
                "Thu hồi đất không thông báo trước 90 ngày",
                "Quyết định 31/QĐ-UBND của xã",
                {},
                [
                    ("classify", 68, {}),
                    ("accept", 64, document("6/TB-UBND")),
                    ("verify", 60, {}),
                ],
            )
        ],
    ),
    (
        "x_batxat",
        "in_person",
        6,
        [person("Nguyễn Thị Hiên", "Thôn Bản Qua", "petitioner")],
        {"content": "Kiến nghị mương thủy lợi"},
        [
            (
                "petition",
                "PA.4",
                "Mương nội đồng bị lấp, ruộng thiếu nước",
                "",
                {},
                [("classify", 5, {})],
            )
        ],
    ),
    (
        "x_bacha",
        "in_person",
        9,
        [person("Sải Thị Pà", "Thôn Bản Phố", "denouncer")],
        {},
        [
            (
                "denunciation",
                "TC.1.3",
                "Trưởng thôn thu tiền không biên lai",
                "Trưởng thôn",
                {},
                [("classify", 8, {}), ("accept", 6, document("9/QĐ-UBND"))],
            )
        ],
    ),
    (
        "x_bacha",
        "post",
        52,
        [person("Vàng Seo Lử", "Thôn Na Hối")],
        {"content": "Khiếu nại hỗ trợ giống"},
        [
            (
                "complaint",
                POLICY,
                "Không được nhận ngô giống theo danh sách",
                "Danh sách hỗ trợ năm 2026",
                {},
                [
                    ("classify", 50, {}),
                    ("accept", 47, document("7/TB-UBND")),
                    ("verify", 44, {}),
                    ("decide", 28, document("19/QĐ-UBND", result="right")),
                    ("enforce", 20, {}),
                    ("close", 5, {}),
                ],
            )
        ],
    ),
]
