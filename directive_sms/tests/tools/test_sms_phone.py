from odoo.tests import BaseCase

from ...tools import phone

# Decision 798/QĐ-BTTTT of 2018: the prefixes of eleven digits and their replacements.
CHANGES = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",  # MobiFone
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",  # VinaPhone
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036",  # Viettel
    "0167": "037", "0168": "038", "0169": "039",
    "0186": "056", "0188": "058", "0199": "059",  # Vietnamobile, Gmobile
}  # fmt: skip


class TestSmsPhone(BaseCase):
    """Which numbers an SMS can reach, however they are written."""

    def test_every_prefix_of_2018_is_brought_up_to_date(self):
        for old, new in CHANGES.items():
            wanted = f"+84{new[1:]}1234567"
            for written in (f"{old}1234567", f"+84{old[1:]}1234567", f"84 {old[1:]} 123 45 67"):
                with self.subTest(written):
                    self.assertEqual(phone.normalize(written), wanted)
                    self.assertEqual(phone.as_typed(written), wanted)
                    self.assertTrue(phone.same(written, wanted))

    def test_what_is_new_already_is_left_alone(self):
        for new in CHANGES.values():
            self.assertEqual(phone.normalize(f"{new}1234567"), f"+84{new[1:]}1234567")
        # 084 is a prefix as well as the country.
        for written in ("0841234567", "+84841234567", "84841234567", "0084841234567"):
            self.assertEqual(phone.normalize(written), "+84841234567", written)

    def test_only_mobile_numbers(self):
        for written, code in (
            ("024 3825 1234", "not_mobile"),
            ("0214 3840 888", "not_mobile"),
            ("1900 1234", "invalid"),
            ("1800 6091", "invalid"),
            ("113", "invalid"),
            ("8088", "invalid"),
            ("", "missing"),
            ("0912 345 67", "invalid"),
            ("0912 345 6789", "invalid"),
            ("0162912345", "invalid"),
        ):
            with self.subTest(written):
                found = phone.why(written)
                self.assertTrue(found, "no SMS may go there")
                if code != "invalid":
                    self.assertEqual(found, code)

    def test_no_letter_is_taken_for_a_digit(self):
        for written in (
            "O912345678",
            "o912345678",
            "0912345678a",
            "0912345678¹",
            "091234567①",
            "0912-345-67B",
        ):
            self.assertEqual(phone.why(written), "invalid", written)

    def test_one_number_only(self):
        for written in (
            "0912345678 / 0987654321",
            "0912345678, 0987654321",
            "0912345678 0987654321",
            "0912345678;0987654321",
        ):
            self.assertEqual(phone.why(written), "several", written)
