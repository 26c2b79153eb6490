import base64
import io
import zipfile
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time
from lxml import html
from PIL import Image

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import hmac as sign

from odoo.addons.directive_tracking.tools.notice.delivery import Outcome

from ...models.citizen import petition_filing as module
from ...tools.citizen.filing import LINES, LONGEST
from ..petition_common import NOW
from .citizen_browser import barriers, telephone
from .test_citizen_lookup import CitizenPageCase

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
TYPED = {
    "name": "Vàng A Pao",
    "id_number": "010 201 345 678",
    "address": "Thôn Nậm Pung, xã Mường Hum",
    "phone": "",
    "email": "pao@example.com",
    "against": "Quyết định số 12/QĐ-UBND",
    "content": "Đất nhà tôi bị thu hồi mà không có bồi thường.",
    "demand": "Xem xét lại quyết định.",
}


class FilingCase(CitizenPageCase):
    """A commune that receives letters online; codes are caught instead of sent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.filings = cls.env["petition.filing"]
        cls.env["directive.agency"].search([]).takes_letters_online = False
        cls.commune_x.takes_letters_online = True

    def setUp(self):
        super().setUp()
        self.sent = []
        self.patch(self.registry["directive.channel.email"], "_send_to_address", self._catch)

    def _catch(self, address, subject, text):
        self.sent.append((address, text))
        return Outcome("accepted")

    def begin(self, kind="petition", **typed):
        form = {**TYPED, "agency": str(self.commune_x.id), **typed}
        return self.url_open(f"/don-thu/gui/{kind}", data=form)

    def last(self):
        return self.filings.search([], order="id desc", limit=1)

    def press(self, step, filing=None, files=None, **form):
        path = f"/don-thu/nhap/{(filing or self.last())._token()}"
        return self.url_open(path, data={"step": step, **form}, files=files)

    def confirmed(self, kind="petition", **typed):
        """Return a letter whose code has been typed."""
        self.begin(kind, **typed)
        self.press("confirm", code=self.last()._code())
        return self.last()


@tagged("post_install", "-at_install")
class TestCitizenFiling(FilingCase):
    """A letter that is filed online."""

    def test_a_link_of_a_lost_database_does_not_open_the_letter_that_got_its_number(self):
        self.begin()
        filing = self.last()
        lost = filing._token()
        self.env.cr.execute(
            "UPDATE petition_filing SET create_date = create_date - interval '1 minute' WHERE id = %s",
            filing.ids,
        )
        self.env.invalidate_all()
        self.assertFalse(self.filings._find(lost))
        self.assertEqual(self.filings._find(filing._token()), filing)

    def test_it_is_received_with_its_people_papers_and_a_receipt(self):
        filing = self.confirmed()
        self.press("add", files={"file": ("Ảnh đất.png", PNG)})
        answer = self.press("send", filing)
        letter = filing.letter_id
        self.assertEqual((letter.source, letter.agency_id), ("online", self.commune_x))
        self.assertEqual(letter.matter_ids.mapped("kind"), ["petition"])
        self.assertEqual(letter.person_ids.mapped("name"), ["Vàng A Pao"])
        self.assertEqual(letter.person_ids.id_number, "010201345678")
        self.assertEqual(letter.paper_ids.mapped("file_name"), ["Ảnh đất.png"])
        number, code = html.fromstring(answer.text).xpath("//dd[@class='secret']/text()")
        self.assertEqual(self.env["petition.receipt"]._find(number, code), letter)
        self.assertTrue(html.fromstring(answer.text).xpath("//main//svg"))

    def test_the_code_reaches_the_address_and_is_stored_nowhere(self):
        self.begin()
        filing = self.last()
        with patch.object(self.registry["ir.cron"], "_commit_progress"):  # which would commit
            filing._cron_send_codes()
        [(address, text)] = self.sent
        self.assertEqual(address, "pao@example.com")
        self.assertIn(filing._code(), text)
        self.assertEqual(filing.code_state, "sent")
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT to_jsonb(f)::text FROM petition_filing f WHERE id = %s", [filing.id]
        )
        self.assertNotIn(filing._code(), self.env.cr.fetchone()[0])

    def test_what_is_typed_lies_sealed_in_the_database_and_is_gone_afterwards(self):
        filing = self.confirmed()
        self.press("add", files={"file": ("Vàng A Pao.png", PNG)})
        self.env.flush_all()
        for table in ("petition_filing", "petition_filing_file", "ir_attachment"):
            self.env.cr.execute(f"SELECT count(*) FROM {table} t WHERE t::text ILIKE '%A Pao%'")
            self.assertEqual(self.env.cr.fetchone()[0], 0, table)
        attachment = self.env["ir.attachment"].search(
            [("res_model", "=", "petition.filing.file"), ("res_field", "=", "sealed")]
        )
        self.assertNotIn(PNG, attachment.raw)
        self.press("send", filing)
        self.assertFalse(filing.sealed or filing.file_ids)

    def test_without_the_code_nothing_is_filed(self):
        self.begin()
        filing = self.last()
        for step in ("send", "add", "drop", "_file", ""):
            self.press(step, filing)
        self.assertEqual((filing.state, filing.letter_id.id), ("typed", False))

    def test_five_wrong_codes_end_a_code_and_three_codes_are_sent(self):
        self.begin()
        filing = self.last()
        right = filing._code()
        for _n in range(module.MOST_WRONG):
            self.assertEqual(self.press("confirm", filing, code="x").status_code, 422)
        self.press("confirm", filing, code=right)
        self.assertEqual(filing.state, "typed", "the code has ended")
        for status in (200, 200, 422):
            self.assertEqual(self.press("again", filing).status_code, status)
        self.assertNotEqual(filing._code(), right)
        self.press("confirm", filing, code=filing._code())
        self.assertEqual(filing.state, "confirmed")

    def test_pressing_twice_files_one_letter_and_shows_a_code_that_opens_it(self):
        filing = self.confirmed()
        first, answer = (self.press("send", filing) for _n in range(2))
        said = "The code shown before no longer opens"
        self.assertNotIn(said, self.text_of(first))
        self.assertIn(said, self.text_of(answer))
        number, code = html.fromstring(answer.text).xpath("//dd[@class='secret']/text()")
        letters = self.env["petition.letter"].search([("source", "=", "online")])
        self.assertEqual(letters, self.env["petition.receipt"]._find(number, code))

    def test_a_complaint_is_accepted_once_it_is_signed(self):
        filing = self.confirmed("complaint")
        answer = self.press("send", filing)
        self.assertIn("sign it", self.text_of(answer))
        matter = filing.letter_id.matter_ids
        matter.subject_id = self.subject
        self.advance(matter, "classify")
        with self.assertRaises(UserError):
            self.advance(matter, "accept")
        filing.letter_id.with_user(self.staff_x).is_signed = True
        self.advance(matter, "accept")

    def test_a_denunciation_is_offered_where_its_text_may_be_kept(self):
        self.assertEqual(self.begin("denunciation").status_code, 404)
        self.assertIn("A denunciation is made in person", self.url_open("/don-thu").text)
        self.patch(
            self.registry["directive.settings"], "_denunciations_have_text", lambda _self: True
        )
        self.assertEqual(self.begin("denunciation").status_code, 200)

    def test_staff_are_told_and_nobody_else_reads_what_is_being_written(self):
        filing = self.confirmed()
        for user in (self.staff_x, self.manager, self.admin_user):
            for model in ("petition.filing", "petition.filing.file"):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search_read([], ["id"])
        self.press("send", filing)
        notice = self.env["directive.notice"].search([("event", "=", "petition_online")])
        self.assertEqual(notice.res_id, filing.letter_id.matter_ids.id)
        self.assertIn(self.staff_x, notice.delivery_ids.user_id)

    def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(self):
        answer = self.begin("complaint", id_number="12", name="<b>Pao", content="x", agency="0")
        self.assertEqual(answer.status_code, 422)
        page = html.fromstring(answer.text)
        wrong = [one.get("id") for one in page.xpath("//*[@aria-invalid='true']")]
        self.assertEqual(wrong, ["agency", "id_number", "content"])
        for name in wrong:
            [box] = page.xpath(f"//*[@id='{name}']")
            for described in box.get("aria-describedby").split():
                self.assertTrue(page.xpath(f"//*[@id='{described}']"), described)
            self.assertTrue(page.xpath(f"//*[@role='alert']//a[@href='#{name}']"))
        self.assertEqual(page.xpath("//input[@name='name']/@value"), ["<b>Pao"])
        self.assertFalse(self.last())

    def test_a_file_is_what_it_says_and_of_a_good_size(self):
        filing = self.confirmed()
        for name, content, word in (
            ("a.pdf", b"MZ\x90\0\3\0", "a.pdf"),
            ("a.html", b"<html>", "a.html"),
            ("a.png", b"", "a.png"),
            ("a.png", PNG + b"0" * 5 * 2**20, "a.png"),
        ):
            answer = self.press("add", filing, files={"file": (name, content)})
            self.assertEqual(answer.status_code, 422)
            self.assertIn(
                word, html.fromstring(answer.text).xpath("//*[@role='alert']")[0].text_content()
            )
        for _n in range(6):
            self.press("add", filing, files={"file": ("b.png", PNG)})
        self.assertEqual(len(filing.file_ids), 5)
        self.press("drop", filing, file=str(filing.file_ids[0].id))
        self.assertEqual(len(filing.file_ids), 4)

    def test_hostile_files_are_kept_as_they_are_and_unpacked_by_nobody(self):
        """A picture of 144 million points, an archive that grows, a picture that is a page too."""
        Image.new("1", (12_000, 12_000)).save(bomb := io.BytesIO(), "PNG")
        with zipfile.ZipFile(packed := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", b"0" * 30_000_000)
        files = {
            "bomb.png": bomb.getvalue(),
            "bomb.docx": packed.getvalue(),
            "page.png": PNG + b"<script>alert(1)</script>",
        }
        filing = self.confirmed()
        answers = [self.press("add", filing, files={"file": file}) for file in files.items()]
        self.assertIn("is too large", answers[0].text)
        del files["bomb.png"]
        self.assertEqual(self.press("send", filing).status_code, 200)
        papers = filing.letter_id.paper_ids.with_context(bin_size=False)
        self.assertEqual(len(papers), len(files))
        for paper in papers:
            self.assertEqual(base64.b64decode(paper.file), files[paper.file_name])

    def test_markup_and_signs_that_turn_a_text_round_stay_words(self):
        evil = "<img src=x onerror=alert(1)>\u202eabc{{7*7}}${7}\x00"
        typed = {name: evil + " " + TYPED[name] for name in ("name", "address", "content")}
        filing = self.confirmed(**typed)
        page = html.fromstring(self.press("edit", filing).text)
        self.assertFalse(page.xpath("//img | //script"))
        self.press("send", filing)
        person = filing.letter_id.person_ids
        self.assertEqual(person.name, "<img src=x onerror=alert(1)>abc{{7*7}}${7} Vàng A Pao")

    def test_a_file_with_an_odd_name_is_sent_with_the_letter(self):
        filing = self.confirmed()
        for name in ("../../a.png", "b\0.png", "don\u202egnp.png", "\0\u202e"):
            self.assertEqual(self.filings.env["petition.filing.file"]._add(filing, name, PNG), "")
        self.press("send", filing)
        names = filing.letter_id.paper_ids.mapped("name")
        self.assertEqual(names[:3], ["a.png", "b.png", "dongnp.png"])
        self.assertTrue(all(name.isprintable() for name in names))

    def test_no_field_takes_a_state_secret(self):
        for name in TYPED:
            if LONGEST[name] > 20:  # a telephone or a card is digits
                more = f"\n{TYPED[name]}" if name in LINES else ""
                with self.subTest(name):
                    answer = self.begin(**{name: f"TUYỆT MẬT{more}"})
                    self.assertEqual(answer.status_code, 422)
                    self.assertFalse(self.filings.search([]))

    def test_no_line_break_gets_into_the_head_of_a_mail(self):
        for email in ("a@b.vn\r\nBcc: c@d.vn", "a@b.vn,c@d.vn", "a@b.vn;c@d.vn", '"a b"@c.vn'):
            with self.subTest(email):
                self.assertEqual(self.begin(email=email).status_code, 422)

    def test_another_address_is_confirmed_again(self):
        filing = self.confirmed()
        self.press("keep", filing, **{**TYPED, "agency": self.commune_x.id, "name": "Pao"})
        self.assertEqual(filing.state, "confirmed")
        self.press(
            "keep", filing, **{**TYPED, "agency": self.commune_x.id, "email": "b@example.com"}
        )
        self.assertEqual((filing.state, filing.code_count), ("typed", 2))

    def test_the_address_of_a_letter_cannot_be_guessed_and_ends_after_a_day(self):
        self.begin()
        token = self.last()._token()
        for wrong in (token[:-1] + ("0" if token[-1] != "0" else "1"), "0" * 20, "é"):
            self.assertEqual(self.url_open(f"/don-thu/nhap/{wrong}").status_code, 404)
        self.assertTrue(self.filings._find(token))
        with freeze_time(NOW + timedelta(days=2)):
            self.assertFalse(self.filings._find(token))

    def test_floods_end_without_keeping_others_out(self):
        for _n in range(module.MOST_OF_CONTACT):
            self.begin()
        before = self.last()
        self.assertEqual(self.begin().status_code, 429, "one address")
        self.assertEqual(
            self.begin(website="x", email="c@example.com").status_code, 429, "a program"
        )
        self.assertEqual(self.last(), before)
        self.assertEqual(self.begin(email="other@example.com").status_code, 200)
        with patch.object(module, "MOST_OF_NETWORK", 1):
            self.assertEqual(self.begin(email="d@example.com").status_code, 429, "one network")
            self.filings.search([]).state = "confirmed"
            self.assertEqual(
                self.begin(email="d@example.com").status_code, 200, "its place is free"
            )

    def test_nobody_is_flooded_with_codes_however_they_are_written(self):
        """Spellings of one address, letters begun elsewhere and turned to it, and codes asked again."""
        for number in range(module.MOST_OF_CONTACT):
            self.begin(email=f"stranger{number}@example.com")
        for number, filing in enumerate(self.filings.search([])):
            typed = {**TYPED, "agency": self.commune_x.id, "email": f"P.ao+{number}@example.com"}
            self.press("keep", filing, **typed)
            self.press("again", filing)
        self.begin(email="pao@EXAMPLE.com")
        with patch.object(self.registry["ir.cron"], "_commit_progress"):
            self.filings._cron_send_codes()
        self.assertLessEqual(len(self.sent), module.MOST_OF_CONTACT)

    def test_who_has_the_database_alone_cannot_tell_who_is_writing(self):
        self.begin()
        filing = self.last()
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        for text in ("pao@example.com", TYPED["email"]):
            guess = sign(self.env(su=True), module.LINK_SCOPE, text)
            self.assertNotIn(filing.contact_key, (guess, secret))

    def test_its_address_in_the_history_of_a_computer_shows_no_new_code(self):
        filing = self.confirmed()
        self.press("send", filing)
        filing.date_filed = filing.date_filed - module.SENT_AGAIN
        self.assertEqual(self.press("send", filing).status_code, 404)

    def test_what_was_typed_can_be_deleted_at_once(self):
        for filing in (self.confirmed(), self.begin() and self.last()):
            self.press("discard", filing)
            self.assertFalse(filing.exists())


@tagged("post_install", "-at_install")
class TestCitizenOnATelephone(FilingCase):
    """The ways of a citizen on a telephone; the pages allow no script, and axe-core finds no barrier."""

    def test_from_the_first_page_to_the_receipt(self):
        with telephone(self) as page:
            self.assert_good = lambda: self.assertFalse(barriers(page), page.url)
            page.goto(f"{self.base_url()}/don-thu")
            self.assert_good()
            page.click("a[href$='/gui/complaint']")
            self.assert_good()
            page.click("button")
            self.assertIn("#agency", page.inner_html("[role=alert]"))
            self.assert_good()
            page.select_option("[name=agency]", str(self.commune_x.id))
            for name, value in TYPED.items():
                page.fill(f"[name={name}]", value)
            page.click("button")
            self.assert_good()
            page.fill("[name=code]", self.last()._code())
            page.click("button[value=confirm]")
            self.assert_good()
            page.set_input_files(
                "[type=file]", {"name": "Ảnh.png", "mimeType": "image/png", "buffer": PNG}
            )
            page.click("button[value=add]")
            self.assertIn("Ảnh.png", page.inner_text("main"))
            self.assert_good()
            page.click("button[value=send]")
            self.assert_good()
            number, code = page.locator("dd.secret").all_inner_texts()
        letter = self.env["petition.receipt"]._find(number, code)
        self.assertEqual(letter.matter_ids.kind, "complaint")
        self.assertEqual(letter.paper_ids.mapped("name"), ["Ảnh.png"])

    def test_from_the_receipt_to_the_stage(self):
        self.advance(self.letter.matter_ids, "classify", "accept")
        with telephone(self) as page:
            page.goto(f"{self.base_url()}/don-thu")
            self.assertFalse(barriers(page))
            page.fill("[name=number]", self.number)
            page.fill("[name=code]", "0000")
            page.click("button")
            self.assertEqual(page.locator("[role=alert]").count(), 1)
            self.assertEqual(page.input_value("[name=number]"), self.number)
            self.assertFalse(barriers(page))
            page.fill("[name=code]", self.code.lower())
            page.click("button")
            self.assertIn(self.letter.number, page.inner_text("h1"))
            self.assertFalse(barriers(page))
