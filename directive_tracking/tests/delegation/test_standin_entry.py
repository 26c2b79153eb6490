from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..standin_common import LAST, TODAY, StandinCase


@tagged("post_install", "-at_install")
class TestStandinEntry(StandinCase):
    """Who may name whom, for which days, and who sees it."""

    def test_the_absent_their_head_and_an_administrator_name_the_stand_in(self):
        for user in (self.officer, self.head_a, self.admin_user):
            row = self.stand_in(self.officer, self.second, user=user)
            row.with_user(user).action_end()

    def test_nobody_names_themselves_for_somebody_else(self):
        for user in (self.second, self.head_a, self.user_a):
            with self.assertRaisesRegex(UserError, "cannot name yourself"):
                self.stand_in(self.officer, user, user=user)
        self.env["directive.agency.member"].create(
            {"agency_id": self.agency_a.id, "user_id": self.admin_user.id, "role": "officer"}
        )
        with self.assertRaisesRegex(UserError, "cannot name yourself"):
            self.stand_in(self.officer, self.admin_user, user=self.admin_user)

    def test_colleagues_and_strangers_name_nobody(self):
        for user in (self.user_a, self.second, self.user_b, self.user_below, self.office_user):
            with self.assertRaises(UserError):
                self.stand_in(self.officer, self.head_a, user=user)

    def test_a_stand_in_of_the_head_names_nobody_in_the_heads_right(self):
        self.stand_in(self.head_a, self.user_a)
        with self.assertRaisesRegex(UserError, "Only"):
            self.stand_in(self.officer, self.second, user=self.user_a)

    def test_it_stays_within_the_agency(self):
        for standin in (self.user_b, self.user_below):
            with self.assertRaisesRegex(UserError, "another member"):
                self.stand_in(self.officer, standin)

    def test_a_person_with_two_posts_does_not_stand_in_for_themselves(self):
        first = self.post_of(self.officer)
        second = first.copy({"role": "responder"})
        Standin = self.env["directive.standin"].with_user(self.officer)
        vals = {"date_from": TODAY, "date_to": LAST, "reason": "Leave"}
        with self.assertRaisesRegex(UserError, "another member"):
            Standin.create({**vals, "absent_id": first.id, "standin_id": second.id})

    def test_days_that_meet_are_refused_others_not(self):
        self.stand_in(self.officer, self.second)
        self.stand_in(
            self.officer, self.user_a, date_from=date(2026, 11, 28), date_to=date(2026, 12, 5)
        )
        with self.assertRaisesRegex(UserError, "already has a stand-in"):
            self.stand_in(self.officer, self.head_a, date_from=LAST)

    def test_who_is_away_stands_in_for_nobody(self):
        self.stand_in(self.second, self.user_a)
        with self.assertRaisesRegex(UserError, "is also absent"):
            self.stand_in(self.officer, self.second)
        with self.assertRaisesRegex(UserError, "is also absent"):
            self.stand_in(self.user_a, self.second)  # nor in a circle

    def test_a_right_does_not_reach_back(self):
        with self.assertRaisesRegex(UserError, "in the past"):
            self.stand_in(self.officer, self.second, date_from=date(2026, 11, 24))

    def test_the_two_and_their_head_see_it_nobody_else(self):
        row = self.stand_in(self.officer, self.second)
        for user, sees in (
            (self.officer, True),
            (self.second, True),
            (self.head_a, True),
            (self.admin_user, True),
            (self.user_a, False),
            (self.user_b, False),
            (self.office_user, False),
            (self.leader_user, False),
        ):
            with self.subTest(user.login):
                self.env.invalidate_all()
                found = row.with_user(user).search([("id", "=", row.id)])
                self.assertEqual(bool(found), sees)

    def test_it_is_ended_not_changed(self):
        row = self.stand_in(self.officer, self.second)
        for attempt in (
            lambda: row.sudo().write({"date_to": date(2027, 1, 1)}),
            lambda: row.sudo().unlink(),
        ):
            with self.assertRaisesRegex(UserError, "cannot be changed"):
                attempt()
        for user in (self.user_a, self.user_b):
            with self.assertRaises(AccessError):
                row.with_user(user).action_end()
        row.with_user(self.second).action_end()
        self.assertEqual(row.ended_by_id, self.second)
        with self.assertRaisesRegex(UserError, "ended already"):
            row.with_user(self.officer).action_end()

    def test_nobody_says_who_entered_it(self):
        row = self.stand_in(
            self.officer, self.second, author_id=self.head_a.id, agency_id=self.agency_b.id
        )
        self.assertEqual((row.author_id, row.agency_id), (self.officer, self.agency_a))

    def test_the_people_concerned_are_told(self):
        row = self.stand_in(self.officer, self.second)
        notice = self.env["directive.notice"].search([("event", "=", "standin_named")])
        self.assertEqual(notice.res_id, row.id)
        self.assertEqual(notice.delivery_ids.user_id, self.second | self.head_a)

    def test_a_day_typed_leaves_the_name_of_the_form_alone(self):
        """The web client would draw the form anew, and show the day's field empty."""
        Standin = self.env["directive.standin"].with_user(self.head_a)
        values = {
            "absent_id": self.post_of(self.head_a).id,
            "standin_id": self.post_of(self.officer).id,
            "date_from": str(TODAY),
            "date_to": str(LAST),
            "reason": "Leave",
        }
        spec = {name: {} for name in (*values, "display_name", "is_current")}
        for typed, is_named in (("date_to", False), ("standin_id", True)):
            with self.subTest(typed):
                found = Standin.onchange(values, [typed], spec)["value"]
                self.assertEqual("display_name" in found, is_named)
