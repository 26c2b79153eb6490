import re

from lxml import html

from odoo.tests import HttpCase, tagged

from ...controllers.citizen import lookup as controller
from .citizen_common import CitizenCase


class CitizenPageCase(CitizenCase, HttpCase):
    """Asks pages without being logged in."""

    def setUp(self):
        super().setUp()
        controller.wrong_codes._tries.clear()

    def look_up(self, number=None, code=None, **form):
        number, code = number or self.number, code or self.code
        return self.url_open("/don-thu/tra-cuu", data={"number": number, "code": code, **form})

    def page_of(self, answer):
        return html.fromstring(answer.text)

    def text_of(self, answer):
        [main] = self.page_of(answer).xpath("//main")
        return " ".join(main.text_content().split())


@tagged("post_install", "-at_install")
class TestCitizenLookUp(CitizenPageCase):
    """What a citizen sees with the number and the code of the receipt."""

    def test_the_stage_the_office_and_the_telephone(self):
        self.advance(self.letter.matter_ids, "classify", "accept")
        answer = self.look_up()
        self.assertEqual(answer.status_code, 200)
        text = self.text_of(answer)
        for word in (self.letter.number, "Commune X", "0214 3 840 034"):
            self.assertIn(word, text)
        page = html.fromstring(answer.text)
        self.assertEqual(len(page.xpath("//*[@aria-current='step']")), 1)
        self.assertEqual(page.xpath("//a[@class='phone']/@href"), ["tel:02143840034"])

    def test_what_another_body_settles_is_not_said_to_be_settled(self):
        self.advance(self.letter.matter_ids, "urge")
        text = self.text_of(self.look_up())
        self.assertIn(
            self.env["petition.citizen.page"]._stage_words()["urged"][1].split(".")[0], text
        )
        self.assertEqual(self.letter.matter_ids.state, "closed")

    def test_no_name_no_address_and_no_content(self):
        for kind in ("petition", "complaint", "denunciation"):
            text = self.look_up(*self.issue(self.make_letter_of_x(kind))).text
            for secret in ("Lù Thị Mẩy", "Bản Liền", "0912345678", "Thửa đất"):
                self.assertNotIn(secret, text, kind)

    def test_of_a_denunciation_the_stage_alone(self):
        letter = self.make_letter_of_x("denunciation")
        self.advance(letter.matter_ids, "classify", "accept", "verify")
        answer = self.look_up(*self.issue(letter))
        page = html.fromstring(answer.text)
        self.assertEqual(len(page.xpath("//p[@class='stage']")), 1)
        self.assertFalse(page.xpath("//ol | //details | //a[@class='phone'] | //main//form"))
        for word in (letter.number, letter.matter_ids.number, "Commune X", "/2026"):
            self.assertNotIn(word, self.text_of(answer))

    def test_the_square_leads_to_the_same_page(self):
        path = f"/don-thu/q/{self.number}/{self.code}"
        self.assertEqual(self.text_of(self.url_open(path)), self.text_of(self.look_up()))
        self.assertEqual(self.url_open(path[:-1]).status_code, 404)

    def test_nothing_is_kept_by_cache_frame_session_or_search_engine(self):
        for answer in (self.url_open("/don-thu"), self.look_up(), self.look_up(code="x")):
            self.assertEqual(answer.headers["Cache-Control"], "no-store")
            self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
            self.assertEqual(answer.headers["X-Frame-Options"], "DENY")
            self.assertIn("noindex", answer.headers["X-Robots-Tag"])
            self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
            self.assertNotIn("Set-Cookie", answer.headers)
            self.assertFalse(html.fromstring(answer.text).xpath("//script | //link | //img"))
            self.assertLess(len(answer.content), 12_000, "a small page for a slow network")

    def test_typed_words_are_shown_as_words(self):
        answer = self.look_up('"><script>alert(1)</script>', "'><b>")
        self.assertEqual(answer.status_code, 404)
        self.assertFalse(html.fromstring(answer.text).xpath("//script | //main//b"))


@tagged("post_install", "-at_install")
class TestCitizenGuessing(CitizenPageCase):
    """Whoever guesses learns nothing, and keeps nobody else out."""

    def plain(self, answer):
        text = re.sub(r"nonce(-|=)[^;>]*", "", answer.text)
        return re.sub(r'value="[^"]*"', "", text)

    def test_a_wrong_number_and_a_wrong_code_get_the_same_answer(self):
        wrong = [
            self.look_up(code="0000-0000-0000-0000"),
            self.look_up(number="9999-9999"),
            self.look_up(number="9999-9999", code="0000-0000-0000-0000"),
            self.look_up("x", "y"),
            self.url_open("/don-thu/q/9999-9999/0"),
        ]
        self.assertEqual({answer.status_code for answer in wrong}, {404})
        self.assertEqual(len({self.plain(answer) for answer in wrong}), 1)
        names = {frozenset(answer.headers) for answer in wrong}
        self.assertEqual(len(names), 1)

    def test_after_many_guesses_the_right_code_still_opens_the_letter(self):
        for number in range(controller.wrong_codes.limit):
            self.look_up(number=f"1000-{number:04}", code="0000-0000-0000-0000")
        last = self.look_up(code="0000-0000-0000-0000")
        other = self.look_up(number="9999-9999")
        self.assertEqual((last.status_code, other.status_code), (429, 429))
        self.assertEqual(self.plain(last), self.plain(other))
        self.assertEqual(self.look_up().status_code, 200, "the neighbour at the same address")

    def test_a_post_without_a_form_and_a_get_with_one_find_nothing(self):
        self.assertEqual(self.url_open("/don-thu/tra-cuu", data={"x": "y"}).status_code, 404)
        query = f"?number={self.number}&code={self.code}"
        self.assertNotIn(self.letter.number, self.url_open(f"/don-thu/tra-cuu{query}").text)
        answer = self.url_open(f"/don-thu/tra-cuu{query}", data={"x": "y"})
        self.assertEqual(answer.status_code, 404, "the address is no form")
