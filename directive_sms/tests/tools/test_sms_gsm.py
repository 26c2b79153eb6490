from odoo.tests import BaseCase

from ...tools import gsm

# 3GPP TS 23.038, table 6.2.1, row by row.
TABLE = (
    "@£$¥èéùìòÇ\nØø\rÅå",
    "Δ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ",
    " !\"#¤%&'()*+,-./",
    "0123456789:;<=>?",
    "¡ABCDEFGHIJKLMNO",
    "PQRSTUVWXYZÄÖÑÜ§",
    "¿abcdefghijklmno",
    "pqrstuvwxyzäöñüà",
)
VIETNAMESE = (
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
)


class TestSmsGsm(BaseCase):
    """Parts are counted as the standards count them."""

    def test_the_basic_alphabet_is_that_of_the_standard(self):
        standard = set("".join(TABLE)) - {"\x1b"}
        self.assertEqual(gsm.BASIC, standard)
        self.assertEqual(len(standard), 127)

    def test_seven_vietnamese_letters_are_in_it_and_no_more(self):
        self.assertEqual({char for char in VIETNAMESE if gsm.is_gsm(char)}, set("àèéìòùÉ"))

    def test_the_limits_of_one_part_and_of_more(self):
        known = {
            "a" * 160: 1,
            "a" * 161: 2,
            "a" * 306: 2,
            "a" * 307: 3,
            "a" * 459: 3,
            "đ" * 70: 1,
            "đ" * 71: 2,
            "đ" * 134: 2,
            "đ" * 135: 3,
        }
        for text, parts in known.items():
            self.assertEqual(gsm.count(text).parts, parts, f"{len(text)} times {text[0]}")

    def test_an_extension_character_counts_twice(self):
        for char in gsm.EXTENSION:
            self.assertEqual(gsm.count(char * 80).parts, 1)
            self.assertEqual(gsm.count(char * 81).parts, 2)
            self.assertEqual(gsm.count(char).units, 2)

    def test_no_pair_is_torn_apart_between_two_parts(self):
        escape = gsm.split("a" * 152 + "{" + "b" * 152)
        self.assertEqual([len(part) for part in escape], [152, 152, 1])
        emoji = gsm.split("đ" * 66 + "😀" * 40)
        self.assertTrue(all(len(part.encode("utf-16-le")) // 2 <= 67 for part in emoji))
        self.assertEqual("".join(emoji), "đ" * 66 + "😀" * 40)

    def test_every_vietnamese_letter_loses_its_marks(self):
        plain = gsm.strip(VIETNAMESE)
        self.assertTrue(plain.isascii() and plain.isalpha(), plain)
        self.assertEqual(len(plain), len(VIETNAMESE))
        self.assertEqual(set(plain), set("aeiouydAEIOUYD"))

    def test_the_link_survives_every_cut(self):
        link = "https://dieuhanh.laocai.gov.vn/odoo/directive-tasks/1234567"
        for length in range(60, 400, 7):
            for letter in "aư":
                text = f"{(letter * 6 + ' ') * (length // 7)}: {link}"
                short = gsm.fit(text, 1 if letter == "a" else 2, keep=link)
                self.assertTrue(short.endswith(link))
                self.assertLessEqual(gsm.count(short).parts, 1 if letter == "a" else 2)
