"""The fictitious orders of the demo province, in official wording.

Each order: subject, kind of document (xml id suffix), symbol, field (name), and its tasks.
Each task: content, lead agency (xml id suffix), coordinating agencies, expected product.
"""

ORDERS = [
    (
        "Tổ chức kỳ họp chuyên đề của Hội đồng nhân dân tỉnh",
        "cong_van",
        "UBND-TH",
        "Nội vụ, tổ chức bộ máy",
        [
            ("Chuẩn bị tờ trình về biên chế công chức năm tới", "so_nv", ["so_tc"], "Tờ trình"),
            ("Thẩm định dự thảo nghị quyết trình kỳ họp", "so_tp", [], "Báo cáo thẩm định"),
            ("Cân đối kinh phí tổ chức kỳ họp", "so_tc", [], "Văn bản"),
            (
                "Bảo đảm an ninh, trật tự trong thời gian diễn ra kỳ họp",
                "ca",
                ["p_laocai"],
                "Phương án",
            ),
            (
                "Tuyên truyền kết quả kỳ họp trên các phương tiện thông tin",
                "so_vhttdl",
                [],
                "Kế hoạch",
            ),
        ],
    ),
    (
        "Đẩy nhanh tiến độ giải ngân vốn đầu tư công",
        "cong_dien",
        "UBND",
        "Đầu tư công",
        [
            (
                "Rà soát, đề xuất điều chuyển vốn của các dự án chậm tiến độ",
                "so_tc",
                ["bqlda"],
                "Báo cáo",
            ),
            (
                "Hoàn thành giải phóng mặt bằng tuyến đường nối cao tốc",
                "p_camduong",
                ["bqlda", "so_xd"],
                "Mặt bằng sạch",
            ),
            (
                "Nghiệm thu, thanh toán khối lượng hoàn thành từng tháng",
                "bqlda",
                ["so_tc"],
                "Hồ sơ thanh toán",
            ),
            ("Tháo gỡ vướng mắc về vật liệu san lấp", "so_nnmt", ["so_xd"], "Báo cáo"),
            ("Công khai tiến độ giải ngân của từng chủ đầu tư", "so_tc", [], "Bảng công khai"),
        ],
    ),
    (
        "Phòng, chống thiên tai và tìm kiếm cứu nạn",
        "chi_thi",
        "UBND",
        "Tài nguyên, môi trường, phòng chống thiên tai",
        [
            (
                "Rà soát các điểm có nguy cơ sạt lở đất, lũ quét",
                "so_nnmt",
                ["x_batxat", "x_yty"],
                "Danh mục, bản đồ",
            ),
            ("Kiểm tra an toàn hồ, đập trước mùa mưa", "cc_tl", ["so_nnmt"], "Báo cáo kiểm tra"),
            (
                "Di dời các hộ dân ra khỏi vùng nguy hiểm",
                "x_muonghum",
                ["so_nnmt"],
                "Biên bản bàn giao",
            ),
            ("Bố trí lực lượng, phương tiện thường trực cứu nạn", "ca", [], "Phương án"),
            (
                "Dự trữ lương thực, thuốc men tại các thôn bản bị chia cắt",
                "x_yty",
                ["so_ct", "so_yt"],
                "Báo cáo",
            ),
        ],
    ),
    (
        "Kế hoạch chuyển đổi số của tỉnh",
        "ke_hoach",
        "UBND",
        "Khoa học, công nghệ, chuyển đổi số",
        [
            (
                "Triển khai kho dữ liệu dùng chung của tỉnh",
                "so_khcn",
                ["so_tc"],
                "Hệ thống vận hành",
            ),
            ("Số hóa hồ sơ đất đai cấp xã", "so_nnmt", ["x_bacha", "x_batxat"], "Cơ sở dữ liệu"),
            (
                "Tập huấn kỹ năng số cho cán bộ, công chức cấp xã",
                "so_nv",
                ["so_khcn"],
                "Lớp tập huấn",
            ),
            (
                "Cung cấp dịch vụ công trực tuyến toàn trình",
                "so_tp",
                ["so_khcn"],
                "Danh mục dịch vụ",
            ),
            ("Phủ sóng di động tại các thôn lõm sóng", "so_khcn", ["x_yty"], "Báo cáo"),
        ],
    ),
    (
        "Kết luận giao ban tháng của Chủ tịch UBND tỉnh",
        "thong_bao",
        "VPUBND",
        "Kinh tế tổng hợp, quy hoạch",
        [
            ("Báo cáo tình hình sản xuất công nghiệp và xuất khẩu", "so_ct", [], "Báo cáo"),
            (
                "Đề xuất giải pháp thu hút khách du lịch dịp cuối năm",
                "so_vhttdl",
                ["so_ct"],
                "Đề án",
            ),
            ("Kiểm tra việc dạy thêm, học thêm trên địa bàn", "so_gddt", ["thanh_tra"], "Báo cáo"),
            ("Xử lý tình trạng lấn chiếm lòng đường, vỉa hè", "p_laocai", ["ca"], "Biên bản"),
            ("Bình ổn thị trường, bảo đảm nguồn cung hàng hóa", "so_ct", ["p_laocai"], "Kế hoạch"),
        ],
    ),
    (
        "Chương trình mục tiêu quốc gia xây dựng nông thôn mới",
        "chuong_trinh",
        "UBND",
        "Nông nghiệp, nông thôn",
        [
            (
                "Thẩm định hồ sơ công nhận xã đạt chuẩn nông thôn mới",
                "so_nnmt",
                ["so_nv"],
                "Tờ trình",
            ),
            ("Bê tông hóa đường liên thôn", "x_bacha", ["so_xd"], "Km đường"),
            ("Phát triển sản phẩm OCOP gắn với chợ phiên", "x_bacha", ["so_ct"], "Sản phẩm"),
            ("Bảo vệ và phục hồi rừng đầu nguồn", "cc_kl", ["x_muonghum"], "Báo cáo"),
            (
                "Cấp nước sạch tập trung cho các thôn vùng cao",
                "x_muonghum",
                ["so_nnmt"],
                "Công trình",
            ),
        ],
    ),
    (
        "Tăng cường công tác tiếp công dân, giải quyết khiếu nại, tố cáo",
        "cong_van",
        "UBND-NC",
        "Thanh tra, tiếp công dân, khiếu nại, tố cáo",
        [
            (
                "Rà soát các vụ việc khiếu nại đông người, kéo dài",
                "thanh_tra",
                ["so_nnmt"],
                "Danh mục vụ việc",
            ),
            ("Báo cáo kết quả thực hiện kết luận thanh tra", "so_xd", ["thanh_tra"], "Báo cáo"),
            (
                "Đối thoại với các hộ dân bị thu hồi đất",
                "p_camduong",
                ["so_nnmt"],
                "Biên bản đối thoại",
            ),
            ("Công khai lịch tiếp công dân của người đứng đầu", "x_batxat", [], "Thông báo"),
            ("Tập huấn nghiệp vụ tiếp công dân cho cấp xã", "thanh_tra", [], "Lớp tập huấn"),
        ],
    ),
    (
        "Nâng cao chất lượng khám, chữa bệnh và phòng dịch",
        "quyet_dinh",
        "UBND",
        "Y tế, dân số",
        [
            ("Kiện toàn trạm y tế sau sắp xếp đơn vị hành chính", "so_yt", ["so_nv"], "Đề án"),
            ("Tiêm chủng mở rộng cho trẻ em vùng cao", "so_yt", ["x_yty", "x_muonghum"], "Báo cáo"),
            (
                "Kiểm tra an toàn thực phẩm bếp ăn bán trú",
                "so_gddt",
                ["so_yt"],
                "Biên bản kiểm tra",
            ),
            ("Đầu tư thiết bị cho trung tâm y tế khu vực", "bqlda", ["so_yt", "so_tc"], "Thiết bị"),
            ("Xử lý rác thải tại các khu dân cư tập trung", "p_laocai", ["so_nnmt"], "Phương án"),
        ],
    ),
    (
        "Rà soát quy hoạch và quản lý trật tự xây dựng",
        "cong_van",
        "UBND-XD",
        "Xây dựng, giao thông, đô thị",
        [
            (
                "Lập điều chỉnh quy hoạch chung đô thị trung tâm",
                "so_xd",
                ["p_laocai", "p_camduong"],
                "Hồ sơ quy hoạch",
            ),
            ("Xử lý công trình xây dựng không phép", "p_laocai", ["so_xd"], "Quyết định xử lý"),
            ("Sửa chữa các điểm đen tai nạn giao thông", "so_xd", ["ca"], "Công trình"),
            ("Cắm mốc giới hành lang thoát lũ", "cc_tl", ["so_xd"], "Hồ sơ mốc giới"),
            ("Khảo sát, đề xuất vị trí bến xe mới", "so_xd", ["p_camduong"], "Báo cáo"),
        ],
    ),
    (
        "Bảo đảm an sinh xã hội và đời sống nhân dân dịp Tết",
        "chi_thi",
        "UBND",
        "Lao động, an sinh xã hội",
        [
            ("Tặng quà gia đình chính sách, hộ nghèo", "so_nv", ["x_bacha", "x_yty"], "Danh sách"),
            ("Hỗ trợ gạo cứu đói giáp hạt", "x_yty", ["so_nv"], "Báo cáo"),
            ("Kiểm tra giá cả, chống buôn lậu, hàng giả", "so_ct", ["ca"], "Báo cáo"),
            ("Tổ chức các hoạt động văn hóa mừng xuân", "so_vhttdl", ["p_laocai"], "Kế hoạch"),
            ("Trực bảo đảm thông tin liên lạc và cấp điện", "so_khcn", ["so_ct"], "Lịch trực"),
        ],
    ),
    (
        "Thực hiện kết luận của Thủ tướng Chính phủ khi làm việc với tỉnh",
        "thong_bao",
        "UBND",
        "Kinh tế tổng hợp, quy hoạch",
        [
            (
                "Đề xuất cơ chế đặc thù cho khu kinh tế cửa khẩu",
                "so_ct",
                ["so_tc", "so_tp"],
                "Đề án",
            ),
            ("Báo cáo kết quả tăng trưởng kinh tế theo quý", "so_tc", ["so_ct"], "Báo cáo"),
            ("Hoàn thiện hồ sơ dự án đường sắt kết nối", "so_xd", ["so_tc"], "Hồ sơ"),
            (
                "Bảo tồn giá trị di sản ruộng bậc thang",
                "so_vhttdl",
                ["x_yty", "x_muonghum"],
                "Kế hoạch",
            ),
            ("Đào tạo nghề gắn với việc làm cho thanh niên", "so_gddt", ["so_nv"], "Đề án"),
        ],
    ),
    (
        "Kiểm tra công vụ và cải cách hành chính",
        "quyet_dinh",
        "UBND",
        "Cải cách hành chính, kiểm soát thủ tục hành chính",
        [
            ("Thành lập đoàn kiểm tra công vụ", "so_nv", ["thanh_tra"], "Quyết định"),
            (
                "Cắt giảm thời gian giải quyết thủ tục đất đai",
                "so_nnmt",
                ["so_tp"],
                "Quyết định công bố",
            ),
            ("Đánh giá chỉ số hài lòng của người dân", "so_nv", ["so_khcn"], "Báo cáo"),
            ("Khắc phục hồ sơ trễ hẹn tại bộ phận một cửa", "p_laocai", [], "Báo cáo"),
            (
                "Niêm yết, công khai thủ tục hành chính cấp xã",
                "x_muonghum",
                ["so_tp"],
                "Biên bản niêm yết",
            ),
        ],
    ),
]
RESULTS = [
    "Đã hoàn thành; văn bản kết quả gửi kèm.",
    "Đã tổ chức xong và tổng kết; báo cáo kết quả gửi kèm.",
    "Đã ban hành văn bản theo thẩm quyền, đang lưu hành tại đơn vị.",
    "Đã hoàn thành toàn bộ khối lượng, có biên bản nghiệm thu.",
]
REPORTS = [
    "Đã hoàn thành dự thảo, đang lấy ý kiến các đơn vị liên quan.",
    "Đã tổ chức kiểm tra thực địa và lập biên bản.",
    "Đang tổng hợp số liệu từ cơ sở, đạt khoảng một nửa khối lượng.",
    "Đã ban hành kế hoạch, phân công các phòng chuyên môn thực hiện.",
]
DIFFICULTIES = [
    "Chưa được bố trí đủ kinh phí trong dự toán.",
    "Mưa lớn kéo dài làm gián đoạn thi công.",
]

# Broadcasts: (subject, content) as typed.
BROADCASTS = (
    {
        "name": "Triển khai ngay các biện pháp ứng phó mưa lũ, sạt lở đất",
        "body": """Từ đêm nay đến hết ngày mai có mưa to đến rất to. Chủ tịch UBND tỉnh yêu cầu:

1. Rà soát ngay các hộ dân ở vùng có nguy cơ sạt lở, lũ quét; sơ tán trước 17 giờ hôm nay.
2. Bố trí lực lượng canh gác tại ngầm tràn, đường bị ngập, không để người qua lại khi chưa an toàn.
3. Trực ban 24/24 giờ; báo cáo tình hình về Văn phòng UBND tỉnh trước 16 giờ hằng ngày.""",
    },
    {
        "name": "Rà soát, báo cáo số liệu phục vụ họp Ban Chỉ đạo chuyển đổi số",
        "body": "Các sở rà soát số liệu dịch vụ công trực tuyến của đơn vị và gửi về Văn phòng "
        "UBND tỉnh trước 10 giờ sáng mai để tổng hợp phục vụ cuộc họp.",
    },
)
