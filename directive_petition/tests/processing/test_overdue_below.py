from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..petition_common import PetitionCase


@tagged("post_install", "-at_install")
class TestOverdueBelow(PetitionCase):
    """When a commune is long overdue, the agency above is told the number and the days, no more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commune_x.parent_id = cls.agency_office
        cls.letter = cls.make_letter(cls.staff_x, content="The secret content")
        cls.matter = cls.make_matter(cls.letter, content="The secret content", kind="denunciation")
        cls.due = cls.matter.date_due

    def remind_after(self, days):
        with freeze_time(f"{self.due + timedelta(days=days)} 03:00:00"):
            self.env["petition.clock"]._cron_remind()
            self.env["petition.clock"]._cron_remind()

    def rows(self, user=None):
        return self.env["petition.overdue"].with_user(user or self.manager).search([])

    def test_the_agency_above_sees_number_and_days_and_nothing_of_the_matter(self):
        self.remind_after(2)
        self.assertFalse(self.rows())
        self.remind_after(14)
        row = self.rows()
        self.assertEqual((row.number, row.agency_id), (self.matter.number, self.commune_x))
        self.assertEqual((row.date_due, row.told_id), (self.due, self.agency_office))
        with freeze_time(f"{self.due + timedelta(days=14)} 03:00:00"):
            row.invalidate_recordset()
            self.assertEqual(row.days_late, 14)
        for name in ("content", "kind", "state", "object_text"):
            with self.assertRaises(AccessError):
                row.matter_id.read([name])
        for kind in ("denunciation", "complaint"):
            self.assertFalse(row.search([("matter_id.kind", "=", kind)]))

    def test_it_is_told_once_and_the_message_holds_no_content(self):
        self.remind_after(14)
        self.remind_after(15)
        of_row = [("event", "=", "petition_below"), ("res_id", "in", self.rows().ids)]
        notice = self.env["directive.notice"].search(of_row)
        self.assertEqual(len(notice), 1)
        self.assertEqual(notice.delivery_ids.user_id, self.manager)
        item = self.rows()._notice_item()
        self.assertEqual((item["number"], item["name"]), (self.matter.number, ""))
        self.assertFalse({"secret", "denunciation"} & set(str(item).lower().split()))

    def test_communes_see_nothing_of_each_other_and_of_what_is_told_above(self):
        self.remind_after(14)
        for user in (self.staff_x, self.staff_y):
            with self.subTest(user.login):
                self.assertFalse(
                    self.env["petition.overdue"].has_access("read") and self.seen(user)
                )

    def seen(self, user):
        try:
            return self.rows(user)
        except AccessError:
            return False

    def test_the_day_on_which_it_was_settled_is_noted(self):
        self.remind_after(14)
        with freeze_time(f"{self.due + timedelta(days=14)} 03:00:00"):
            for verb in ("classify", "accept"):
                self.matter.with_user(self.staff_x)._take_step(verb, self.step_values(verb))
        self.remind_after(15)
        self.assertEqual(self.rows().date_over, self.due + timedelta(days=15))

    def test_nobody_changes_what_was_told(self):
        self.remind_after(14)
        for step in (lambda row: row.write({"number": "x"}), lambda row: row.unlink()):
            with self.assertRaises(UserError):
                step(self.rows())
