from odoo.tests import HttpCase, tagged

from ..week.week_common import WeekCase


@tagged("post_install", "-at_install")
class TestPublicWeek(WeekCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar.is_public = True
        cls.add(
            "Họp giao ban", hour_start=8.5, chair_id=cls.chairman.id, office_text="Đ/c Hà Văn Sỹ"
        )
        cls.add("Khám bệnh", half_day="afternoon", is_private=True, chair_id=cls.deputy.id)
        cls.path = f"/work-calendar/{cls.calendar.id}/2026/50"

    def page(self, status=200):
        answer = self.url_open(self.path)
        self.assertEqual(answer.status_code, status)
        return answer.text

    def test_a_published_week_is_read_without_login(self):
        self.publish()
        self.assertIn("(8h30) Họp giao ban", self.page())

    def test_private_entries_and_people_of_the_office_are_not_on_it(self):
        self.publish()
        page = self.page()
        for word in ("Khám bệnh", "Busy", "Bận", "Hà Văn Sỹ"):
            self.assertNotIn(word, page)

    def test_a_draft_is_not_shown(self):
        self.assertNotIn("Họp giao ban", self.page())

    def test_a_calendar_that_is_not_public_answers_as_if_there_were_none(self):
        self.publish()
        self.calendar.is_public = False
        self.page(404)

    def test_a_week_that_does_not_exist_is_not_found(self):
        for address in ("2026/54", "2026/0", "99999/1"):
            answer = self.url_open(f"/work-calendar/{self.calendar.id}/{address}")
            self.assertEqual(answer.status_code, 404, address)
