import io

from docx import Document

from odoo.addons.directive_tracking.tools.paper import write_docx
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from .week_common import WeekCase


class TestWeekPage(WeekCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shown = cls.add("Họp giao ban", hour_start=8.5, chair_id=cls.chairman.id, place="P. 5")
        cls.secret = cls.add(
            "Khám bệnh", half_day="afternoon", is_private=True, chair_id=cls.chairman.id
        )
        cls.publish()

    def page(self, user):
        return str(self.week.with_user(user).page_html)

    def test_every_role_reads_the_page_of_a_published_week(self):
        for user in (self.office_user, self.leader_user, self.user_a):
            self.assertIn("(8h30) Họp giao ban", self.page(user))

    def test_a_private_entry_is_busy_to_all_but_those_who_may_know_it(self):
        self.assertIn("Khám bệnh", self.page(self.leader_user))
        for user in (self.office_user, self.user_a):
            self.assertNotIn("Khám bệnh", self.page(user))
            self.assertIn("Busy", self.page(user))

    def test_empty_half_days_are_shown(self):
        page = self.week.with_user(self.user_a)._page(self.week._entries())
        self.assertEqual([len(day["rows"]) for day in page["days"]], [2] * 7)

    def test_the_week_beside_is_opened_only_where_there_is_one(self):
        action = self.week.with_user(self.office_user).action_next()
        self.assertEqual(action["res_id"], self.week.id)

    def test_the_printed_week_has_a_row_for_each_entry_and_each_empty_half_day(self):
        paper = self.week.with_user(self.leader_user)._paper()
        table = Document(io.BytesIO(write_docx(paper))).tables[-1]
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        self.assertEqual(len(rows), 1 + 14)
        self.assertEqual(rows[1][2:4], ["(8h30) Họp giao ban", "P. 5"])
        self.assertIn("Lò Quang Vịnh", rows[1][4])

    def test_a_day_and_a_half_day_are_one_cell_for_all_their_rows(self):
        self.add_published("Hội ý", hour_start=10)
        table = Document(io.BytesIO(write_docx(self.week._paper()))).tables[-1]
        day = table.cell(1, 0)
        self.assertEqual([table.cell(row, 0)._tc for row in (2, 3)], [day._tc] * 2)
        self.assertEqual(table.cell(2, 1)._tc, table.cell(1, 1)._tc)

    def add_published(self, name, **vals):
        self.week.with_context(directive_workflow=WORKFLOW).state = "draft"
        self.add(name, **vals)
        self.publish()
