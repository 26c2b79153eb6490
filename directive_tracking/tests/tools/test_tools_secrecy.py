"""A secrecy mark differs from an ordinary word by its position."""

import itertools
import random
import unicodedata

from odoo.tests import BaseCase

from ...tools.guard.secrecy import (
    find_mark,
    is_marked_secret,
    is_secrecy_mark,
    is_secret_name,
    mark_in_name,
)

LEVELS = ("Mật", "Tối mật", "Tuyệt mật")
# Sentences and names from plans, rules and lists; none of them is secret.
HARMLESS = (
    "Bảo vệ bí mật nhà nước trên địa bàn tỉnh",
    "Rà soát mật độ dân cư khu vực biên giới",
    "Đổi mật khẩu tài khoản thư công vụ",
    "Triển khai chữ ký số và sản phẩm mật mã dân sự",
    "Tập huấn phân loại tài liệu Tuyệt mật, Tối mật và Mật",
    "Ban hành danh mục bí mật nhà nước độ Mật thuộc lĩnh vực nội vụ",
    "Giải mật tài liệu lưu trữ lịch sử",
    "Phát triển nghề nuôi ong lấy mật tại các xã vùng cao",
    "Phối hợp mật thiết với Công an tỉnh",
    "Xác định độ mật: Mật, Tối mật, Tuyệt mật của văn bản",
    "Hướng dẫn đóng dấu “Tuyệt mật” theo quy định mới",
    "Sổ quản lý văn bản mật đến",
    "Bảo mật",
    "Bí mật nhà nước",
    "Mật độ",
    "Mật ong bạc hà",
    "Mật khẩu",
    "Độ mật",
    "Mất mùa",
    "1. Tuyệt mật; 2. Tối mật; 3. Mật",
    "An toàn, an ninh mạng; bảo mật thông tin",
    "QUY CHẾ BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "KẾ HOẠCH BẢO MẬT",
    "Số: 901/KH-UBND",
    "Số mật độ: 120 người/km2",
    "Độ mật: Không",
    "Không có dấu chỉ độ mật",
    "Mật thư",
    "Nguyễn Văn Mật",
    "mat",
    "MAT",
    "Tôi mất điện thoại",
    "Bố trí máy tính độc lập để soạn thảo, lưu giữ tài liệu mật",
    "Nghiệm thu đề tài “Mật ong bạc hà Mèo Vạc”",
    "Bảo vệ bí mật kinh doanh của doanh nghiệp",
    "Công tác bảo vệ bí mật nhà nước",
    "tăng cường quản lý tài liệu mật",
    "Tài liệu mật được lưu giữ tại phòng riêng",
    "Sổ đăng ký văn bản mật đi",
    "Văn bản mật: 5",
    "SỞ NỘI VỤ QUẢN LÝ TÀI LIỆU MẬT",
    "BAN CHỈ ĐẠO BẢO VỆ BÍ MẬT",
    "UBND xã - mật độ dân cư",
    "Hướng dẫn ghi “Bản số 01 - Mật” trên từng trang",
    "Bản số 3: mật khẩu thư công vụ",
    "Số: 12/BC-UBND mật độ dân số",
)
# One line of a document's head: the stamp and what stands beside it.
BESIDE = (
    *("TUYỆT MẬT - Bản số 3", "UBND TỈNH   TUYỆT MẬT", "Bản số: 01 - MẬT", "Bản số: 01/05 - Mật"),
    *("UBND TỈNH TUYỆT MẬT", "SỞ KHOA HỌC VÀ CÔNG NGHỆ TỐI MẬT", "BAN QUẢN LÝ KHU KINH TẾ MẬT"),
    *("UBND TỈNH - MẬT", "Sở Nội vụ – TỐI MẬT", "Phụ lục I - MẬT", "PHỤ LỤC TUYỆT MẬT"),
    *("Số: 12/KH-UBND - Mật", "Số: 12/KH-UBND TUYỆT MẬT", "Lưu hành nội bộ - MẬT"),
    *("TỐI MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "MẬT Kế hoạch 5", "Bản sao số ... (Tối mật)"),
    *("Tài liệu mật", "tài liệu tối mật", "Văn bản tuyệt mật.", "Tài liệu mật, bản số 02"),
    *("Tài liệu mật - không phổ biến", "Hồ sơ mật", "Tài liệu MẬT (không được sao chụp)"),
)
FRAMES = ("{}", " {} ", "[{}]", "({})", "| {} |", "═══ {} ═══", "__{}__", "** {} **", "“{}”", "{}.")


def spaced(text):
    """T Ố I   M Ậ T"""
    return "   ".join(" ".join(word) for word in text.split())


def stamps():
    """Every level as stamps are typed."""
    for level in LEVELS:
        yield from (level, level.upper(), level.lower(), spaced(level.upper()))
        for name in ("Độ mật: {}", "ĐỘ MẬT: {}", "Mức độ mật - {}", "Dấu chỉ độ mật: {}"):
            yield name.format(level)
    yield from ("HỎA TỐC - MẬT", "TỐI MẬT; KHẨN", "TÀI LIỆU MẬT", "Mật (bản số 03)", "ＭẬＴ")


class TestToolsSecrecy(BaseCase):
    def test_a_stamp_alone_is_a_mark_however_it_is_typed(self):
        for stamp, frame, form in itertools.product(stamps(), FRAMES, ("NFC", "NFD")):
            text = unicodedata.normalize(form, frame.format(stamp))
            with self.subTest(text):
                self.assertTrue(is_secrecy_mark(text))
                self.assertTrue(find_mark(text))
                self.assertTrue(find_mark(f"ỦY BAN NHÂN DÂN TỈNH\t{text}\nSố: 12/KH-UBND"))
                self.assertTrue(is_marked_secret(f"Kế hoạch 5\n{text}\nNội dung"))

    def test_invisible_signs_and_odd_blanks_hide_no_mark(self):
        for hidden in ("\u200b", "\u00ad", "\ufeff", "\xa0", " ", "\u2009", "\n"):
            for stamp in ("MẬT", "TỐI MẬT"):
                with self.subTest(hidden=hidden, stamp=stamp):
                    self.assertTrue(find_mark(hidden.join(stamp)))

    def test_letters_of_another_alphabet_that_look_the_same_hide_no_mark(self):
        for text in ("Ðộ mật: Mật", "\u041cẬ\u0422", "\u0422Ố\u0406 MẬT", "\u039cẬ\u03a4"):
            with self.subTest(ascii(text)):
                self.assertTrue(find_mark(text))
                self.assertTrue(is_marked_secret(f"Kế hoạch 5\n{text}\nNội dung"))

    def test_a_stamp_in_the_codes_of_an_old_font_is_a_mark(self):
        for text in (
            *("MËT", "mËt", "TèI MËT", "tèi mËt", "TUYÖT MËT", "TuyÖt mËt", "§é mËt: MËt"),
            *("MAÄT", "Maät", "TOÁI MAÄT", "TUYEÄT MAÄT", "Ñoä maät: Toái maät"),
        ):
            with self.subTest(text):
                self.assertTrue(find_mark(text))

    def test_a_harmless_text_is_no_mark(self):
        for text, form in itertools.product(HARMLESS, ("NFC", "NFD")):
            written = unicodedata.normalize(form, text)
            with self.subTest(written):
                self.assertIsNone(find_mark(written))
                self.assertFalse(is_secrecy_mark(written))
                self.assertFalse(is_marked_secret(written))
                self.assertFalse(is_secret_name(f"{written}.docx"))

    def test_a_harmless_text_broken_over_lines_is_no_mark(self):
        for text in HARMLESS:
            words = text.split(" ")
            for at in range(1, len(words)):
                first, second = " ".join(words[:at]), " ".join(words[at:])
                with self.subTest(first=first, second=second):
                    if not _is_a_stamp_itself(second, first):
                        self.assertIsNone(find_mark(f"{first}\n{second}"))
                        self.assertIsNone(find_mark(second, first))

    def test_a_mark_among_harmless_lines_is_found_and_nothing_else_is(self):
        chance = random.Random(8)
        for _round in range(300):
            lines = chance.choices([text for text in HARMLESS if not text.endswith("mật")], k=6)
            self.assertIsNone(find_mark("\n\n".join(lines)), lines)
            lines.insert(chance.randrange(7), "·  TỐI MẬT  ·")
            if not find_mark("\n\n".join(lines)):
                self.fail(lines)

    def test_the_mark_itself_is_told_of_a_name(self):
        for name, mark in (
            ("KH 5_TỐI MẬT.docx", "TỐI MẬT"),
            ("KH 12 (Mật).docx", "(Mật)"),
            ("KH 12 MẬT.docx", "MẬT"),
            ("TUYỆT MẬT Kế hoạch.docx", "TUYỆT MẬT"),
        ):
            self.assertEqual(mark_in_name(name), mark)

    def test_the_name_of_a_file_is_marked_by_a_part_of_its_own(self):
        for name in (
            *("MẬT.docx", "KH 12_MẬT.docx", "MẬT_KH12.xlsx", "KH 12 (Tối mật).docx"),
            *("Tuyệt mật - KH.docx", "KH 12 MẬT.docx", "TỐI MẬT Kế hoạch 5.docx", "[MẬT] a.csv"),
            unicodedata.normalize("NFD", "Kế hoạch 5 TUYỆT MẬT.docx"),
        ):
            with self.subTest(name):
                self.assertTrue(is_secret_name(name))
        for name in (
            *("Kế hoạch bảo mật.docx", "BẢO MẬT.docx", "KH_bao_mat.docx", "MẬT MÃ DÂN SỰ.xlsx"),
            *("QUY CHẾ BẢO VỆ BÍ MẬT.docx", "Giải mật 2026.docx", "mật độ dân số.xlsx", "", None),
        ):
            with self.subTest(name):
                self.assertFalse(is_secret_name(name))

    def test_a_stamp_beside_other_words_of_a_head_is_a_mark(self):
        for line, form in itertools.product(BESIDE, ("NFC", "NFD")):
            text = unicodedata.normalize(form, line)
            with self.subTest(text):
                self.assertTrue(find_mark(text))
                self.assertTrue(is_marked_secret(f"Kế hoạch 5\n{text}\nNội dung"))

    def test_a_list_of_papers_and_a_line_that_goes_on_are_no_stamp(self):
        for text in (
            *("Quản lý sổ đăng ký,\nvăn bản mật", "Tài liệu mật\nđược sao chụp ba bản"),
            *("Văn bản mật, văn bản tối mật", "Lưu giữ tài liệu; hồ sơ mật của cơ quan"),
            *("BAN CƠ YẾU - MẬT MÃ", "Phòng - MẬT ĐỘ DÂN SỐ", "Ban hành - MẬT LỆNH"),
        ):
            with self.subTest(text):
                self.assertIsNone(find_mark(text))

    def test_a_level_in_capitals_before_a_remark_is_a_mark(self):
        for level, remark in itertools.product(
            ("MẬT", "TỐI MẬT", "TUYỆT MẬT", "TÀI LIỆU TỐI MẬT", "VĂN BẢN MẬT"),
            (" - KHÔNG PHỔ BIẾN", " (Bản số 2)", ": chỉ người có tên được bóc", " – Lưu hành hẹp"),
        ):
            with self.subTest(level + remark):
                self.assertTrue(find_mark(level + remark))

    def test_a_file_named_without_diacritics_bears_its_mark_all_the_same(self):
        for name in (
            "Phu luc - TOI MAT.docx",
            "PL_tuyet mat.xlsx",
            "12-KH-UBND(M).docx",
            "15_QD-UBND (TM).xlsx",
        ):
            self.assertTrue(is_secret_name(name), name)

    def test_a_name_of_something_else_is_no_mark(self):
        for name in (
            "Ong-mật.xlsx",
            "nuôi ong - mật.xlsx",
            "QUY CHẾ TÀI LIỆU MẬT.docx",
            "Tim toi mat bang.docx",
            "Ke hoach mat do dan cu.xlsx",
        ):
            self.assertFalse(is_secret_name(name), name)


def _is_a_stamp_itself(line, before):
    """A capital "Mật" on a line of its own is a mark, whatever one meant by breaking there."""
    return is_secrecy_mark(line) and line[:1].isupper()
