import json
import logging
import re
from datetime import timedelta
from unittest.mock import patch

from lxml import html

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from ...controllers.answer import answer as controller
from ...models.answer.directive_notice_link import LINK_LIFE
from ...tools.notice import link_token
from ...tools.notice.answers import LONGEST
from ..answer_common import AnswerCase
from ..screens import OnATelephone

ROWS = "directive_notice_delivery"


class AnswerPageCase(HttpCase, AnswerCase):
    def setUp(self):
        super().setUp()
        # The clock of a web server cannot be frozen.
        self._stop_clock()
        self.session = None  # of a browser here, not of a mail server
        self.day = self.env["directive.settings"]._today() + timedelta(days=40)
        self.task.sudo()._restore_history({"date_deadline": self.day - timedelta(days=10)})
        self.redate(self.row)
        self.path = self.path_of(self.row)
        self.enterContext(patch.object(controller.wrong_links, "_tries", {}))

    def redate(self, row, **ago):
        """Let ``row`` have been queued so long ago."""
        self.env.flush_all()
        moment = fields.Datetime.now() - timedelta(**ago or {"minutes": 1})
        self.env.cr.execute(f"UPDATE {ROWS} SET date_queued = %s WHERE id = %s", (moment, row.id))
        self.env.invalidate_all()

    def path_of(self, row):
        return "/d/" + self.env["directive.notice.link"]._token(row)

    def get(self, path=None, **kwargs):
        return self.url_open(path or self.path, **kwargs)

    def press(self, kind, path=None, **form):
        answer = self.url_open(path or self.path, data={"kind": kind, **form})
        self.env.invalidate_all()
        return answer

    def text_of(self, answer):
        return " ".join(html.fromstring(answer.text).find("body").text_content().split())

    def answers(self):
        return self.Answer.search([])

    def nothing_happened(self):
        self.env.invalidate_all()
        self.assertFalse(self.answers())
        self.assertEqual((self.task.state, self.row.state), ("assigned", "queued"))


@tagged("post_install", "-at_install")
class TestAnswerPage(AnswerPageCase):
    """The page of the signed link: its content and its buttons."""

    def test_the_server_s_log_holds_no_link(self):
        with self.assertLogs("werkzeug") as logs:
            logging.getLogger("werkzeug").info('"%s" %s', f"GET {self.path}?sent=1 HTTP/1.1", 200)
        self.assertEqual(logs.records[0].getMessage(), '"GET /d/*** HTTP/1.1" 200')

    def test_it_shows_the_item_to_whom_it_is_addressed_and_nothing_of_the_site(self):
        answer = self.get()
        text = self.text_of(answer)
        for wanted in (
            "128/QĐ-UBND, point 3",
            "Report on the test",
            "Department A",
            self.user_a.name,
            "Received",
            "Send a comment",
            "Ask for more time",
            "Open in the application",
        ):
            self.assertIn(wanted, text)
        page = html.fromstring(answer.text)
        self.assertFalse(page.xpath("//script | //nav | //header | //img | //link"))
        links = [one.get("href") for one in page.xpath("//a")]
        self.assertEqual(links, [self.row.notice_id._url()])

    def test_it_is_kept_by_no_cache_no_frame_no_search_engine_and_no_referrer(self):
        for answer in (self.get(), self.get("/d/" + "0" * 20), self.press("comment")):
            headers = answer.headers
            self.assertEqual(headers["Cache-Control"], "no-store")
            self.assertEqual(headers["Referrer-Policy"], "no-referrer")
            self.assertIn("noindex", headers["X-Robots-Tag"])
            self.assertEqual(headers["X-Frame-Options"], "DENY")
            self.assertIn("frame-ancestors 'none'", headers["Content-Security-Policy"])
            self.assertNotIn("unsafe", headers["Content-Security-Policy"])
            nonce = re.search("'nonce-(.*?)'", headers["Content-Security-Policy"])[1]
            self.assertIn(f'nonce="{nonce}"', answer.text)
            self.assertNotIn("Set-Cookie", headers)

    def test_opening_has_no_effect(self):
        for query in ("", "?kind=received", "?sent=1", "?kind=comment&text=Word"):
            self.assertEqual(self.get(self.path + query).status_code, 200)
            for method in ("HEAD", "OPTIONS"):
                answer = self.opener.request(method, self.base_url() + self.path + query)
                self.assertLess(answer.status_code, 500)
        self.nothing_happened()

    def test_a_post_without_a_button_has_no_effect(self):
        for path, form in (
            (self.path, {"text": "Word"}),
            (self.path + "?kind=received", {"text": "Word"}),
            (self.path, {"kind": "accept"}),
            (self.path, {"kind": "_move", "state": "seen"}),
        ):
            self.assertEqual(self.url_open(path, data=form).status_code, 200)
        self.nothing_happened()

    def test_received(self):
        answer = self.press("received")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.url, f"{self.base_url()}{self.path}?sent={self.answers().id}")
        self.assertIn("Sent. Thank you. Received", self.text_of(answer))
        self.assertEqual((self.task.state, self.row.state), ("in_progress", "seen"))
        self.assertFalse(html.fromstring(answer.text).xpath("//input[@value='received']"))

    def test_a_double_tap_is_one_answer(self):
        for _n in range(3):
            self.press("received")
            self.press("comment", text="One word")
            self.press("extension", text="Why", day=str(self.day))
        self.assertEqual(len(self.answers()), 3)
        self.assertEqual((len(self.task.request_ids), len(self.alerts())), (1, 1))

    def test_what_is_sent_again_is_confirmed_itself_and_not_what_came_between(self):
        for text in ("First word", "Second word", "First word"):
            answer = self.press("comment", text=text)
        shown = html.fromstring(answer.text).xpath("//*[@role='status']")[0].text_content()
        self.assertIn("First word", shown)
        self.assertNotIn("Second word", shown)
        self.assertIn("Second word", self.text_of(answer))
        other = self.tell(self.task, self.user_b, channels=("email",), occurrence="b")
        self.redate(other)
        shown = self.text_of(self.get(f"{self.path_of(other)}?sent={self.answers()[0].id}"))
        self.assertNotIn("word", shown, "another's answer is not shown by its number")

    def test_a_comment_is_shown_as_text(self):
        answer = self.press("comment", text="<script>alert(1)</script>\x00 & more")
        self.assertIn("<script>alert(1)</script> & more", self.text_of(answer))
        self.assertFalse(html.fromstring(answer.text).xpath("//script"))
        self.assertIn("&lt;script&gt;", self.task.message_ids[0].body)

    def test_an_extension_waits_for_the_office(self):
        answer = self.press("extension", text="Waiting for figures", day=str(self.day))
        self.assertEqual(self.task.request_ids.author_id, self.user_a)
        self.assertIn("the Office has not decided yet", self.text_of(answer))
        self.assertFalse(html.fromstring(answer.text).xpath("//input[@name='day']"))

    def test_what_is_wrong_is_said_and_what_was_typed_stays(self):
        for form, sentence in (
            ({"kind": "comment", "text": " "}, "Write your comment first."),
            ({"kind": "comment", "text": "x" * (LONGEST + 1)}, "shorten"),
            ({"kind": "extension", "text": "Why <b>", "day": "31/2"}, "“31/2” is not a date"),
            ({"kind": "extension", "text": "Why <b>", "day": "2020-01-01"}, "later than"),
            ({"kind": "extension", "text": "", "day": str(self.day)}, "Say why"),
        ):
            with self.subTest(form=str(form)[:50]):
                answer = self.url_open(self.path, data=form)
                self.assertEqual(answer.status_code, 422)
                page = html.fromstring(answer.text)
                self.assertIn(sentence, page.xpath("//*[@role='alert']")[0].text_content())
                box = page.xpath(f"//form[input/@value='{form['kind']}']")[0]
                self.assertEqual(box.xpath(".//textarea")[0].text or "", form["text"])
                kept = [form["day"]] if "day" in form else []
                self.assertEqual(box.xpath(".//input[@name='day']/@value"), kept)
        self.assertEqual(self.task.state, "assigned")
        self.assertFalse(self.task.request_ids)

    def test_a_flood_is_cut_off_before_it_is_read(self):
        answer = self.press("comment", text="x" * 100_000)
        self.assertEqual(answer.status_code, 413)
        self.nothing_happened()

    def test_an_extension_is_offered_to_the_lead_agency_while_it_works(self):
        helper = self.tell(self.task, self.user_b, channels=("email",), occurrence="b")
        self.redate(helper)
        self.assertNotIn("Ask for more time", self.get(self.path_of(helper)).text)
        answer = self.press("extension", self.path_of(helper), text="Why", day=str(self.day))
        self.assertIn("Only the lead agency", self.text_of(answer))
        self.assertFalse(self.task.request_ids)
        self.task.with_user(self.office_user).action_revoke("By decision")
        answer = self.get()
        self.assertNotIn("Ask for more time", answer.text)
        self.assertIn("Revoked", self.text_of(answer))

    def test_a_person_without_a_user_reads_and_answers(self):
        row = self.tell_contact(self.make_contact(self.agency_a, lang="en_US"))
        self.redate(row)
        answer = self.press("comment", self.path_of(row), text="From a telephone")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.answers().partner_id, row.partner_id)
        self.assertFalse(self.answers().user_id)

    def test_the_recipient_reads_his_own_language(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.user_a.partner_id.lang = "vi_VN"
        self.assertIn('lang="vi-VN"', self.get().text)

    def test_every_field_has_its_label(self):
        page = html.fromstring(self.get().text)
        labels = set(page.xpath("//label/@for"))
        fields_shown = page.xpath("//textarea | //input[not(@type='hidden')]")
        self.assertEqual({one.get("id") for one in fields_shown}, labels)
        self.assertTrue(labels)


@tagged("post_install", "-at_install")
class TestAnswerLink(AnswerPageCase):
    """The link is good for one row, its recipient and thirty days; every other finds nothing."""

    def setUp(self):
        super().setUp()
        self.nothing = self.get("/d/" + "0" * 20)
        self.assertEqual(self.nothing.status_code, 404)

    def plain(self, answer):
        return re.sub("nonce(-|=)[^;>]*", "", answer.text)

    def assert_dead(self, path=None):
        """The path shows the one page of all wrong ones, and its buttons do nothing."""
        pressed = self.press("comment", path, text="x")
        for answer in (self.get(path), self.press("received", path), pressed):
            self.assertEqual(answer.status_code, 404)
            self.assertEqual(self.plain(answer), self.plain(self.nothing))
        self.assertFalse(self.answers())
        self.assertEqual(self.task.state, "assigned")

    def test_a_forged_or_altered_one(self):
        token = self.path[3:]
        wrong = "0" if token[-1] != "0" else "1"
        other = self.tell(self.task, self.user_b, channels=("email",), occurrence="b")
        self.redate(other)
        borrowed = link_token.make(other.id, self.env["directive.notice.link"]._digest(self.row))
        for path in (
            token[:-1] + wrong,
            token[:-1],
            token + "0",
            borrowed,
            "é" * 20,
            "0" * 3,
            "zzzzzz" + token[-16:],
            link_token.make(2**31 - 1, "ab" * 32),
            "%00" + token,
        ):
            with self.subTest(path):
                self.assert_dead(f"/d/{path}")

    def test_the_signature_is_made_for_nothing_else(self):
        with patch(
            "odoo.addons.directive_tracking.models.answer.directive_notice_link.LINK_SCOPE", "x"
        ):
            foreign = self.env["directive.notice.link"]._digest(self.row)
        self.assertNotEqual(foreign, self.env["directive.notice.link"]._digest(self.row))

    def test_capitals_of_a_typed_link_do_not_matter(self):
        self.assertEqual(self.get("/d/" + self.path[3:].upper()).status_code, 200)

    def test_one_that_ran_out(self):
        self.redate(self.row, days=LINK_LIFE.days, minutes=1)
        self.assert_dead()
        self.assertFalse(self.row._answer_url())
        self.redate(self.row, days=LINK_LIFE.days, minutes=-5)
        self.assertEqual(self.get().status_code, 200)

    def test_all_withdrawn_by_the_administrator(self):
        with self.assertRaises(AccessError):
            self.env["res.config.settings"].with_user(self.user_a).action_withdraw_links()
        self.assertEqual(self.get().status_code, 200)
        self.env["res.config.settings"].create({}).action_withdraw_links()
        self.assert_dead()

    def test_one_whose_message_was_cancelled(self):
        self.row._move("cancelled", "Withdrawn")
        self.assert_dead()

    def test_one_of_a_user_who_was_archived(self):
        self.user_a.sudo().active = False
        self.assert_dead()

    def test_one_of_a_contact_who_left_or_was_archived(self):
        contact = self.make_contact(self.agency_a)
        row = self.tell_contact(contact)
        self.redate(row)
        path = self.path_of(row)
        self.assertEqual(self.get(path).status_code, 200)
        contact.active = False
        self.assert_dead(path)
        contact.active = True
        self.env["directive.agency.member"].search([("partner_id", "=", contact.id)]).unlink()
        self.assert_dead(path)

    def test_one_whose_holder_may_no_longer_see_the_task(self):
        self.correct(self.task, lead_agency_id=self.agency_below.id)
        self.env["directive.agency.member"].search([("user_id", "=", self.user_a.id)]).unlink()
        self.assert_dead()

    def test_it_opens_one_item_and_no_session(self):
        self.press("received")
        answer = self.url_open(f"/odoo/directive-tasks/{self.task.id}", allow_redirects=False)
        self.assertIn("/web/login", answer.headers.get("Location", ""))
        other = self.make_task(name="Another secret")
        self.assertNotIn("Another secret", self.get().text)
        self.assertNotIn(other.display_name, self.get().text)

    def test_whoever_is_logged_in_means_nothing(self):
        self.authenticate("test_b", "test_b")
        answer = self.press("comment", text="From the holder")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.answers().user_id, self.user_a)
        self.assertEqual(self.task.message_ids[0].author_id, self.user_a.partner_id)

    def test_an_address_with_many_wrong_ones_is_turned_away_and_the_right_one_served(self):
        for _n in range(controller.wrong_links.limit):
            last = self.get("/d/" + "1" * 20)
        self.assertEqual(last.status_code, 429)
        self.assertEqual(self.get().status_code, 200)


@tagged("post_install", "-at_install")
class TestAnswerPageOnATelephone(OnATelephone, AnswerPageCase):
    """The whole way on a screen of 390 x 844, without logging in."""

    # Asked again and again, on every page of the way, until it is true: on each new page it
    # looks round, then taps. Nothing sticks out, and everything to tap is large enough.
    WAY = """(() => {
        const steps = %(steps)s;
        if (document.readyState !== "complete" || window.tapped) return false;
        const number = Number(sessionStorage.getItem("step") || 0);
        const [kind, typed, confirmed] = steps[number];
        const problems = [];
        for (const one of document.querySelectorAll("details")) one.open = true;
        for (const one of document.querySelectorAll("button, a, summary, textarea, [name=day]")) {
            const height = one.getBoundingClientRect().height;
            if (height < 44) problems.push(`too small to tap, ${height}: ${one.innerText}`);
        }
        const width = document.documentElement.scrollWidth;
        if (innerWidth !== 390 || width > 390) problems.push(`${width} wide on ${innerWidth}`);
        const word = document.querySelector("[role=status]")?.innerText || "";
        if (!word.includes(confirmed)) problems.push(`not confirmed: ${confirmed} in “${word}”`);
        if (problems.length) console.error(`page ${number}: ${problems.join("; ")}`);
        if (!kind) return true;
        window.tapped = true;
        sessionStorage.setItem("step", number + 1);
        const form = document.querySelector(`form:has(input[value=${kind}])`);
        for (const [name, value] of Object.entries(typed)) form.elements[name].value = value;
        form.querySelector("button").click();
        return false;
    })()"""

    def test_received_a_comment_and_a_request_for_more_time(self):
        steps = [
            ("received", {}, ""),
            ("comment", {"text": "Chờ số liệu của xã"}, "Received"),
            ("extension", {"text": "Chờ", "day": str(self.day)}, "Chờ số liệu"),
            (None, {}, "Asks for more time"),
        ]
        way = self.WAY % {"steps": json.dumps(steps)}
        self.browser_js(self.path, 'console.log("test successful")', ready=way)
        self.env.invalidate_all()
        self.assertEqual(
            sorted(self.answers().mapped("kind")), ["comment", "extension", "received"]
        )
        self.assertEqual(self.task.state, "in_progress")
        self.assertEqual(self.task.request_ids.state, "pending")
