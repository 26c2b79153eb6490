from datetime import date, timedelta

from odoo.tests import BaseCase

from ...tools.periods import KINDS, period_bounds, reporting_month


class TestReportingPeriods(BaseCase):
    """Decree 09/2019: figures are cut off on the 14th, and no day is lost between periods."""

    def test_the_14th_still_belongs_to_its_own_month(self):
        self.assertEqual(reporting_month(date(2026, 11, 14)), date(2026, 11, 1))

    def test_the_15th_belongs_to_the_next_month(self):
        self.assertEqual(reporting_month(date(2026, 11, 15)), date(2026, 12, 1))

    def test_15_december_opens_january_of_the_next_year(self):
        self.assertEqual(reporting_month(date(2026, 12, 15)), date(2027, 1, 1))

    def test_the_year_runs_from_15_december_to_14_december(self):
        bounds = (date(2025, 12, 15), date(2026, 12, 14))
        self.assertEqual(period_bounds("year", date(2026, 6, 1)), bounds)

    def test_the_half_year_ends_on_14_june_and_nine_months_on_14_september(self):
        self.assertEqual(period_bounds("half_year", date(2026, 3, 1))[1], date(2026, 6, 14))
        self.assertEqual(period_bounds("nine_months", date(2026, 3, 1))[1], date(2026, 9, 14))

    def test_every_day_lies_in_its_month_quarter_and_year(self):
        for number in range(800):
            day = date(2025, 1, 1) + timedelta(days=number)
            for kind in ("month", "quarter", "year"):
                first, last = period_bounds(kind, day)
                self.assertTrue(first <= day <= last, f"{day} is outside its {kind}")

    def test_a_period_begins_the_day_after_the_one_before(self):
        for kind in ("month", "quarter", "year"):
            first, last = period_bounds(kind, date(2026, 5, 5))
            self.assertEqual(period_bounds(kind, last + timedelta(days=1))[0], last + timedelta(1))
            self.assertEqual(
                period_bounds(kind, first - timedelta(days=1))[1], first - timedelta(1)
            )

    def test_half_year_nine_months_and_year_begin_together(self):
        firsts = {period_bounds(kind, date(2026, 11, 21))[0] for kind in list(KINDS)[2:]}
        self.assertEqual(firsts, {date(2025, 12, 15)})

    def test_an_unknown_kind_of_period_is_named(self):
        with self.assertRaisesRegex(ValueError, "fortnight"):
            period_bounds("fortnight", date(2026, 1, 1))
