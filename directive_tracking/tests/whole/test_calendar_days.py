from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import TransactionCase, new_test_user
from odoo.tools import mute_logger

CULTURE_DAY = date(2026, 11, 24)
SWAPPED_MONDAY, SWAPPED_SATURDAY = date(2026, 8, 31), date(2026, 8, 22)


class TestCalendarDays(TransactionCase):
    """The Office's calendar is proposed by computation and counts once confirmed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Day = cls.env["directive.calendar.day"]
        cls.Day.search([]).unlink()
        cls.settings = cls.env["directive.settings"]

    def _propose(self, year=2026):
        return self.env["directive.calendar.proposal"].create({"year": year}).action_propose()

    def _day(self, day):
        return self.Day.search([("date", "=", day)])

    def test_a_year_is_proposed_with_holidays_and_swapped_days(self):
        self._propose()
        self.assertEqual(self._day(CULTURE_DAY).kind, "off")
        self.assertEqual(self._day(SWAPPED_MONDAY).kind, "off")
        self.assertEqual(self._day(SWAPPED_SATURDAY).kind, "working")
        self.assertEqual(set(self.Day.search([]).mapped("state")), {"proposed"})

    def test_proposed_days_do_not_count_yet(self):
        self._propose()
        self.assertTrue(self.settings._working_calendar().is_working(CULTURE_DAY))

    def test_confirmed_days_count(self):
        self._propose()
        self.Day.action_confirm_all()
        calendar = self.settings._working_calendar()
        self.assertFalse(calendar.is_working(CULTURE_DAY))
        self.assertTrue(calendar.is_working(SWAPPED_SATURDAY))

    def test_one_day_can_be_confirmed_alone(self):
        self._propose()
        self._day(CULTURE_DAY).action_confirm()
        self.assertEqual(self.Day.search([("state", "=", "confirmed")]).date, CULTURE_DAY)

    def test_proposing_again_keeps_what_the_administrator_changed(self):
        self._propose()
        self._day(SWAPPED_MONDAY).write({"kind": "working", "name": "Làm việc bình thường"})
        before = self.Day.search_count([])
        self._propose()
        self.assertEqual(self.Day.search_count([]), before)
        self.assertEqual(self._day(SWAPPED_MONDAY).kind, "working")

    def test_the_year_shown_afterwards_is_the_year_proposed(self):
        self._propose(2027)
        shown = self.Day.search(self._propose(2026)["domain"])
        self.assertEqual({day.year for day in shown.mapped("date")}, {2026})

    def test_this_year_is_offered_first_and_then_the_next(self):
        Proposal = self.env["directive.calendar.proposal"]
        this_year = self.settings._today().year
        self.assertEqual(Proposal.create({}).year, this_year)
        Proposal.create({}).action_propose()
        self.assertEqual(Proposal.create({}).year, this_year + 1)

    def test_an_impossible_year_is_named(self):
        with self.assertRaisesRegex(ValidationError, "20266"):
            self._propose(20266)

    def test_a_day_cannot_be_off_and_made_up_at_once(self):
        self.Day.create({"date": CULTURE_DAY, "name": "Nghỉ"})
        with mute_logger("odoo.sql_db"), self.assertRaisesRegex(Exception, "date_uniq"):
            self.Day.create({"date": CULTURE_DAY, "name": "Làm bù", "kind": "working"})

    def test_only_an_administrator_changes_the_calendar(self):
        self._propose()
        for group in ("office", "leader", "agency"):
            group = f"directive_tracking.group_directive_{group}"
            user = new_test_user(self.env, login=group, groups=group)
            with self.assertRaises(AccessError):
                self.Day.with_user(user).action_confirm_all()

    # Cached values

    def _queries_of_calendar(self):
        before = self.env.cr.sql_log_count
        self.settings._working_calendar()
        return self.env.cr.sql_log_count - before

    def _assertFollows(self, change, day, is_working):
        """Assert that the calendar, remembered until now, says so of ``day`` after ``change``."""
        self.settings._working_calendar()
        self.assertEqual(self._queries_of_calendar(), 0)
        change()
        self.assertEqual(self.settings._working_calendar().is_working(day), is_working)
        self.assertIn("default", self.registry.cache_invalidated)  # shared with other processes
        self.registry.cache_invalidated.clear()

    def test_a_changed_day_counts_at_once(self):
        day = self.Day
        self.addCleanup(self.registry.clear_cache)
        vals = {"date": CULTURE_DAY, "name": "Day of culture"}

        def enter():
            nonlocal day
            day = self.Day.create(vals)

        self._assertFollows(enter, CULTURE_DAY, False)
        self._assertFollows(lambda: day.write({"kind": "working"}), CULTURE_DAY, True)
        self._assertFollows(lambda: day.write({"kind": "off"}), CULTURE_DAY, False)
        self._assertFollows(lambda: day.write({"state": "proposed"}), CULTURE_DAY, True)
        self._assertFollows(lambda: day.action_confirm(), CULTURE_DAY, False)
        self._assertFollows(lambda: day.unlink(), CULTURE_DAY, True)

    def test_changed_working_hours_count_at_once(self):
        self.addCleanup(self.registry.clear_cache)
        week = self.env.company.resource_calendar_id
        tuesdays = week.attendance_ids.filtered(lambda hours: hours.dayofweek == "1")
        other = week.copy()
        self._assertFollows(lambda: tuesdays.write({"dayofweek": "5"}), CULTURE_DAY, False)
        self._assertFollows(lambda: tuesdays.write({"dayofweek": "1"}), CULTURE_DAY, True)
        self._assertFollows(lambda: tuesdays.unlink(), CULTURE_DAY, False)
        hours = {"name": "Tue", "dayofweek": "1", "hour_from": 8, "hour_to": 12}
        enter = {"attendance_ids": [(0, 0, {**hours, "day_period": "morning"})]}
        self._assertFollows(lambda: week.write(enter), CULTURE_DAY, True)
        other.attendance_ids.filtered(lambda hours: hours.dayofweek == "1").unlink()
        change = {"resource_calendar_id": other.id}
        self._assertFollows(lambda: self.env.company.write(change), CULTURE_DAY, False)

    def test_another_thread_that_remembers_the_old_days_forgets_them_with_the_commit(self):
        self.addCleanup(self.registry.clear_cache)
        self.env.cr.postcommit.clear()
        self.Day.create({"date": CULTURE_DAY, "name": "Day of culture"})
        self.settings._working_calendar()  # as another thread may before the commit
        self.assertEqual(self._queries_of_calendar(), 0)
        self.env.cr.postcommit.run()
        self.assertEqual(self._queries_of_calendar(), 1)
