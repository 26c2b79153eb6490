from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..evaluation_common import EvaluationCase


@tagged("post_install", "-at_install")
class TestComparisonPage(EvaluationCase):
    """The page of the comparison: bands, raw numbers, and for each role no more than it may know."""

    def page(self, user, kind="month", day="2026-11-01"):
        return self.env["directive.comparison"].with_user(user).standings(kind, day)

    def rows(self, user, group="departments", **asked):
        found = {one["code"]: one for one in self.page(user, **asked)["groups"]}[group]
        return {row["name"]: row for row in found["rows"]}

    def test_like_is_compared_with_like(self):
        self.assertEqual(set(self.rows(self.leader_user)), {"Department A", "Department B"})
        self.assertEqual(set(self.rows(self.leader_user, "communes")), {"Commune X"})

    def test_raw_numbers_stand_beside_rate_interval_and_score(self):
        row = self.rows(self.leader_user)["Department A"]
        self.assertEqual((row["x"], row["n"], row["rate"]), (4, 6, 0.6667))
        self.assertLess(row["low"], row["shrunk"])
        self.assertLess(row["shrunk"], row["rate"])  # drawn to the mean of 5/12
        self.assertEqual(row["band"], "about")

    def test_an_agency_sees_itself_and_nobody_else(self):
        page = self.page(self.user_a)
        shown = [row["name"] for group in page["groups"] for row in group["rows"]]
        self.assertEqual(shown, ["Department A"])
        self.assertNotIn("Department B", str(page))
        for group in page["groups"]:
            self.assertIsNone(group["n"])
            # Of two agencies the mean would give away the other.
            self.assertIsNone(group["mean"])
            self.assertFalse(group["limits"])

    def test_an_agency_sees_the_limits_of_a_group_that_gives_nobody_away(self):
        self.finished(self.agency_below)
        group = self.page(self.user_b)["groups"][0]
        self.assertEqual([row["name"] for row in group["rows"]], ["Department B"])
        self.assertTrue(group["limits"])
        self.assertIsNone(group["x"])

    def test_who_belongs_to_no_agency_sees_nothing(self):
        for user in (self.admin_user, self.outside_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.page(user)

    def test_places_are_shown_only_when_the_office_switches_them_on(self):
        self.assertIsNone(self.rows(self.leader_user)["Department A"]["place"])
        Comparison = self.env["directive.comparison"]
        for user in (self.leader_user, self.user_a, self.admin_user):
            with self.assertRaises(AccessError):
                Comparison.with_user(user).switch_places(True)
        Comparison.with_user(self.office_user).switch_places(True)
        self.assertEqual(self.rows(self.leader_user)["Department A"]["place"], 1)
        self.assertIsNone(self.rows(self.leader_user, "communes")["Commune X"]["place"])
        Comparison.with_user(self.office_user).switch_places(False)
        self.assertIsNone(self.rows(self.leader_user)["Department A"]["place"])

    def test_every_number_opens_its_tasks(self):
        Comparison = self.env["directive.comparison"].with_user(self.leader_user)
        for agency, x, n in ((self.agency_a, 4, 6), (self.agency_b, 1, 6), (self.commune_x, 1, 1)):
            for column, number in (("x", x), ("n", n)):
                action = Comparison.tasks("month", "2026-11-01", column, agency.id)
                found = self.env["directive.task"].search(action["domain"])
                self.assertEqual((len(found), found.lead_agency_id), (number, agency))

    def test_an_agency_opens_no_tasks_of_another(self):
        Comparison = self.env["directive.comparison"].with_user(self.user_a)
        for agency in (self.agency_b.id, 0, 10**9):
            with self.assertRaises(AccessError):
                Comparison.tasks("month", "2026-11-01", "n", agency)

    def test_a_movement_is_marked_only_beyond_chance(self):
        self.assertFalse(self.rows(self.leader_user)["Department B"]["movement"])
        for number in range(6):
            self.finished_a_month_before(self.agency_a, late=number < 3)
            self.finished_a_month_before(self.agency_b)
        rows = self.rows(self.leader_user)
        found = {name: (row["before"], row["movement"]) for name, row in rows.items()}
        self.assertEqual(found, {"Department A": ([3, 6], None), "Department B": ([6, 6], "down")})

    def finished_a_month_before(self, lead, late=False):
        task = self.make_task(lead, state="done", deadline=date(2026, 9, 30))
        steps = {
            "assign": "2026-09-16 02:00:00",
            "receive": "2026-09-17 02:00:00",
            "report_completion": "2026-10-05 02:00:00" if late else "2026-09-28 02:00:00",
            "accept": "2026-10-10 02:00:00",
        }
        self.date_back(task, steps)

    def test_no_such_period_is_said_so(self):
        for kind, day in (("decade", "2026-11-01"), ("month", "soon"), ("month", "9999-12-31x")):
            with self.subTest(kind=kind, day=day), self.assertRaises(UserError):
                self.page(self.leader_user, kind=kind, day=day)

    def test_a_period_without_tasks_is_an_empty_page(self):
        page = self.page(self.leader_user, day="2020-01-01")
        self.assertFalse(any(group["rows"] for group in page["groups"]))
