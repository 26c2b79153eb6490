"""Letters of the demo province: invented people and matters in every kind and state.

Of each letter: agency, source, days since it came, people, more values, and its matters; of each
matter: kind, subject, content, object, more values, and its steps as (verb, days ago, values).
"""

from .petition_content_more import MORE_LETTERS
from .petition_words import DECIDED, LAND, OTHER, POLICY, document, person

STAFF = {
    "vpubnd": ("tiepcongdan", "truongban"),
    "x_muonghum": ("xamuonghum", "xamuonghum"),
    "x_batxat": ("xbatxat", "xbatxat"),
    "x_bacha": ("xbacha", "xbacha"),
}
LETTERS = [
    (
        "vpubnd",
        "in_person",
        1,
        [person("Lý Thị Mẩy", "Tổ 5, phường Cam Đường", phone="0912000101", birth_year=1961)],
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
        [person("Hoàng Văn Thuận", "Thôn Nậm Rịa, xã Bát Xát")],
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
        [person("Nông Văn Hòa", "Thôn Tả Lử, xã Mường Hum")],
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
            person("Vàng A Chống", "Thôn Séo Pờ Hồ, xã Mường Hum", is_representative=True),
            person("Thào Thị Dua", "Thôn Séo Pờ Hồ, xã Mường Hum", is_representative=True),
            person("Giàng Seo Phử", "Thôn Séo Pờ Hồ, xã Mường Hum"),
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
                [("classify", 23, {}), ("accept", 20, document("52/TB-UBND"))],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        29,
        [person("Bùi Thị Hà", "Tổ 12, phường Lào Cai", email="bui.ha@citizen.example")],
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
                    ("accept", 22, document("49/TB-UBND")),
                    ("verify", 18, {}),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        130,
        [person("Đặng Văn Ngọ", "Tổ 2, phường Lào Cai")],
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
                    ("accept", 124, document("11/TB-UBND")),
                    ("verify", 118, {}),
                    ("decide", 95, document("22/QĐ-UBND", result="wrong")),
                    ("close", 60, {}),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        48,
        [person("Đặng Văn Ngọ", "Tổ 2, phường Lào Cai")],
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
                    ("accept", 42, document("38/TB-UBND")),
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
        [person("Phạm Thị Vân", "Tổ 9, phường Cam Đường")],
        {"content": "Khiếu nại quyết định thu hồi đất"},
        [
            (
                "complaint",
                LAND,
                "Diện tích thu hồi ghi thiếu 140 m² so với đo đạc",
                "Quyết định 655/QĐ-UBND",
                {},
                [*DECIDED, ("decide", 12, document("87/QĐ-UBND", result="partly_right"))],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        61,
        [person("Trần Văn Lực", "Tổ 1, phường Lào Cai")],
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
                    ("decide", 20, document("81/QĐ-UBND", result="wrong")),
                    ("publish", 17, {}),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        62,
        [person("Lù Văn Sài", "Thôn Na Hối, xã Bắc Hà", is_representative=True)],
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
                    ("decide", 22, document("79/QĐ-UBND", result="right")),
                    ("enforce", 15, {}),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        36,
        [person("Ma Thị Sen", "Thôn Bản Phố, xã Bắc Hà")],
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
                    ("accept", 30, document("45/TB-UBND")),
                    (
                        "suspend",
                        14,
                        document("70/QĐ-UBND", reason="Chờ kết quả giám định của cơ quan khác"),
                    ),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        44,
        [person("Cao Văn Tịnh", "Tổ 4, phường Lào Cai")],
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
                    ("accept", 38, document("42/TB-UBND")),
                    (
                        "terminate",
                        10,
                        document(
                            "76/QĐ-UBND", reason="Người khiếu nại chết, không có người thừa kế"
                        ),
                    ),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "in_person",
        18,
        [person("Tẩn Láo Tả", "Thôn Ky Quan San, xã Mường Hum")],
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
        [person("Ngô Văn Đạt", "Tổ 7, phường Lào Cai")],
        {"content": "Khiếu nại bản án dân sự"},
        [
            (
                "complaint",
                "KN.2",
                "Không đồng ý bản án phúc thẩm",
                "Bản án dân sự phúc thẩm",
                {},
                [("guide", 12, document("15/HD-BTCD", sent_to_text="Tòa án nhân dân cấp cao"))],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        26,
        [person("Đỗ Thị Liên", "Tổ 3, phường Cam Đường")],
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
                    ("refuse", 19, document("51/TB-UBND", ground="6")),
                ],
            )
        ],
    ),
    (
        "vpubnd",
        "post",
        21,
        [
            person("Hạng A Sình", "Thôn Dền Sáng, xã Mường Hum", "denouncer"),
            person("Cán bộ địa chính xã", "", "accused"),
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
                    ("accept", 14, document("60/QĐ-UBND")),
                    ("verify", 10, {}),
                ],
            )
        ],
    ),
    *MORE_LETTERS,
]
# Which commune has registered what the Office sent it, and how far it is.
TAKEN = ("x_muonghum", [("classify", 8, {}), ("accept", 7, document("5/TB-UBND"))])
MEASURES = {
    "79/QĐ-UBND": {"person_money": 186.5, "person_land": 2400.0, "person_count": 6},
    "87/QĐ-UBND": {"person_land": 140.0, "person_count": 1},
}
