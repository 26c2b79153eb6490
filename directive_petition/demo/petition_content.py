"""Letters of the demo province: invented people and matters in every kind and state.

Of each letter: agency, source, days since it came, people, more values, and its matters; of each
matter: kind, subject, content, object, more values, and its steps as (verb, days ago, values).
"""

STAFF = {
    "vpubnd": ("tiepcongdan", "truongban"),
    "x_muonghum": ("xamuonghum", "xamuonghum"),
    "x_batxat": ("xbatxat", "xbatxat"),
    "x_bacha": ("xbacha", "xbacha"),
}
LAND, POLICY, OTHER = "KN.1.2", "KN.1.1", "KN.1.3"


def _doc(number, **more):
    return {"document_number": number, **more}


def _person(name, address, role="complainant", **more):
    return {"role": role, "name": name, "address": address, **more}


DECIDED = [
    ("classify", 58, {}),
    ("accept", 55, _doc("41/TB-UBND")),
    ("verify", 50, {}),
    ("talk", 38, {}),
]
LETTERS = [
    (
        "vpubnd",
        "in_person",
        1,
        [_person("Lý Thị Mẩy", "Tổ 5, phường Cam Đường", phone="0912000101", birth_year=1961)],
        {"content": "Đề nghị xem lại đơn giá bồi thường và phản ánh nước thải khu tái định cư"},
        [
            (
                "complaint",
                LAND,
                "Không đồng ý đơn giá bồi thường 320 m² đất ở khi làm đường nối cao tốc",
                "Quyết định 812/QĐ-UBND về phương án bồi thường",
                {},
                [],
            ),
            (
                "petition",
                "PA.4",
                "Nước thải khu tái định cư chảy vào ruộng",
                "Ban Quản lý dự án",
                {},
                [("classify", 1, {})],
            ),
        ],
    ),
    (
        "vpubnd",
        "post",
        3,
        [_person("Hoàng Văn Thuận", "Thôn Nậm Rịa, xã Bát Xát")],
        {"content": "Khiếu nại việc thu hồi giấy chứng nhận quyền sử dụng đất"},
        [
            (
                "complaint",
                LAND,
                "Giấy chứng nhận bị thu hồi không đúng trình tự",
                "Quyết định 95/QĐ-UBND thu hồi giấy chứng nhận",
                {"is_remote": True},
                [("classify", 2, {})],
            )
        ],
    ),
    (
        "vpubnd",
        "handed",
        5,
        [_person("Nông Văn Hòa", "Thôn Tả Lử, xã Mường Hum")],
        {"content": "Khiếu nại quyết định xử phạt, thiếu bản sao quyết định"},
        [
            (
                "complaint",
                OTHER,
                "Không đồng ý mức phạt về lấn chiếm hành lang đường bộ",
                "Quyết định xử phạt 17/QĐ-XPHC",
                {},
                [("ask_supplement", 4, {"reason": "Thiếu bản sao quyết định bị khiếu nại"})],
            )
        ],
    ),
    (
        "vpubnd",
        "in_person",
        24,
        [
            _person("Vàng A Chống", "Thôn Séo Pờ Hồ, xã Mường Hum", is_representative=True),
            _person("Thào Thị Dua", "Thôn Séo Pờ Hồ, xã Mường Hum", is_representative=True),
            _person("Giàng Seo Phử", "Thôn Séo Pờ Hồ, xã Mường Hum"),
        ],
        {
            "content": "Mười hai hộ khiếu nại phương án bồi thường thủy điện",
            "persons_count": 12,
        },
        [
            (
                "complaint",
                LAND,
                "Mười hai hộ không đồng ý diện tích đo đạc và mức hỗ trợ tái định cư",
                "Quyết định 1204/QĐ-UBND phê duyệt phương án bồi thường",
                {"is_remote": True, "complexity": "complex", "criteria": (2, 3)},
                [("classify", 23, {}), ("accept", 20, _doc("52/TB-UBND"))],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        29,
        [_person("Bùi Thị Hà", "Tổ 12, phường Lào Cai", email="bui.ha@citizen.example")],
        {"content": "Khiếu nại quyết định cho thôi hưởng trợ cấp"},
        [
            (
                "complaint",
                POLICY,
                "Bị cắt trợ cấp người có công không có lý do",
                "Quyết định 310/QĐ-SNV",
                {},
                [
                    ("classify", 27, {}),
                    ("accept", 22, _doc("49/TB-UBND")),
                    ("verify", 18, {}),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        130,
        [_person("Đặng Văn Ngọ", "Tổ 2, phường Lào Cai")],
        {"content": "Khiếu nại về cấp đất tái định cư"},
        [
            (
                "complaint",
                LAND,
                "Không được xét cấp suất đất tái định cư",
                "Thông báo 12/TB-UBND",
                {},
                [
                    ("classify", 128, {}),
                    ("accept", 124, _doc("11/TB-UBND")),
                    ("verify", 118, {}),
                    ("decide", 95, _doc("22/QĐ-UBND", result="wrong")),
                    ("close", 60, {}),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        48,
        [_person("Đặng Văn Ngọ", "Tổ 2, phường Lào Cai")],
        {"content": "Khiếu nại lần hai về cấp đất tái định cư"},
        [
            (
                "complaint",
                LAND,
                "Không đồng ý quyết định giải quyết lần đầu về suất đất tái định cư",
                "Quyết định 22/QĐ-UBND giải quyết khiếu nại lần đầu",
                {"level": "second", "follows": "22/QĐ-UBND"},
                [
                    ("classify", 46, {}),
                    ("accept", 42, _doc("38/TB-UBND")),
                    ("verify", 36, {}),
                    ("talk", 6, {}),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "in_person",
        60,
        [_person("Phạm Thị Vân", "Tổ 9, phường Cam Đường")],
        {"content": "Khiếu nại quyết định thu hồi đất"},
        [
            (
                "complaint",
                LAND,
                "Diện tích thu hồi ghi thiếu 140 m² so với đo đạc",
                "Quyết định 655/QĐ-UBND",
                {},
                [*DECIDED, ("decide", 12, _doc("87/QĐ-UBND", result="partly_right"))],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        61,
        [_person("Trần Văn Lực", "Tổ 1, phường Lào Cai")],
        {"content": "Khiếu nại việc không cấp giấy phép xây dựng"},
        [
            (
                "complaint",
                OTHER,
                "Hồ sơ đủ nhưng không được cấp phép",
                "Thông báo 44/TB-SXD",
                {},
                [
                    *DECIDED,
                    ("decide", 20, _doc("81/QĐ-UBND", result="wrong")),
                    ("publish", 17, {}),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        62,
        [_person("Lù Văn Sài", "Thôn Na Hối, xã Bắc Hà", is_representative=True)],
        {"content": "Khiếu nại đền bù hoa màu", "persons_count": 6},
        [
            (
                "complaint",
                LAND,
                "Hoa màu trên 2.400 m² chưa được kiểm đếm",
                "Phương án 19/PA-HĐBT",
                {},
                [
                    *DECIDED,
                    ("decide", 22, _doc("79/QĐ-UBND", result="right")),
                    ("enforce", 15, {}),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        36,
        [_person("Ma Thị Sen", "Thôn Bản Phố, xã Bắc Hà")],
        {"content": "Khiếu nại tranh chấp thừa kế quyền sử dụng đất"},
        [
            (
                "complaint",
                LAND,
                "Giấy chứng nhận cấp sai tên",
                "Giấy chứng nhận CH 00871",
                {},
                [
                    ("classify", 34, {}),
                    ("accept", 30, _doc("45/TB-UBND")),
                    (
                        "suspend",
                        14,
                        _doc("70/QĐ-UBND", reason="Chờ kết quả giám định của cơ quan khác"),
                    ),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        44,
        [_person("Cao Văn Tịnh", "Tổ 4, phường Lào Cai")],
        {"content": "Khiếu nại kỷ luật"},
        [
            (
                "complaint",
                OTHER,
                "Không đồng ý hình thức kỷ luật",
                "Quyết định 118/QĐ-SGDĐT",
                {},
                [
                    ("classify", 42, {}),
                    ("accept", 38, _doc("42/TB-UBND")),
                    (
                        "terminate",
                        10,
                        _doc("76/QĐ-UBND", reason="Người khiếu nại chết, không có người thừa kế"),
                    ),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "in_person",
        18,
        [_person("Tẩn Láo Tả", "Thôn Ky Quan San, xã Mường Hum")],
        {"content": "Khiếu nại mức hỗ trợ nhà ở"},
        [
            (
                "complaint",
                POLICY,
                "Mức hỗ trợ xóa nhà tạm thấp hơn thông báo",
                "Thông báo 61/TB-UBND",
                {},
                [
                    ("classify", 16, {}),
                    ("withdraw", 9, {"reason": "Người khiếu nại đã nhận đủ hỗ trợ và rút đơn"}),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        15,
        [_person("Ngô Văn Đạt", "Tổ 7, phường Lào Cai")],
        {"content": "Khiếu nại bản án dân sự"},
        [
            (
                "complaint",
                "KN.2",
                "Không đồng ý bản án phúc thẩm",
                "Bản án dân sự phúc thẩm",
                {},
                [("guide", 12, _doc("15/HD-BTCD", sent_to_text="Tòa án nhân dân cấp cao"))],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        26,
        [_person("Đỗ Thị Liên", "Tổ 3, phường Cam Đường")],
        {"content": "Khiếu nại việc tính thuế từ năm 2018"},
        [
            (
                "complaint",
                OTHER,
                "Không đồng ý số thuế đã nộp năm 2018",
                "Thông báo thuế 204/TB-CCT",
                {},
                [
                    ("classify", 24, {}),
                    ("refuse", 19, _doc("51/TB-UBND", ground="6")),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        21,
        [
            _person("Hạng A Sình", "Thôn Dền Sáng, xã Mường Hum", "denouncer"),
            _person("Cán bộ địa chính xã", "", "accused"),
        ],
        {},
        [
            (
                "denunciation",
                "TC.1.3",
                "Nhận tiền để làm hồ sơ đất",
                "Cán bộ địa chính xã",
                {},
                [
                    ("classify", 19, {}),
                    ("accept", 14, _doc("60/QĐ-UBND")),
                    ("verify", 10, {}),
                ],
            )
        ],
    ),
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
                [("inform", 6, _doc("18/PC-BTCD", sent="thanh_tra"))],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        64,
        [_person("Lò Văn Pản", "Xã Bát Xát", "denouncer")],
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
                    ("accept", 56, _doc("30/QĐ-UBND")),
                    ("verify", 52, {}),
                    ("decide", 15, _doc("12/KL-UBND", result="partly_right")),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "in_person",
        11,
        [_person("Sùng Thị Mai", "Thôn Mường Hum, xã Mường Hum", "petitioner")],
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
                    ("transfer", 9, _doc("21/PC-BTCD", sent="x_muonghum")),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        4,
        [_person("Vi Văn Quyết", "Xã Bắc Hà", "petitioner")],
        {"content": "Phản ánh trạm y tế thiếu thuốc"},
        [
            (
                "petition",
                "PA.1",
                "Trạm y tế xã thiếu thuốc bảo hiểm ba tháng liền",
                "Trạm y tế xã Bắc Hà",
                {},
                [("transfer", 2, _doc("26/PC-BTCD", sent="x_bacha"))],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        17,
        [_person("Mã Seo Củi", "Xã Bắc Hà", "petitioner")],
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
        [_person("Phạm Thị Vân", "Tổ 9, phường Cam Đường", "petitioner")],
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
        [_person("Lê Thu Trang", "Tổ 6, phường Lào Cai", "petitioner")],
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
                    ("accept", 30, _doc("48/TB-UBND")),
                    ("verify", 26, {}),
                    ("decide", 16, _doc("233/UBND-TH", result="right")),
                    ("close", 7, {}),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        13,
        [_person("Quan Văn Thành", "Xã Bát Xát")],
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
                    ("urge", 11, _doc("25/ĐĐ-BTCD", sent="x_batxat")),
                ],
            )
        ],
    ),
    (
        "x_muonghum",
        "in_person",
        2,
        [_person("Chảo Láo Lở", "Thôn Ky Quan San")],
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
        [_person("Giàng A Páo", "Thôn Tả Lử")],
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
                    ("accept", 35, _doc("4/TB-UBND")),
                    ("verify", 30, {}),
                ],
            )
        ],
    ),
    (
        "x_muonghum",
        "in_person",
        30,
        [_person("Lù A Vảng", "Thôn Séo Pờ Hồ", "petitioner")],
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
                    ("accept", 29, _doc("3/TB-UBND")),
                    ("decide", 25, _doc("11/UBND", result="right")),
                    ("close", 24, {}),
                ],
            )
        ],
    ),
    (
        "x_batxat",
        "post",
        70,
        [_person("Quan Văn Thành", "Thôn Bản Vược")],
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
                    ("accept", 64, _doc("6/TB-UBND")),
                    ("verify", 60, {}),
                ],
            )
        ],
    ),
    (
        "x_batxat",
        "in_person",
        6,
        [_person("Nguyễn Thị Hiên", "Thôn Bản Qua", "petitioner")],
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
        [_person("Sải Thị Pà", "Thôn Bản Phố", "denouncer")],
        {},
        [
            (
                "denunciation",
                "TC.1.3",
                "Trưởng thôn thu tiền không biên lai",
                "Trưởng thôn",
                {},
                [("classify", 8, {}), ("accept", 6, _doc("9/QĐ-UBND"))],
            )
        ],
    ),
    (
        "x_bacha",
        "post",
        52,
        [_person("Vàng Seo Lử", "Thôn Na Hối")],
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
                    ("accept", 47, _doc("7/TB-UBND")),
                    ("verify", 44, {}),
                    ("decide", 28, _doc("19/QĐ-UBND", result="right")),
                    ("enforce", 20, {}),
                    ("close", 5, {}),
                ],
            )
        ],
    ),
]
# Which commune has registered what the Office sent it, and how far it is.
TAKEN = ("x_muonghum", [("classify", 8, {}), ("accept", 7, _doc("5/TB-UBND"))])
MEASURES = {
    "79/QĐ-UBND": {"person_money": 186.5, "person_land": 2400.0, "person_count": 6},
    "87/QĐ-UBND": {"person_land": 140.0, "person_count": 1},
}
