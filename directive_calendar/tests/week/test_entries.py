import json
from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ..calendar_common import NOW, CalendarCase

SECRET = "Zqx private matter"


@tagged("post_install", "-at_install")
class TestEntries(CalendarCase):
    """The page is everybody's; what is private on it is not, in any revision."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open = cls.make_meeting(
            chair_id=cls.chairman.id,
            place="Room 5",
            agency_ids=[Command.set(cls.agency_a.ids)],
            preparing_ids=[Command.create({"agency_id": cls.agency_b.id, "what": "content"})],
        )
        cls.private = cls.make_meeting(
            cls.secretary,
            name=SECRET,
            place=SECRET,
            chair_id=cls.chairman.id,
            half_day="afternoon",
            hour_start=14,
            hour_end=0,
            is_private=True,
            invited_text=SECRET,
            remark=SECRET,
            participation_ids=[Command.create({"text": SECRET})],
        )
        cls.week.action_publish()

    def page(self, user, week=None):
        return str((week or self.week).with_user(user).page_html)

    def test_an_entry_has_the_shape_of_an_imported_week(self):
        entry = self.week._entries()[0]
        self.assertEqual(
            {
                name: entry[name]
                for name in ("date", "half_day", "start", "end", "content", "state")
            },
            {
                "date": "2026-12-07",
                "half_day": "morning",
                "start": "08:00",
                "end": "10:00",
                "content": "Regular meeting",
                "state": "planned",
            },
        )
        self.assertEqual(entry["invited_agencies"], ["Department A"])
        self.assertEqual(entry["participants"][0]["role"], "chair")
        self.assertEqual(entry["preparing"][0]["agency"], "Department B")
        json.dumps(entry)

    def test_others_learn_of_a_private_entry_only_that_its_leader_is_busy(self):
        for user in (self.office_user, self.user_a, self.user_b):
            with self.subTest(user=user.login):
                entries = json.dumps(self.week.with_user(user)._entries())
                self.assertNotIn(SECRET, entries + self.page(user))
                self.assertIn("Busy", self.page(user))
        for user in (self.secretary, self.leader_user):
            with self.subTest(user=user.login):
                self.assertIn(SECRET, self.page(user))

    def test_no_door_shows_others_a_private_entry(self):
        for user in (self.office_user, self.user_a):
            entry = self.private.with_user(user)
            with self.subTest(user=user.login):
                self.assertFalse(entry.search([("id", "=", entry.id)]))
                self.assertNotIn(SECRET, entry.display_name)
                with self.assertRaises(AccessError):
                    entry.read(["name"])
        rows = self.env["directive.meeting.participation"].with_user(self.office_user)
        self.assertFalse(rows.search([("meeting_id", "=", self.private.id)]))
        self.private.with_user(self.secretary)._change({"place": "Hall"}, SECRET)
        revisions = self.env["directive.meeting.revision"].with_user(self.office_user)
        self.assertFalse(revisions.search([("meeting_id", "=", self.private.id)]))

    def test_the_difference_of_revisions_says_nothing_of_private_entries(self):
        self.private.with_user(self.secretary)._change(
            {"name": f"{SECRET} 2", "hour_start": 15.0}, "x"
        )
        for user, knows in (
            (self.office_user, False),
            (self.secretary, True),
            (self.user_a, False),
        ):
            with self.subTest(user=user.login):
                forms = self.env["directive.week.comparison"].with_user(user)
                form = forms.with_context(default_week_id=self.week.id).create({})
                self.assertEqual(SECRET in form.difference, knows)
                self.assertIn("15:00", form.difference)

    def test_what_was_private_at_the_time_stays_hidden(self):
        keeper = self.env["directive.meeting"].with_user(self.secretary)
        values = {"day": "2026-12-08", "half_day": "morning", "name": SECRET, "is_private": True}
        meeting = keeper._call(self.week, values | {"chair_id": self.chairman.id}, "x")
        before = self.week.with_user(self.office_user)._last_of_each_revision()[:1]
        with freeze_time(NOW + timedelta(minutes=5)):
            meeting._change({"is_private": False, "name": "Open"}, "x")
        week = self.week.with_user(self.office_user)
        changes = week._changes_between(before, week._last_of_each_revision()[:1])
        self.assertIn("Open", [one["new"] for one in changes])
        self.assertNotIn(SECRET, json.dumps(changes))

    def test_nobody_reads_a_snapshot(self):
        row = self.week.revision_ids[:1]
        for user in (self.office_user, self.leader_user, self.admin_user, self.user_a):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                row.with_user(user).read(["snapshot"])

    def test_the_page_shows_empty_half_days_and_each_leaders_entries(self):
        self.assertEqual(self.page(self.office_user).count('colspan="3"'), 12)
        by_leader = str(self.week.leader_page)
        self.assertLess(by_leader.index("Lò Quang Vịnh"), by_leader.index("Regular meeting"))
        self.assertLess(by_leader.index("Regular meeting"), by_leader.index("Lâm Tấn Phước"))

    def test_a_cancelled_entry_stays_on_the_page_and_a_deleted_draft_does_not(self):
        self.open._change({"state": "cancelled"}, "Rain")
        self.assertIn("text-decoration-line-through", self.page(self.user_a))

    def test_an_agency_reads_what_it_is_invited_to_and_no_other_entry(self):
        found = self.env["directive.meeting"].with_user(self.user_a).search([])
        self.assertEqual(found, self.open)
        self.assertFalse(self.env["directive.meeting"].with_user(self.user_b).search([]))
        self.assertEqual(
            self.open.with_user(self.user_a).read(["name", "place"])[0]["place"], "Room 5"
        )

    def test_an_agency_sees_a_draft_neither_as_a_page_nor_as_an_entry(self):
        week = self.make_week(self.week.date_to.replace(day=14))
        self.make_meeting(week_id=week.id, day=week.date_from, agency_ids=self.agency_a.ids)
        with self.assertRaises(AccessError):
            week.with_user(self.user_a).read(["page_html"])
        self.assertEqual(self.env["directive.meeting"].with_user(self.user_a).search([]), self.open)

    def test_ones_own_calendar_holds_what_one_leads_keeps_or_is_invited_to(self):
        for user, mine in (
            (self.leader_user, self.open | self.private),
            (self.secretary, self.open | self.private),
            (self.user_a, self.open),
            (self.office_user, self.open.browse()),
        ):
            with self.subTest(user=user.login):
                found = (
                    self.env["directive.meeting"].with_user(user).search([("is_mine", "=", True)])
                )
                self.assertEqual(found, mine)
