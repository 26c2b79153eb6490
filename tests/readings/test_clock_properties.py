"""Terms over calendars drawn at random, against simple arithmetic."""

import random
import unittest
from datetime import date, timedelta

from ..world import plain

clock = plain.load("directive_petition", "tools.term.clock")
working_days = plain.load("directive_tracking", "tools.working_days")

FIRST = date(2026, 1, 1)


def some_days(draw, number, span=500):
    return {FIRST + timedelta(days=draw.randrange(span)) for _one in range(number)}


class TestClockProperties(unittest.TestCase):
    def setUp(self):
        self.draw = random.Random(13)

    def draw_case(self):
        draw = self.draw
        calendar = working_days.WorkingCalendar(
            off=some_days(draw, 40), working=some_days(draw, 15)
        )
        start = FIRST + timedelta(days=100 + draw.randrange(200))
        return calendar, start, draw.randint(1, 90)

    def test_working_days_forward_and_back_are_those_of_the_calendar(self):
        for _case in range(300):
            calendar, start, amount = self.draw_case()
            for direction, sign in ((clock.FORWARD, 1), (clock.BACKWARD, -1)):
                found = clock.reckon(start, amount, clock.WORKING, calendar, direction)
                self.assertEqual(found.due, calendar.add(start, sign * amount))
                self.assertEqual(found.nominal, found.due)

    def test_calendar_days_end_on_a_working_day_and_a_day_off_moves_them_once(self):
        for _case in range(300):
            calendar, start, amount = self.draw_case()
            found = clock.reckon(start, amount, clock.CALENDAR, calendar)
            self.assertEqual(found.nominal, start + timedelta(days=amount))
            self.assertEqual(found.due, calendar.next_working(found.nominal))

    def test_a_suspension_inside_the_term_gives_back_its_days(self):
        for _case in range(300):
            calendar, start, amount = self.draw_case()
            first = start + timedelta(days=self.draw.randint(1, amount))
            resumed = first + timedelta(days=self.draw.randint(0, 60))
            pause = clock.suspended(first, resumed)
            found = clock.reckon(start, amount, clock.CALENDAR, calendar, left_out=[pause])
            self.assertEqual(found.nominal, start + timedelta(days=amount) + (resumed - first))

    def test_every_day_between_the_event_and_the_end_stands_in_one_line(self):
        kinds = (clock.COUNTED, clock.WEEKEND, clock.DAY_OFF, clock.LEFT_OUT, clock.MADE_UP)
        for _case in range(300):
            calendar, start, amount = self.draw_case()
            pause = clock.suspended(start + timedelta(days=1), start + timedelta(days=9))
            found = clock.reckon(start, amount, clock.WORKING, calendar, left_out=[pause])
            days = sum(step.number for step in found.steps if step.kind in kinds)
            self.assertEqual(start + timedelta(days=days), found.nominal)

    def test_a_term_suspended_for_an_unknown_time_has_no_end(self):
        for _case in range(100):
            calendar, start, amount = self.draw_case()
            pause = clock.suspended(start + timedelta(days=amount), None)
            found = clock.reckon(start, amount, clock.CALENDAR, calendar, left_out=[pause])
            self.assertIsNone(found.due)


if __name__ == "__main__":
    unittest.main()
