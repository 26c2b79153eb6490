from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..reception.reception_common import ReceptionCase

DUE, MISSED = "petition_reception_due", "petition_reception_missed"


@tagged("post_install", "-at_install")
class TestReceptionMonth(ReceptionCase):
    """Heads who receive citizens on too few days are told in time, and those above them afterwards."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commune_x.parent_id = cls.agency_office
        for user in (cls.staff, cls.staff_x):
            cls.hold(user, date(2026, 11, 3))

    @classmethod
    def hold(cls, user, day):
        with freeze_time(f"{day} 02:00:00"):
            cls.make_session(user, date=day).action_hold()

    def remind_on(self, day):
        with freeze_time(f"{day} 03:00:00"):
            self.env["petition.clock"]._cron_remind()

    def rows(self, agency):
        return self.env["petition.reception.month"].search([("agency_id", "=", agency.id)])

    def told(self, event, row):
        named = [("event", "=", event), ("res_model", "=", row._name), ("res_id", "in", row.ids)]
        return self.env["directive.notice"].search(named).delivery_ids.user_id

    def test_a_commune_is_told_while_it_can_still_plan_a_day(self):
        self.remind_on(date(2026, 11, 9))
        self.assertFalse(self.rows(self.commune_x))
        for day in (16, 17):
            self.remind_on(date(2026, 11, day))
        row = self.rows(self.commune_x)
        self.assertEqual((row.days_asked, row.days_kept, row.is_over), (2, 1, False))
        self.assertEqual(self.told(DUE, row), self.staff_x)
        self.assertFalse(row.told_id)
        self.assertFalse(self.rows(self.agency_office))

    def test_whoever_has_planned_enough_is_told_nothing(self):
        self.make_session(self.staff_x, date=date(2026, 11, 26))
        self.remind_on(date(2026, 11, 16))
        self.assertFalse(self.rows(self.commune_x))

    def test_the_agency_above_is_told_once_the_month_is_over(self):
        self.remind_on(date(2026, 11, 16))
        for day in (1, 2):
            self.remind_on(date(2026, 12, day))
        row = self.rows(self.commune_x).filtered(lambda one: one.month == date(2026, 11, 1))
        self.assertTrue(row.is_over)
        self.assertEqual(row.told_id, self.agency_office)
        self.assertEqual(self.told(MISSED, row), self.staff_x | self.manager)
        words = row._notice_item()
        self.assertEqual((words["number"], words["name"]), ("11/2026", "1 of 2 reception days"))

    def test_a_month_that_was_mended_is_told_nobody(self):
        self.remind_on(date(2026, 11, 16))
        self.hold(self.staff_x, date(2026, 11, 24))
        self.remind_on(date(2026, 12, 1))
        row = self.rows(self.commune_x)
        self.assertEqual((row.is_over, row.days_kept), (True, 2))
        self.assertFalse(self.told(MISSED, row))
        self.assertFalse(row.with_user(self.manager).search([("id", "=", row.id)]))

    def test_an_agency_that_keeps_no_register_here_is_told_nothing(self):
        self.remind_on(date(2026, 12, 1))
        self.assertFalse(self.rows(self.commune_y))

    def test_what_was_told_stays(self):
        self.remind_on(date(2026, 12, 1))
        row = self.rows(self.commune_x).with_user(self.staff_x)
        with self.assertRaises(UserError):
            row.unlink()
