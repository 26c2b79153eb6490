from datetime import date

from odoo.tests import HttpCase, tagged

from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone


class DeadlinesAtWork:
    """An event recorded by the lead agency, periodic work paused, a day questioned, similar tasks linked."""

    allow_inherited_tests_method = True

    def test_the_lead_agency_records_the_event_and_the_clock_starts(self):
        task = self.make_task(
            state="in_progress",
            name="Triển khai Đề án",
            deadline_kind="event",
            deadline_days=10,
            event_text="sau khi được phê duyệt",
        )
        url = f"/odoo/directive-tasks/{task.id}"
        self.start_tour(url, "directive_record_event", login="test_a")
        self.assertTrue(task.event_date and task.date_deadline)
        self.assertEqual(task.event_evidence, "9/QĐ-TTg")

    def test_the_office_pauses_periodic_work(self):
        task = self.make_task(name="Báo cáo tháng", deadline_kind="periodic", frequency="monthly")
        self.start_tour("/odoo/periodic-tasks", "directive_pause_series", login="test_office")
        self.assertEqual(task.series_id.state, "paused")

    def test_a_deadline_in_the_past_is_questioned_and_can_be_meant(self):
        task = self.make_task(state="draft", deadline=date(2026, 1, 15))
        url = f"/odoo/directive-tasks/{task.id}"
        self.start_tour(url, "directive_question_deadline", login="test_office")
        self.assertEqual(task.state, "assigned")

    def test_a_draft_like_an_open_task_is_linked_to_it(self):
        given = self.make_task(name="Báo cáo kết quả giải phóng mặt bằng")
        draft = self.make_task(state="draft", name="BÁO CÁO kết quả giải phóng mặt bằng.")
        url = f"/odoo/directive-tasks/{draft.id}"
        self.start_tour(url, "directive_merge_alike", login="test_office")
        self.assertEqual(draft.likeness_ids.other_id, given)


@tagged("post_install", "-at_install")
class TestDeadlinesAtADesk(AtADesk, DeadlinesAtWork, HttpCase, DirectiveCase):
    pass


@tagged("post_install", "-at_install")
class TestDeadlinesOnATelephone(OnATelephone, DeadlinesAtWork, HttpCase, DirectiveCase):
    pass
