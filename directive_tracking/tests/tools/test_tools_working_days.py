from datetime import date, timedelta

from odoo.tests import BaseCase

from ...tools.working_days import WorkingCalendar

# 2026 as decided: Tet, the swap of Monday 31 August for Saturday 22 August, Culture Day.
OFF = {date(2026, 2, day) for day in range(16, 21)}
OFF |= {date(2026, 4, 26), date(2026, 4, 27), date(2026, 8, 31), date(2026, 11, 24)}
WORKING = {date(2026, 8, 22)}


class TestWorkingDays(BaseCase):
    """The arithmetic gives the same result as ticking days on a paper calendar."""

    def setUp(self):
        super().setUp()
        self.calendar = WorkingCalendar(off=OFF, working=WORKING)
        self.year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]

    def _tick(self, day, number):
        """Count by walking day by day, the slow and obvious way."""
        step = timedelta(days=1 if number > 0 else -1)
        while number:
            day += step
            if self.calendar.is_working(day):
                number -= 1 if number > 0 else -1
        return day

    def test_a_public_holiday_is_not_worked(self):
        self.assertFalse(self.calendar.is_working(date(2026, 11, 24)))

    def test_a_swapped_saturday_is_worked_and_its_monday_is_not(self):
        self.assertTrue(self.calendar.is_working(date(2026, 8, 22)))
        self.assertFalse(self.calendar.is_working(date(2026, 8, 31)))

    def test_a_day_both_off_and_made_up_is_off(self):
        day = date(2026, 8, 22)
        self.assertFalse(WorkingCalendar(off={day}, working={day}).is_working(day))

    def test_adding_agrees_with_ticking_days_one_by_one(self):
        for day in self.year:
            for number in (-12, -5, -1, 1, 2, 5, 12):
                self.assertEqual(self.calendar.add(day, number), self._tick(day, number))

    def test_counting_agrees_with_ticking_days_one_by_one(self):
        start, ticked = self.year[0], 0
        for day in self.year[1:]:
            ticked += self.calendar.is_working(day)
            self.assertEqual(self.calendar.count(start, day), ticked)

    def test_counting_is_the_inverse_of_adding(self):
        for day in self.year:
            self.assertEqual(self.calendar.count(day, self.calendar.add(day, 9)), 9)

    def test_counting_backwards_is_negative(self):
        self.assertEqual(self.calendar.count(date(2026, 11, 25), date(2026, 11, 20)), -2)

    def test_adding_nothing_stays_even_on_a_sunday(self):
        self.assertEqual(self.calendar.add(date(2026, 11, 22), 0), date(2026, 11, 22))

    def test_the_next_working_day_of_a_working_day_is_itself(self):
        self.assertEqual(self.calendar.next_working(date(2026, 11, 23)), date(2026, 11, 23))

    def test_the_next_working_day_skips_the_whole_tet_break(self):
        self.assertEqual(self.calendar.next_working(date(2026, 2, 14)), date(2026, 2, 23))

    def test_a_six_day_week_works_on_saturdays(self):
        calendar = WorkingCalendar(weekdays=range(6))
        self.assertEqual(calendar.add(date(2026, 11, 20), 1), date(2026, 11, 21))

    def test_a_week_without_working_days_is_refused(self):
        with self.assertRaisesRegex(ValueError, "at least one working weekday"):
            WorkingCalendar(weekdays=())

    def test_leaving_the_calendar_is_an_error_not_a_wrong_day(self):
        with self.assertRaises(OverflowError):
            self.calendar.add(date(9999, 12, 30), 10)
