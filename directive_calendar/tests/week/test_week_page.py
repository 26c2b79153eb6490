import io

from docx import Document

from odoo.fields import Command

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

    def printed(self):
        """Return the printed week, and its table."""
        document = Document(io.BytesIO(write_docx(self.week._paper())))
        return document, next(one for one in document.tables if len(one.columns) == 5)

    def bold(self, cell):
        runs = [run for paragraph in cell.paragraphs for run in paragraph.runs]
        return "".join(run.text for run in runs if run.bold)

    def test_nobody_chairs_work_at_their_own_desk(self):
        meeting = self.shown.with_context(directive_workflow=WORKFLOW)
        meeting.kind = "other"
        said = self.week._who_in_words(meeting._entry())
        self.assertEqual(said["chair"], "")
        self.assertNotIn("chairs", said["who"])

    def test_the_chair_is_printed_first_with_their_post_and_in_bold(self):
        self.shown._change({"attending_ids": [Command.link(self.deputy.id)]}, "Asked for")
        cell = self.printed()[1].cell(1, 4)
        self.assertEqual(cell.text, "Chủ tịch Lò Quang Vịnh (chairs); PCT.KT Bùi Hải Đường")
        self.assertEqual(self.bold(cell), "Chủ tịch Lò Quang Vịnh (chairs); ")

    def test_what_is_off_says_so_in_front(self):
        self.shown._change({"state": "postponed"}, "Rain")
        cell = self.printed()[1].cell(1, 2)
        self.assertEqual(cell.text, "POSTPONED (8h30) Họp giao ban")
        self.assertEqual(self.bold(cell), "POSTPONED ")

    def test_who_prepares_two_things_is_printed_once(self):
        words = {"text": "Sở A chuẩn bị nội dung và giấy mời"}
        self.add_published(
            "Họp",
            hour_start=9,
            preparing_ids=[
                Command.create({**words, "what": what}) for what in ("content", "invitation")
            ],
        )
        self.assertEqual(self.printed()[1].cell(2, 2).text, f"(9h00) Họp\n{words['text']}")

    def test_who_prepares_is_printed_with_what_is_prepared(self):
        rows = [{"text": "", "agency": "Sở A", "what": one} for one in ("content", "invitation")]
        rows.append({"text": "Sở B chuẩn bị hậu cần", "agency": "Sở B", "what": "logistics"})
        self.assertEqual(
            self.week._preparing_in_words({"preparing": rows}),
            ["Sở A prepares content, invitation letter", "Sở B chuẩn bị hậu cần"],
        )

    def test_an_entry_without_an_hour_stays_where_it_was_typed(self):
        self.add_published("Second", hour_start=9)
        self.add_published("At the desk")
        self.add_published("Third", hour_start=10)
        names = [one["content"] for one in self.week._entries() if one["half_day"] == "morning"]
        self.assertEqual(names, ["Họp giao ban", "Second", "At the desk", "Third"])

    def test_agencies_invited_without_a_wording_are_named_and_very_many_counted(self):
        entry = {"invited_text": None, "invited_agencies": ["Sở A", "Sở B"]}
        self.assertEqual(self.week._invited_in_words(entry), "Invited: Sở A; Sở B")
        many = {**entry, "invited_agencies": ["Xã"] * 170}
        self.assertEqual(self.week._invited_in_words(many), "Invited: 170 agencies")

    def test_a_day_longer_than_a_page_may_be_is_named_in_each_half_day(self):
        first = self.printed()[1]
        self.assertEqual(first.cell(2, 0)._tc, first.cell(1, 0)._tc)
        for hour in range(9, 13):
            self.add_published(f"Họp {hour}", hour_start=hour)
        table = self.printed()[1]
        names = [table.cell(row, 0)._tc for row in (1, 5, 6)]
        self.assertEqual(names[0], names[1])
        self.assertNotEqual(names[1], names[2])
        self.assertEqual(table.cell(6, 0).text, table.cell(1, 0).text)

    def test_below_stand_the_note_the_copies_and_who_signs(self):
        self.calendar.write(
            {
                "page_note": "This week stands for invitations.",
                "copies": "All departments; communes\nArchives",
                "posts": "KT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG",
                "signed_by": "Hà Văn Sỹ",
            }
        )
        document, _table = self.printed()
        copies, signature = (cell.text for cell in document.tables[-1].row_cells(0))
        self.assertIn("This week stands for invitations.", [p.text for p in document.paragraphs])
        self.assertIn("- All departments; communes;\n- Archives.", copies)
        self.assertEqual(
            signature.split(), "KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG Hà Văn Sỹ".split()
        )

    def add_published(self, name, **vals):
        self.week.with_context(directive_workflow=WORKFLOW).state = "draft"
        self.add(name, **vals)
        self.publish()
