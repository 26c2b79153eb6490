import base64
from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...models.week.entry.directive_meeting_guard import COUNTED
from .conclusion_common import ConclusionCase, notice_file


@tagged("post_install", "-at_install")
class TestConclusions(ConclusionCase):
    """From the words of a conclusion to tasks, and from one meeting to the next."""

    # Reading

    def test_a_file_becomes_points_with_agencies_and_deadlines(self):
        form = self.read(
            self.second,
            data=notice_file(
                day=self.second.day,
                points=(
                    "1. Giao Department A chủ trì, phối hợp với Department B báo cáo trước ngày 15/12/2030.",
                    "2. Cơ bản thống nhất với báo cáo.",
                ),
            ),
        )
        first, second = self.second.point_ids
        self.assertEqual(first.lead_agency_id, self.agency_a)
        self.assertEqual(first.coordinating_agency_ids, self.agency_b)
        self.assertEqual((first.label, str(first.date_deadline)), ("1", "2030-12-15"))
        self.assertFalse(second.lead_agency_id)
        self.assertEqual(form.point_count, 2)
        self.assertIn("Văn phòng thông báo", form.left_text)

    def test_the_notice_gives_its_number_and_day_and_stays_with_the_meeting(self):
        self.read(self.second, data=notice_file(points=("1. Giao Department A rà soát.",)))
        self.assertEqual(self.second.conclusion_number, "412/TB-VPUBND")
        self.assertEqual(str(self.second.conclusion_date), "2026-11-24")
        self.assertEqual(self.second.conclusion_file_name, "thong-bao.docx")
        self.assertTrue(self.second.conclusion_file)

    def test_a_number_typed_before_is_kept(self):
        self.second.conclusion_number = "7/TB-VPUBND"
        self.read(self.second, data=notice_file(points=("1. Giao Department A rà soát.",)))
        self.assertEqual(self.second.conclusion_number, "7/TB-VPUBND")

    def test_a_name_nobody_knows_is_kept_as_a_doubt_and_not_lost(self):
        form = self.read(self.second, "1. Giao Trung tâm Vùng cao chuẩn bị nội dung.")
        point = self.second.point_ids
        self.assertIn("Trung tâm Vùng cao", point.doubt_text)
        self.assertIn("Trung tâm Vùng cao", point.text)
        self.assertEqual(form.doubtful_count, 1)

    def test_a_doubt_about_who_leads_goes_once_the_office_has_chosen(self):
        self.read(self.second, "1. Yêu cầu khẩn trương hoàn thành.")
        point = self.second.point_ids
        self.assertTrue(point.doubt_text)
        point.lead_agency_id = self.agency_a
        self.assertFalse(point.doubt_text)

    def test_reading_again_replaces_only_points_not_assigned(self):
        self.conclude(self.second, {})
        self.read(self.second, "1. Giao Department B rà soát.")
        self.read(self.second, "1. Giao Department B rà soát lại.", replaces=True)
        texts = self.second.point_ids.mapped("text")
        self.assertEqual(len(texts), 2)
        self.assertIn("Giao Department B rà soát lại.", texts)

    def test_a_whole_group_gives_each_of_its_agencies_a_lead(self):
        self.read(self.second, "1. UBND các xã, phường báo cáo trước ngày 15/12/2030.")
        communes = self.env["directive.agency"].search([("kind", "=", "commune")])
        self.assertEqual(self.second.point_ids._leads(), communes)

    def test_each_typed_line_is_a_point_and_their_days_are_deadlines_alone(self):
        lines = (
            "Giao Department A rà soát tiến độ trước ngày 15/12/2027",
            "Thống nhất chủ trương đầu tư,",
            "không bổ sung vốn",
            "Department B báo cáo trong 5 ngày làm việc",
        )
        reading = self.read(self.second, "\n".join(lines))
        found = self.second.point_ids.mapped("text")
        self.assertEqual(found, [lines[0], "\n".join(lines[1:3]), lines[3]])
        self.assertFalse(self.second.conclusion_date)
        self.assertFalse(reading.day_warning)

    def test_text_without_a_point_is_refused_with_a_sentence(self):
        with self.assertRaisesRegex(UserError, "number the points"):
            self.read(self.second, "Hôm nay trời đẹp")

    def test_issuing_costs_little_more_with_each_task(self):
        found = []
        for meeting, points in ((self.first, 1), (self.second, 2), (self.third, 12)):
            for number in range(points):
                lead = self.env["directive.agency"].create({"name": f"Lead {points} {number}"})
                self.make_point(meeting, label=str(number), lead_agency_id=lead.id)
            self.begin_request()
            before = self.env.cr.sql_log_count
            meeting.action_issue_conclusions()
            self.env.flush_all()
            found.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(found[2], found[1] + 10 * 3)

    def test_a_state_secret_is_refused(self):
        with self.assertRaisesRegex(UserError, "secrecy mark"):
            self.read(self.second, "TỐI MẬT\n1. Giao Department A rà soát.")
        with self.assertRaisesRegex(ValidationError, "secrecy mark"):
            self.second.conclusion_number = "12/TB-UBND(M)"

    def test_a_notice_of_another_meeting_is_questioned(self):
        day = self.second.day - timedelta(days=40)
        form = self.read(
            self.second, data=notice_file(day=day, points=("1. Giao Department A rà soát.",))
        )
        self.assertIn(day.strftime("%d/%m/%Y"), form.day_warning)

    # Tasks

    def test_each_point_becomes_a_task_of_its_lead_agency(self):
        point = self.conclude(
            self.second, {"coordinating_agency_ids": [Command.set(self.agency_b.ids)]}
        )
        task = point.task_id
        self.assertEqual(task.state, "assigned")
        self.assertEqual(task.lead_agency_id, self.agency_a)
        self.assertEqual(task.coordinating_agency_ids, self.agency_b)
        self.assertEqual(task.date_deadline, point.date_deadline)
        order = self.second.conclusion_directive_id
        self.assertEqual((order.source, order.issuer_id), ("meeting", self.issuer))
        self.assertEqual(self.second.state, "concluded")

    def test_several_lead_agencies_get_a_task_each(self):
        communes = self.commune_x | self.commune_y
        point = self.conclude(self.second, {"other_lead_ids": [Command.set(communes.ids)]})
        self.assertEqual(point.task_ids.lead_agency_id, self.agency_a | communes)
        self.assertEqual(len(point.task_ids), 3)

    def test_a_point_without_a_lead_agency_is_noted(self):
        point = self.conclude(self.second, {"lead_agency_id": False, "date_deadline": False})
        self.assertEqual(point.state, "noted")
        self.assertFalse(self.second.conclusion_directive_id)

    def test_a_later_point_joins_the_same_order(self):
        self.conclude(self.second, {})
        order = self.second.conclusion_directive_id
        self.conclude(self.second, {"label": "2", "lead_agency_id": self.agency_b.id})
        self.assertEqual(self.second.conclusion_directive_id, order)
        self.assertEqual(set(order.task_ids.mapped("state")), {"assigned"})
        self.assertEqual(len(order.task_ids), 2)

    def test_conclusions_are_not_issued_before_the_meeting(self):
        coming = self.make_meeting(self.today + timedelta(days=3))
        self.make_point(coming)
        with self.assertRaisesRegex(UserError, "afterwards"):
            coming.action_issue_conclusions()

    def test_the_same_points_are_not_issued_twice(self):
        self.conclude(self.second, {})
        with self.assertRaisesRegex(UserError, "no point"):
            self.second.action_issue_conclusions()

    def test_a_notice_later_than_five_working_days_is_warned_of_and_counted(self):
        late = self.make_meeting(self.today - timedelta(days=28))
        late.conclusion_date = self.today
        self.assertIn("working days late", late.conclusion_warning)
        self.conclude(late, {})
        self.assertGreater(late.conclusion_late_days, 0)

    def test_a_notice_in_time_is_not_warned_of(self):
        self.second.conclusion_date = self.second.day
        self.assertFalse(self.second.conclusion_warning)

    # Who may

    def test_only_the_office_writes_and_issues_conclusions(self):
        self.make_point(self.second)
        for user in (self.leader_user, self.user_a, self.admin_user):
            with self.subTest(user.login), self.assertRaises(UserError):
                self.second.with_user(user).action_issue_conclusions()
        with self.assertRaises(UserError):
            self.env["directive.meeting.point"].with_user(self.leader_user).create(
                {"meeting_id": self.second.id, "text": "Mine"}
            )

    def test_an_assigned_point_is_not_changed_or_deleted(self):
        point = self.conclude(self.second, {})
        with self.assertRaisesRegex(UserError, "correct"):
            point.text = "Something else"
        with self.assertRaisesRegex(UserError, "correct"):
            point.unlink()

    def test_what_is_written_of_a_finished_meeting_stays(self):
        self.conclude(self.second, {})
        self.second.monitor_id = self.env.user  # a colleague takes it over
        fields = self.second._fields
        for name in sorted(self.second._loose_names() - {"monitor_id", "point_ids"}):
            before, after = self.two_values(fields[name])
            if not self.second[name] and name not in COUNTED:  # those are not even filled in
                self.second[name] = before
            with (
                self.subTest(name),
                self.assertRaisesRegex(UserError, "cannot be changed any more"),
            ):
                self.second[name] = after

    def test_who_came_to_a_finished_meeting_is_noted_once(self):
        agencies = self.agency_a + self.agency_b + self.commune_x
        self.second.with_context(directive_workflow=WORKFLOW).participation_ids = [
            Command.create({"agency_id": agency.id, "role": "invited"}) for agency in agencies
        ]
        self.conclude(self.second, {})
        rows = self.second.participation_ids.filtered("agency_id").with_user(self.office_user)
        steps = ("action_right_person", "action_substitute_came", "action_absent")
        for row, step in zip(rows, steps, strict=True):
            getattr(row, step)()
            for other in steps:
                with self.subTest(step, other=other):
                    if other == step:
                        getattr(row, other)()
                    else:
                        with self.assertRaisesRegex(UserError, "is finished"):
                            getattr(row, other)()

    def two_values(self, field):
        """Return two values for a field that is empty or false at first."""
        if field.type == "many2one":
            return self.series, self.series.copy({"name": "Another briefing"})
        return {
            "boolean": (True, False),
            "binary": (base64.b64encode(b"one"), base64.b64encode(b"two")),
            "date": (self.today, self.today - timedelta(days=1)),
        }.get(field.type, ("One", "Two"))

    def test_nobody_writes_what_became_of_a_point(self):
        point = self.make_point(self.second, state="assigned")
        self.assertEqual(point.state, "draft")
        for vals in ({"state": "noted"}, {"task_ids": []}, {"meeting_id": self.first.id}):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "steps of its meeting"):
                point.write(vals)

    def test_an_agency_sees_its_points_once_they_are_assigned(self):
        point = self.make_point(self.second)
        other = self.make_point(self.second, lead_agency_id=self.agency_b.id)
        points = self.env["directive.meeting.point"].with_user(self.user_a)
        self.assertFalse(points.search([]))
        self.second.action_issue_conclusions()
        self.assertEqual(points.search([]), point)
        with self.assertRaises(AccessError):
            other.with_user(self.user_a).read(["text"])

    def test_a_private_entry_has_no_conclusions(self):
        private = self.make_meeting(self.today, is_private=True, author_id=self.office_user.id)
        with self.assertRaises(UserError):
            self.make_point(private)

    # From meeting to meeting

    def test_the_pack_shows_the_last_meeting_and_what_is_open_from_earlier_ones(self):
        done, open_one = self.conclude(self.first, {}, {"label": "2", "text": "Still to do"})
        self._finish(done)
        last = self.conclude(self.second, {"label": "3", "text": "Said last time"})
        pack = self._pack()
        self.assertEqual(pack.last_meeting_id, self.second)
        self.assertNotIn(done, pack.point_ids)
        carried = self.second.point_ids.filtered("carried_from_id")
        self.assertEqual(carried.carried_from_id, open_one)
        self.assertEqual(pack.point_ids, last)

    def test_open_points_pass_to_the_next_meeting_with_their_tasks_and_no_new_ones(self):
        point = self.conclude(self.first, {})
        self.conclude(self.second, {"text": "Another"})
        carried = self.second.point_ids.filtered("carried_from_id")
        self.assertEqual(carried.task_ids, point.task_ids)
        self.assertFalse(point.is_open)
        self.assertTrue(carried.is_open)
        self._finish(carried)
        self.assertFalse(carried.is_open)

    def test_open_points_are_found_by_searching(self):
        point = self.conclude(self.first, {})
        found = self.env["directive.meeting.point"].search(
            [("is_open", "=", True), ("meeting_id.series_id", "=", self.series.id)]
        )
        self.assertEqual(found, point)
        self.assertEqual(self.series.open_point_count, 1)
        self._finish(point)
        self.assertFalse(
            self.env["directive.meeting.point"].search(
                [("is_open", "=", True), ("meeting_id", "=", self.first.id)]
            )
        )

    def test_the_pack_prints_every_point_and_where_it_stands(self):
        self.conclude(self.second, {"text": "Department A reviews", "label": "4"})
        tables = [part for part in self._pack()._paper().body if hasattr(part, "rows")]
        (row,) = tables[0].rows
        self.assertEqual(row[:2], ("4", "Department A reviews"))
        self.assertTrue(row[4])

    def test_the_pack_is_written_as_a_word_file(self):
        self.conclude(self.second, {})
        self.assertTrue(self._pack()._paper_file("docx").startswith(b"PK"))

    def _pack(self):
        action = self.third.action_view_pack()
        return self.env[action["res_model"]].with_user(self.office_user).browse(action["res_id"])

    def _finish(self, points):
        for task in points.task_ids:
            task.with_context(directive_workflow=WORKFLOW).sudo().write({"state": "done"})
