from datetime import date

from odoo.exceptions import ValidationError

from .reception_common import ReceptionCase

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


class TestReceptionDuty(ReceptionCase):
    """How often the head of an agency receives citizens, against the least that the law asks."""

    def balance(self, agency, first=FIRST, last=LAST):
        duties = self.env["petition.reception.duty"].with_user(self.manager)
        return duties._balances(first, last, agency)[agency.id]

    def hold(self, day, user=None, **vals):
        session = self.make_session(user or self.staff_x, date=day, **vals)
        session.action_hold()
        return session

    def test_the_head_of_a_commune_owes_two_days_a_month_since_july_2026(self):
        self.assertEqual(self.balance(self.commune_x), (2, 0, 0))
        self.hold(date(2026, 11, 5))
        self.hold(date(2026, 11, 12))
        self.assertEqual(self.balance(self.commune_x), (2, 2, 2))
        self.assertEqual(self.balance(self.agency_office), (1, 0, 0))

    def test_before_it_was_a_day_a_week(self):
        june = (date(2026, 6, 1), date(2026, 6, 30))
        self.assertEqual(self.balance(self.commune_x, *june)[0], 4)

    def test_a_day_too_many_makes_up_for_none_in_another_month(self):
        for day in (5, 12, 19):
            self.hold(date(2026, 11, day))
        both = (date(2026, 10, 1), LAST)
        self.assertEqual(self.balance(self.commune_x, *both), (4, 3, 2))

    def test_unscheduled_sessions_do_not_count(self):
        self.hold(date(2026, 11, 5), kind="unscheduled")
        self.assertEqual(self.balance(self.commune_x), (2, 0, 0))

    def test_two_sessions_of_one_day_are_one_day(self):
        for _session in "12":
            self.hold(date(2026, 11, 5))
        self.assertEqual(self.balance(self.commune_x), (2, 1, 1))

    def test_a_session_says_how_many_days_its_month_still_asks(self):
        first = self.make_session(self.staff_x, date=date(2026, 12, 10))
        self.assertIn("plan 1 more", first.duty_warning)
        self.make_session(self.staff_x, date=date(2026, 12, 17))
        first.invalidate_recordset(["duty_warning"])
        self.assertFalse(first.duty_warning)

    def test_the_figure_shows_those_who_received_nobody(self):
        leader = self.make_user("test_duty_leader", "leader")
        form = self.env["directive.form"].search([("code", "=", "03/LĐ")])
        values = {"form_id": form.id, "period": "days", "date_first": FIRST, "date_last": LAST}
        self.hold(date(2026, 11, 5))
        answer = self.env["directive.form.ask"].with_user(leader).create(values)._answer()
        rows = {row.key: row.values for row in answer.rows}
        self.assertEqual(rows[self.commune_x.id], {"1": 2, "2": 1, "3": 1, "4": 1})
        self.assertEqual(rows[self.commune_y.id]["4"], 2)

    def test_rows_of_one_level_do_not_overlap(self):
        with self.assertRaises(ValidationError):
            self.env["petition.reception.duty"].create(
                {"level": "commune", "days": 3, "valid_from": "2027-01-01", "source": "x"}
            )
