import os

from odoo.tests import tagged

from ...tools.citizen.code import LENGTH, SIGNS, new_code, new_number
from .test_citizen_lookup import CitizenPageCase

IS_LONG = bool(os.environ.get("DIRECTIVE_LONG_TESTS"))
GUESSES = 100_000 if IS_LONG else 1_000  # asked of the model
REQUESTS = 2_000 if IS_LONG else 40  # asked of the page


@tagged("post_install", "-at_install")
class TestCitizenGuesses(CitizenPageCase):
    """A hundred thousand guesses; ``DIRECTIVE_LONG_TESTS`` makes all of them."""

    def test_guesses_open_nothing_and_the_code_stays_good(self):
        find = self.env["petition.receipt"]._find
        for n in range(GUESSES):
            number = self.number if n % 2 else new_number()
            self.assertFalse(find(number, new_code()))
        self.assertEqual(find(self.number, self.code), self.letter)

    def test_a_code_with_one_wrong_sign_opens_nothing(self):
        code = self.code.replace("-", "")
        for place in range(LENGTH):
            for sign in SIGNS.replace(code[place], ""):
                wrong = code[:place] + sign + code[place + 1 :]
                self.assertFalse(self.env["petition.receipt"]._find(self.number, wrong))

    def test_whoever_guesses_at_the_page_keeps_nobody_out(self):
        answers = {self.look_up(code=new_code()).status_code for _n in range(REQUESTS)}
        self.assertEqual(answers, {404, 429})
        self.assertEqual(self.look_up().status_code, 200)
        other = self.issue(self.make_letter_of_x())
        self.assertEqual(self.look_up(*other).status_code, 200)

    def test_codes_are_drawn_evenly(self):
        drawn = "".join(new_code() for _n in range(500))
        expected = len(drawn) / len(SIGNS)
        for sign in SIGNS:
            self.assertLess(abs(drawn.count(sign) - expected), 6.5 * expected**0.5, sign)
