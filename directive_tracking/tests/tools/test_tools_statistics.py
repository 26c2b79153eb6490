from datetime import date
from itertools import product

from odoo.tests import BaseCase

from ...tools.statistics import (
    DONE_CLASSES,
    OFFICIAL_CLASSES,
    OPEN_CLASSES,
    UNCOUNTED_STATES,
    official_class,
    rate,
    rates,
    stage,
)
from ...tools.workflow import FINAL_STATES, OPEN_STATES

YESTERDAY, TODAY, TOMORROW = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)


class TestOfficialClass(BaseCase):
    """Each counted task is in exactly one class, decided by dates alone."""

    def test_every_open_or_done_task_has_a_class_whatever_its_dates(self):
        days = (None, YESTERDAY, TODAY, TOMORROW)
        for state, deadline, completed in product((*OPEN_STATES, "done"), days, days):
            self.assertIn(official_class(state, deadline, completed, TODAY), OFFICIAL_CLASSES)

    def test_done_tasks_are_in_the_done_classes_and_open_ones_in_the_open_classes(self):
        self.assertIn(official_class("done", YESTERDAY, TODAY, TODAY), DONE_CLASSES)
        for state in OPEN_STATES:
            self.assertIn(official_class(state, YESTERDAY, TODAY, TODAY), OPEN_CLASSES)

    def test_drafts_revoked_and_closed_tasks_are_not_counted(self):
        for state in UNCOUNTED_STATES:
            self.assertIsNone(official_class(state, YESTERDAY, TODAY, TODAY))

    def test_the_day_of_the_deadline_is_still_in_time(self):
        self.assertEqual(official_class("done", TODAY, TODAY, TOMORROW), "done_on_time")
        self.assertEqual(official_class("assigned", TODAY, None, TODAY), "open_in_term")

    def test_the_day_after_the_deadline_is_late(self):
        self.assertEqual(official_class("done", YESTERDAY, TODAY, TODAY), "done_late")
        self.assertEqual(official_class("assigned", YESTERDAY, None, TODAY), "open_overdue")

    def test_waiting_for_the_office_does_not_make_a_done_task_late(self):
        self.assertEqual(official_class("done", YESTERDAY, YESTERDAY, TOMORROW), "done_on_time")

    def test_a_suspended_task_cannot_run_over(self):
        self.assertEqual(official_class("suspended", YESTERDAY, None, TODAY), "open_in_term")

    def test_every_state_outside_draft_and_revoked_has_a_stage(self):
        for state in {*OPEN_STATES, *FINAL_STATES} - {"revoked"}:
            self.assertTrue(stage(state), f"{state} has no stage")
        self.assertIsNone(stage("draft"))
        self.assertIsNone(stage("revoked"))


class TestRates(BaseCase):
    """Rates are percentages of their documented totals."""

    def test_real_figures_of_binh_dinh_2022_give_the_published_on_time_rate(self):
        self.assertEqual(round(rates({"done_on_time": 1014, "done_late": 146})["on_time"], 1), 87.4)

    def test_completion_counts_tasks_without_deadline_too(self):
        self.assertEqual(rates({"done_on_time": 1, "open_no_deadline": 3})["completion"], 25.0)

    def test_what_was_done_without_a_deadline_is_in_no_on_time_rate(self):
        counts = {"done_on_time": 3, "done_late": 1}
        self.assertEqual(rates(counts, done_undated=2)["on_time"], 50.0)
        self.assertIsNone(rates({"done_on_time": 2}, done_undated=2)["on_time"])

    def test_extension_and_rework_are_shares_of_all_tasks(self):
        figures = rates({"done_late": 2, "open_overdue": 2}, extended=1, reworked=2)
        self.assertEqual((figures["extension"], figures["rework"]), (25.0, 50.0))

    def test_no_tasks_means_no_rate_rather_than_nought(self):
        self.assertEqual(set(rates({}).values()), {None})
        self.assertIsNone(rate(0, 0))
