from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..petition_common import NOW
from .test_citizen_lookup import CitizenPageCase


@tagged("post_install", "-at_install")
class TestCitizenAnswers(CitizenPageCase):
    """Papers for the citizen, and what they say of how they were served."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commune_x.parent_id = cls.agency_office
        cls.matter = cls.letter.matter_ids
        cls.matter.subject_id = cls.env.ref("directive_petition.subject_kn_1_2", False)
        cls.ratings = cls.env["petition.rating"]

    def decide(self, matter=None):
        matter = matter or self.matter
        self.advance(matter, "classify", "accept")
        matter.with_user(self.staff_x)._take_step("assign", {"handler_id": self.staff_x.id})
        self.advance(matter, "decide")

    def rate(self, rating="poor", words="Chờ quá lâu", number=None, code=None, matter=None, **more):
        form = {"matter": (matter or self.matter).id, "rating": rating, "words": words, **more}
        return self.url_open(
            "/don-thu/danh-gia",
            data={"number": number or self.number, "code": code or self.code, **form},
        )

    def issued(self, matter=None):
        paper = self.env["petition.document"].with_user(self.staff_x)
        vals = {"kind": "answer_letter", "number": "7/UBND-VP", "body": "Trả lời"}
        paper = paper.create({"matter_id": (matter or self.matter).id, **vals, "result": "right"})
        return paper

    def seen_by(self, user):
        return self.ratings.with_user(user).search([])

    # Opinions

    def test_a_poor_opinion_goes_above_and_not_to_who_handled_it(self):
        self.decide()
        self.assertIn("Thank you", self.text_of(self.rate()))
        rating = self.ratings.search([])
        self.assertEqual((rating.rating, rating.words), ("poor", "Chờ quá lâu"))
        self.assertEqual(rating.shown_to_id, self.agency_office)
        self.assertEqual(self.seen_by(self.manager), rating)
        self.assertEqual(self.seen_by(self.leader_user), rating)
        for user in (self.staff_x, self.staff_y):
            self.assertFalse(self.seen_by(user), user.name)
        notice = self.env["directive.notice"].search([("event", "=", "petition_poor")])
        self.assertEqual(notice.delivery_ids.user_id, self.manager)

    def test_a_good_opinion_stays_with_the_agency_but_not_with_the_handler(self):
        self.decide()
        colleague = self.make_staff("test_colleague_x", self.commune_x)
        self.rate("good")
        self.assertTrue(self.seen_by(colleague))
        self.assertFalse(self.seen_by(self.staff_x) or self.seen_by(self.leader_user))

    def test_the_office_is_rated_to_the_leaders(self):
        self.assertFalse(self.agency_office._above_in_petitions())
        matter = self.make_matter(kind="petition", state="decided")
        self.ratings._rate(matter, "poor", "")
        rating = self.ratings.search([])
        self.assertFalse(self.seen_by(self.manager))
        self.assertEqual(self.seen_by(self.leader_user), rating)

    def test_one_opinion_at_the_end_and_none_of_a_denunciation(self):
        self.rate()
        self.assertFalse(self.ratings.search([]), "before there is an answer")
        self.decide()
        for rating in ("great", "", "good", "poor"):
            self.rate(rating)
        self.rate(matter=self.make_matter(kind="petition", state="decided"))
        self.assertEqual(self.ratings.search([]).mapped("rating"), ["good"])
        letter = self.make_letter_of_x("denunciation")
        letter.is_signed = True
        letter.matter_ids.subject_id = self.env["petition.subject"].search([], limit=1)
        self.assertFalse(self.ratings._may_rate(letter.matter_ids))

    def test_a_clerk_who_speaks_for_the_citizen_silences_nobody_and_is_named(self):
        """The clerk prints a slip, uses its code, and the citizen comes later."""
        self.decide()
        clerk = self.make_staff("test_clerk_x", self.commune_x)
        number, code = self.env["petition.receipt"].with_user(clerk)._issue(self.letter)
        self.rate("good", number=number, code=code)
        forged = self.ratings.search([])
        self.assertEqual((forged.slip_by_id, forged.is_doubtful), (clerk, True))
        self.assertEqual(self.seen_by(self.manager), forged, "above, not with the agency")
        self.assertFalse(self.seen_by(clerk))
        with freeze_time(NOW + timedelta(days=3)):
            page = self.look_up(number, code)
            self.assertIn("opinion “Good” was given", self.text_of(page))
            key = {"number": number, "code": code, "again": "1"}
            self.assertIn("Thank you", self.text_of(self.rate("poor", **key)))
            self.assertNotIn("Send my opinion", self.text_of(self.look_up(number, code)))
            self.rate("good", **key)
        own = self.ratings.search([]) - forged
        self.assertEqual((own.rating, own.is_again), ("poor", True))
        notice = self.env["directive.notice"].search([("event", "=", "petition_contradicted")])
        self.assertEqual(notice.delivery_ids.user_id, self.manager)

    def test_a_code_shown_online_leaves_no_doubt(self):
        self.decide()
        self.rate("good")
        self.assertFalse(self.ratings.search([]).is_doubtful)

    def test_nobody_writes_an_opinion(self):
        self.decide()
        self.rate("good")
        rating = self.ratings.search([])
        colleague = self.make_staff("test_colleague_x", self.commune_x, "manager")
        for step in (
            lambda one: one.write({"rating": "poor"}),
            lambda one: one.unlink(),
            lambda one: one.copy(),
            lambda one: one.create({"matter_id": self.matter.id, "rating": "good"}),
        ):
            with self.assertRaises(UserError):
                step(rating.with_user(colleague))

    # Papers

    def test_a_paper_is_downloaded_by_who_has_the_code(self):
        self.advance(self.matter, "classify", "accept")
        paper = self.issued()
        with self.assertRaises(UserError):
            paper._show("a.pdf", b"%PDF-1.4")
        paper.action_issue()
        self.assertNotIn("7/UBND-VP", self.look_up().text)
        paper._show("Trả lời.pdf", b"%PDF-1.4")
        self.assertIn("7/UBND-VP", self.look_up().text)
        form = {"number": self.number, "code": self.code, "document": paper.id}
        answer = self.url_open("/don-thu/van-ban", data=form)
        self.assertEqual(answer.content, b"%PDF-1.4")
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        wrong = self.url_open("/don-thu/van-ban", data={**form, "code": "0"})
        self.assertEqual(wrong.status_code, 404)
        number, code = self.issue(self.make_letter_of_x())
        other = self.url_open("/don-thu/van-ban", data={**form, "number": number, "code": code})
        self.assertNotIn(b"%PDF", other.content)
        paper.action_hide_from_citizen()
        self.assertNotIn(b"%PDF", self.url_open("/don-thu/van-ban", data=form).content)

    def test_no_paper_of_a_letter_with_a_denunciation_is_shown(self):
        letter = self.make_letter_of_x("petition", "denunciation")
        matter = letter.matter_ids.filtered(lambda one: one.kind == "petition")
        self.advance(matter, "classify", "accept")
        paper = self.issued(matter)
        paper.action_issue()
        with self.assertRaises(UserError):
            paper._show("a.pdf", b"%PDF-1.4")

    def test_another_agency_shows_and_hides_nothing(self):
        self.advance(self.matter, "classify", "accept")
        paper = self.issued()
        paper.action_issue()
        for step in ("action_show_to_citizen", "action_hide_from_citizen"):
            with self.assertRaises(AccessError):
                getattr(paper.with_user(self.staff_y), step)()

    # The slip

    def test_the_slip_needs_a_button_and_the_right_to_the_letter(self):
        path = f"/directive_petition/receipt/{self.letter.id}"
        self.authenticate("test_staff_y", "test_staff_y")
        for data in (None, {"csrf_token": "x"}):
            answer = self.url_open(path + ("/new" if data else ""), data=data)
            self.assertIn(answer.status_code, (400, 403, 404))
        self.authenticate("test_staff_x", "test_staff_x")
        page = self.url_open(path)
        self.assertEqual(self.env["petition.receipt"]._find(self.number, self.code), self.letter)
        [token] = self.tokens(page)
        page = self.url_open(path + "/new", data={"csrf_token": token})
        number, code = self.secrets(page)
        self.assertEqual(number, self.number)
        self.assertEqual(self.env["petition.receipt"]._find(number, code), self.letter)
        self.assertNotEqual(code, self.code)
        self.assertIn("<svg", page.text)

    def tokens(self, answer):
        return self.page_of(answer).xpath("//input[@name='csrf_token']/@value")

    def secrets(self, answer):
        return self.page_of(answer).xpath("//dd[@class='secret']/text()")
