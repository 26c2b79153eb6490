"""Texts in the fonts of before Unicode are read as a person sees them."""

import unicodedata

from odoo.tests import BaseCase

from ...tools.appendix.font.legacy_fonts import (
    TCVN,
    encoding,
    to_unicode,
)

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưy"
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
LETTERS.append("đ")
# Written down from the makers' charts, not from the tables under test.
VNI_MARKS = dict(zip(TONES, ("", "ø", "ù", "õ", "û", "ï"), strict=True))
VNI_CIRCUMFLEX = dict(zip(TONES, "âàáãåä", strict=True))
VNI_BREVE = dict(zip(TONES, "êèéüúë", strict=True))
VNI_I = dict(zip(TONES, "iìíóæò", strict=True))
TCVN_SAMPLE = (
    "µ¸¶·¹ ¨»¾¼½Æ ©ÇÊÈÉË ÌÐÎÏÑ ªÒÕÓÔÖ ×ÝØÜÞ ßãáâä «åèæçé ¬êíëìî ïóñòô \xadõøö÷ù úýûüþ ®",
    "àáảãạ ăằắẳẵặ âầấẩẫậ èéẻẽẹ êềếểễệ ìíỉĩị òóỏõọ ôồốổỗộ ơờớởỡợ ùúủũụ ưừứửữự ỳýỷỹỵ đ",
)


def vni(letter):
    """The codes of one lower-case letter in a VNI font."""
    base, marks = unicodedata.normalize("NFD", letter)[0], unicodedata.normalize("NFD", letter)[1:]
    tone = "".join(mark for mark in marks if mark in TONES)
    if letter == "đ":
        return "ñ"
    if base == "i":
        return VNI_I[tone]
    if letter == "ỵ":
        return "î"
    if "\u0302" in marks:
        return base + VNI_CIRCUMFLEX[tone]
    if "\u0306" in marks:
        return base + VNI_BREVE[tone]
    if "\u031b" in marks:
        return {"o": "ô", "u": "ö"}[base] + VNI_MARKS[tone]
    return base + VNI_MARKS[tone]


class TestAppendixLegacyFonts(BaseCase):
    def test_every_vietnamese_letter_has_its_code_in_tcvn(self):
        code_of = {letter: chr(code) for code, letter in TCVN.items()}
        for letter in LETTERS:
            code = code_of.get(letter, letter)
            with self.subTest(letter):
                self.assertTrue(code != letter or letter in VOWELS + "ý")
                self.assertEqual(to_unicode(code, ".VnTime"), letter)
                self.assertEqual(to_unicode(code, ".VnTimeH"), letter.upper())
        codes, letters = TCVN_SAMPLE
        self.assertEqual(to_unicode(codes, ".VnArial"), letters)

    def test_every_vietnamese_letter_has_its_codes_in_vni(self):
        for letter in LETTERS:
            with self.subTest(letter):
                self.assertEqual(to_unicode(vni(letter), "VNI-Times"), letter)
                self.assertEqual(to_unicode(vni(letter).upper(), "VNI-Helve"), letter.upper())

    def test_every_pair_of_letters_stays_apart_in_vni(self):
        for first in LETTERS:
            for second in LETTERS:
                word = first + second
                self.assertEqual(to_unicode(vni(first) + vni(second), "VNI-Times"), word)

    def test_unicode_text_in_an_old_font_stays(self):
        for text in ("Sở Tài chính", "Ủy ban nhân dân", "đơn vị", "HƯỚNG DẪN", "2026 - 30/6"):
            for font in (".VnTime", "VNI-Times", "Times New Roman", None):
                with self.subTest(text=text, font=font):
                    self.assertEqual(to_unicode(text, font), text)

    def test_text_in_a_font_of_today_stays(self):
        text = "".join(map(chr, range(0x20, 0x180)))
        for font in (None, "", "Times New Roman", "Arial", "VNTimes", "Vnexpress", "Calibri"):
            self.assertEqual(to_unicode(text, font), text)

    def test_codes_of_a_symbol_font_are_read_from_the_private_area_too(self):
        self.assertEqual(to_unicode("B\uf0b8o c\uf0b8o", ".VnTime"), "Báo cáo")
        self.assertEqual(to_unicode("\uf0a3\uf0b3\uf0b1", "Symbol"), "≤≥±")
        self.assertEqual(to_unicode("\uf0fe\uf0e9", "Wingdings"), "☑")

    def test_old_fonts_are_told_by_their_names(self):
        names = {
            ".VnTime": "tcvn",
            " .vntime ": "tcvn",
            ".VnCentury Schoolbook": "tcvn",
            ".VnHelvetInsH": "tcvn_capitals",
            "VnTimeH": "tcvn_capitals",
            "VNI-Times": "vni",
            "VNI Times": "vni",
            "Vani": None,
        }
        self.assertEqual({name: encoding(name) for name in names}, names)
