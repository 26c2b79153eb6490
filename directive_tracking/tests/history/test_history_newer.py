from datetime import date

from odoo.tests import freeze_time

from ..history_common import OPEN, HistoryCase

FIRST = (date(2025, 12, 15), date(2026, 1, 14))
SECOND = (date(2026, 1, 15), date(2026, 2, 14))
THIRD = (date(2026, 2, 15), date(2026, 3, 14))
LAST = (date(2026, 3, 15), date(2026, 4, 14))
STOPPED = (*OPEN[:6], "Đã dừng thực hiện", "", "")
DONE = (*OPEN[:6], "Hoàn thành", "BC số 9/BC-SYT ngày 20/01/2026", "")
MOVED = (*OPEN[:5], "30/6/2025 (gia hạn đến 31/3/2026)", *OPEN[6:])


@freeze_time("2026-06-01 03:00:00")
class TestHistoryNewer(HistoryCase):
    """A newer version of a tracker ends, begins and extends tasks as every figure counts it."""

    def read(self, row, day):
        """Load ``row`` as of ``day``, the newer version if it was loaded before."""
        wizard = self.tracker(row, as_of=f"(Số liệu đến ngày {day})")
        wizard.action_confirm()
        self.assertFalse(wizard.line_ids.left_why)
        return self.env["directive.history.row"].search([], order="id DESC", limit=1).task_id

    def cells(self, period, *columns):
        agency = self.health.id
        row = self.env["directive.figures"]._form(*period, "agency").get(agency) or {}
        return [row.get(column, 0) for column in columns]

    def assert_balance(self):
        """What one period carries forward is what the next begins with."""
        for before, after in ((FIRST, SECOND), (SECOND, THIRD), (THIRD, LAST)):
            self.assertEqual(self.cells(before, "10"), self.cells(after, "2"), after)

    def test_what_a_newer_row_stops_is_closed_in_its_period(self):
        self.read(OPEN, "31/12/2025")
        task = self.read(STOPPED, "31/01/2026")
        self.assertEqual(task.state, "closed")
        self.assertEqual(self.cells(SECOND, "2", "G2", "10"), [1, 1, 0])
        self.assert_balance()

    def test_what_a_newer_row_calls_done_is_done_on_the_day_it_tells(self):
        self.read(OPEN, "31/12/2025")
        task = self.read(DONE, "28/02/2026")
        self.assertEqual(self.cells(SECOND, "2", "6", "8"), [1, 1, 1])
        self.assertEqual(self.cells(THIRD, "2", "6"), [0, 0])
        trail = task.transition_ids.sorted("id").mapped("verb")
        self.assertEqual(trail[-3:], ["report_completion", "accept", "correct"])
        self.assert_balance()

    def test_what_a_newer_row_begins_again_comes_into_its_period(self):
        self.read(OPEN, "31/12/2025")
        self.read(STOPPED, "31/01/2026")
        task = self.read(OPEN, "28/02/2026")
        self.assertEqual(task.state, "in_progress")
        self.assertEqual(self.cells(SECOND, "2", "G2"), [1, 1])
        self.assertEqual(self.cells(THIRD, "2", "T1", "10"), [0, 1, 1])
        self.assert_balance()

    def test_a_deadline_that_a_newer_row_moves_is_an_extension_more(self):
        self.read(OPEN, "31/12/2025")
        task = self.read(MOVED, "31/01/2026")
        self.assertEqual((task.extension_count, task.date_deadline), (2, date(2026, 3, 31)))
        self.assertEqual(task.date_deadline_original, date(2025, 6, 30))
        counters = self.env["directive.figures"]._counters
        self.assertEqual(counters(date(2026, 1, 31))[None]["extended_times"], 2)
        self.assertEqual(counters(date(2026, 1, 31))[None]["open_in_term"], 1)
        self.assert_balance()
