from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models.citizen import petition_receipt as module
from .citizen_common import CitizenCase


@tagged("post_install", "-at_install")
class TestReceipt(CitizenCase):
    """The number and the secret code that open a letter."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.receipts = cls.env["petition.receipt"]

    def test_number_and_code_open_the_letter_however_they_are_typed(self):
        for number, code in (
            (self.number, self.code),
            (self.number.replace("-", ""), self.code.lower().replace("-", " ")),
        ):
            self.assertEqual(self.receipts._find(number, code), self.letter)

    def test_each_alone_or_with_anothers_opens_nothing(self):
        other = self.make_letter_of_x()
        number, code = self.issue(other)
        for pair in (
            (self.number, code),
            (number, self.code),
            (self.number, ""),
            ("", self.code),
            ("", ""),
            (self.code, self.number),
            (self.number, "0" * 16),
            ("' OR 1=1 --", "%"),
        ):
            self.assertFalse(self.receipts._find(*pair), pair)

    def test_only_a_salted_digest_is_stored(self):
        self.env.flush_all()
        self.env.cr.execute("SELECT * FROM petition_receipt WHERE letter_id = %s", [self.letter.id])
        row = str(self.env.cr.fetchone())
        self.assertNotIn(self.code.replace("-", ""), row)
        self.assertNotIn(self.code, row)
        again = self.make_letter_of_x()
        with patch.object(module, "new_code", return_value=self.code.replace("-", "")):
            self.issue(again)
        both = self.receipts.search([("letter_id", "in", (self.letter.id, again.id))])
        self.assertEqual(len(set(both.mapped("digest"))), 2, "equal codes have other digests")

    def test_a_new_code_ends_the_old_one_and_keeps_the_number(self):
        number, code = self.issue(self.letter)
        self.assertEqual(number, self.number)
        self.assertFalse(self.receipts._find(number, self.code))
        self.assertEqual(self.receipts._find(number, code), self.letter)

    def test_a_wrong_number_takes_the_same_steps_as_a_wrong_code(self):
        """As many statements, digests and comparisons: time tells nothing either."""
        seen = []
        for number in (self.number, "9999-9999", "nothing"):
            with (
                patch.object(module, "is_right", side_effect=module.is_right) as compared,
                self.assertQueryCount(1),
            ):
                self.assertFalse(self.receipts._find(number, "0" * 16))
            [[code, salt, stored]] = [call.args for call in compared.call_args_list]
            seen.append((len(code), len(salt), len(stored)))
        self.assertEqual(len(set(seen)), 1)

    def test_nobody_reads_a_receipt_and_a_clerk_sees_the_number_alone(self):
        for user in (self.staff_x, self.manager, self.admin_user):
            with self.assertRaises(AccessError):
                self.receipts.with_user(user).search_read([], ["number"])
        letter = self.letter.with_user(self.staff_x)
        self.assertEqual(letter.receipt_number, self.number.replace("-", ""))
