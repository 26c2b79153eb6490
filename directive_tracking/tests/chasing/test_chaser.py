import io
from datetime import timedelta

from docx import Document
from psycopg2.errors import UniqueViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..notice_common import NoticeCase
from ..task.test_directive_issue import pressed_as_a_button


class ChasingCase(NoticeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.env["directive.settings"]._today()
        for key, value in {
            "chase_number_pattern": "{number}/VPUBND-TH",
            "chase_posts": "Head",
        }.items():
            cls.env["ir.config_parameter"].set_param(f"directive_tracking.{key}", value)

    def overdue_task(self, days=10, lead=None, **vals):
        """Return a task in hand whose deadline was ``days`` ago."""
        deadline = self.today - timedelta(days=days)
        return self.make_task(lead, state="in_progress", deadline=deadline, **vals)

    def chase(self, tasks, grade="reminder", **options):
        return tasks.with_user(self.office_user)._chase(grade, **options)

    def chase_daily(self, task, times):
        """Chase ``task`` on so many days, yielding which time it was."""
        for time in range(1, times + 1):
            self.at(f"2026-11-{24 + time} 02:00:00")
            self.chase(task)
            yield time

    def draft(self, tasks, grade="reminder"):
        return tasks.with_user(self.office_user)._draft_chasers(grade)

    def told(self, event, record):
        """Return the users told of ``event`` on ``record``."""
        notices = self.Notice.search(
            [("event", "=", event), ("res_model", "=", record._name), ("res_id", "=", record.id)]
        )
        return notices.delivery_ids.user_id


@tagged("post_install", "-at_install")
class TestChaser(ChasingCase):
    """A formal reminder is drafted by the Office, numbered when issued, and never changed after."""

    def test_one_document_holds_all_tasks_of_one_agency(self):
        first, second = self.overdue_task(), self.overdue_task(20)
        other = self.overdue_task(lead=self.agency_b)
        chasers = self.draft(first | second | other)
        self.assertEqual(chasers.agency_id, self.agency_a | self.agency_b)
        mine = chasers.filtered(lambda one: one.agency_id == self.agency_a)
        self.assertEqual(mine.line_ids.task_id, first | second)
        self.assertEqual(set(chasers.mapped("state")), {"draft"})

    def test_numbers_run_without_gap_and_begin_anew_each_year(self):
        task = self.overdue_task()
        first = self.chase(task)
        abandoned = self.draft(task)
        second = self.chase(task, "warning")
        self.assertEqual(second.sequence, first.sequence + 1)
        self.assertEqual(second.number, f"{second.sequence:02}/VPUBND-TH")
        abandoned.unlink()
        self.at("2027-01-05 02:00:00")
        abandoned = self.draft(task)
        abandoned.action_issue()
        self.assertEqual((abandoned.sequence, abandoned.year), (1, 2027))

    def test_an_issued_document_is_neither_changed_nor_deleted_nor_issued_again(self):
        chaser = self.chase(self.overdue_task())
        for user in (self.office_user, self.leader_user, self.admin_user, self.env.user):
            mine = chaser.with_user(user)
            for act in (
                lambda mine=mine: mine.write({"note": "Forged"}),
                lambda mine=mine: mine.line_ids.unlink(),
                lambda mine=mine: mine.unlink(),
                lambda mine=mine: mine.action_issue(),
                lambda mine=mine: mine.write({"line_ids": [Command.create({"task_id": 1})]}),
            ):
                with self.assertRaises(UserError):
                    act()

    def test_a_draft_says_neither_its_state_nor_its_number(self):
        chaser = self.draft(self.overdue_task())
        for vals in ({"state": "issued"}, {"number": "1"}, {"sequence": 3}, {"is_proposed": True}):
            with self.assertRaises(UserError):
                chaser.write(vals)
        forged = (
            self.env["directive.chaser"]
            .with_user(self.office_user)
            .create(
                {"agency_id": self.agency_a.id, "state": "issued", "number": "99/X", "sequence": 99}
            )
        )
        self.assertEqual((forged.state, forged.number, forged.sequence), ("draft", False, 0))

    def test_only_the_office_chases(self):
        task = self.overdue_task()
        chaser = self.draft(task)
        for user in (self.leader_user, self.user_a, self.admin_user, self.outside_user):
            with self.assertRaises(UserError):
                task.with_user(user)._chase("reminder")
            with self.assertRaises(UserError):
                chaser.with_user(user).action_issue()

    def test_it_holds_only_open_tasks_of_its_agency(self):
        foreign, done = self.make_task(self.agency_b), self.make_task(state="done")
        chaser = self.draft(self.overdue_task())
        for task in (foreign, done):
            with self.assertRaises(UserError):
                chaser.write({"line_ids": [Command.create({"task_id": task.id})]})

    def test_what_has_ended_since_the_draft_is_left_out(self):
        ended, left = self.overdue_task(), self.overdue_task()
        chaser = self.draft(ended | left)
        ended.with_user(self.leader_user).action_close("No longer needed")
        chaser.action_issue()
        self.assertEqual(chaser.line_ids.task_id, left)
        lonely = self.draft(left, "warning")
        left.with_user(self.leader_user).action_close("No longer needed")
        with self.assertRaisesRegex(UserError, "None of the tasks"):
            lonely.action_issue()

    def test_it_keeps_how_the_tasks_stood(self):
        task = self.overdue_task(10)
        self.chase(task)
        chaser = self.chase(task, "warning")
        self.correct(task, name="Said otherwise")
        self.agency_a.name = "Renamed"
        line = chaser.line_ids
        self.assertEqual((line.content, line.days_late), ("Report on the test", 10))
        self.assertEqual(line.chase_number, 2)
        self.assertEqual(chaser.agency_name, "Department A")

    def test_withdrawing_needs_a_reason_and_keeps_the_number(self):
        task = self.overdue_task()
        chaser = self.chase(task)
        with self.assertRaisesRegex(UserError, "why"):
            chaser.action_withdraw(" ")
        chaser.action_withdraw("Reported in time on paper")
        self.assertEqual((chaser.state, task.chase_count), ("withdrawn", 0))
        self.assertTrue(chaser.number)
        self.assertEqual(self.told("chaser_withdrawn", chaser), self.head_a | self.user_a)
        with self.assertRaises(UserError):
            chaser.action_withdraw("Once more")

    def test_a_day_to_report_by_in_the_past_is_refused(self):
        chaser = self.draft(self.overdue_task())
        with self.assertRaises(ValidationError):
            chaser.date_answer = self.today - timedelta(days=1)

    def test_it_is_found_by_number_task_and_agency(self):
        chaser = self.chase(self.overdue_task(name="Dredge the canal"))
        for text in (chaser.number, "dredge", "Department A"):
            self.assertIn(chaser, chaser.search([("search_text", "ilike", text)]), text)
        self.assertNotIn(chaser, chaser.search([("search_text", "ilike", "Department B")]))

    def test_it_is_not_copied(self):
        with self.assertRaises(UserError):
            self.chase(self.overdue_task()).copy()


@tagged("post_install", "-at_install")
class TestChaserTold(ChasingCase):
    """Head and responder of the agency are told, and nobody else; the agency sees its document."""

    def test_head_and_responder_are_told(self):
        chaser = self.chase(self.overdue_task())
        self.assertEqual(self.told("chaser_issued", chaser), self.head_a | self.user_a)

    def test_a_warning_and_an_ultimatum_ask_to_be_acknowledged_a_reminder_does_not(self):
        Ack = self.env["directive.notice.acknowledgement"]
        for grade, asked in (("reminder", False), ("warning", True), ("ultimatum", True)):
            chaser = self.chase(self.overdue_task(), grade)
            rows = Ack.search([("res_model", "=", chaser._name), ("res_id", "=", chaser.id)])
            self.assertEqual(bool(rows), asked, grade)
        self.assertTrue(chaser.with_user(self.head_a).awaits_my_ack)

    def test_the_agency_sees_it_once_issued_others_never(self):
        task = self.overdue_task(coordinators=self.agency_b)
        chaser = self.draft(task)
        for user in (self.user_a, self.head_a, self.user_b):
            self.assertFalse(chaser.with_user(user).has_access("read"))
        chaser.action_issue()
        self.assertTrue(chaser.with_user(self.user_a).has_access("read"))
        self.assertTrue(chaser.line_ids.with_user(self.user_a).has_access("read"))
        for user in (self.user_b, self.user_x, self.outside_user, self.admin_user):
            self.assertFalse(chaser.with_user(user).has_access("read"))
            self.assertFalse(chaser.line_ids.with_user(user).has_access("read"))
        self.env.invalidate_all()
        self.assertFalse(task.with_user(self.user_b).chase_line_ids)

    def test_how_often_is_not_told_to_those_who_coordinate(self):
        task = self.overdue_task(coordinators=self.agency_b)
        Statistics = self.env["directive.statistics"]
        self.chase(task)
        for user in (self.user_b, self.user_a):
            with self.assertRaises(AccessError):
                task.with_user(user).read(["chase_count"])
            with self.assertRaises(AccessError):
                Statistics.with_user(user)._read_group([], [], ["chase_count:sum"])

    def test_the_fourth_time_is_put_before_the_leaders(self):
        task = self.overdue_task()
        for time in self.chase_daily(task, 4):
            self.assertEqual(task.chase_count, time)
            self.assertEqual(bool(self.told("task_chased_often", task)), time > 3)
        self.assertIn(self.leader_user, self.told("task_chased_often", task))
        often = self.env["directive.task"].with_user(self.leader_user)
        self.assertIn(task, often.search([("is_chased_often", "=", True)]))
        self.assertIn(task, often.search([("is_chased_often", "!=", False)]))
        self.assertNotIn(task, often.search([("is_chased_often", "=", False)]))

    def test_statistics_add_the_times_up(self):
        task = self.overdue_task()
        self.assertEqual(list(self.chase_daily(task, 4)), [1, 2, 3, 4])
        row = self.env["directive.statistics"].browse(task.id)
        self.assertEqual((row.chase_count, row.chased_often_count), (4, 1))

    def test_a_leaders_call_reaches_the_agency_and_ends_the_to_do(self):
        task = self.overdue_task()
        self.assertEqual(list(self.chase_daily(task, 4)), [1, 2, 3, 4])
        self.send()
        mine = [("res_model", "=", task._name), ("res_id", "=", task.id)]
        todo = self.env["mail.activity"].search([*mine, ("user_id", "=", self.leader_user.id)])
        self.assertTrue(todo)
        task.with_user(self.leader_user).action_call_in("Monday 8 o'clock, room 2")
        self.assertIn(self.head_a, self.told("agency_called_in", task))
        self.assertFalse(todo.exists())


@tagged("post_install", "-at_install")
class TestChaserProposal(ChasingCase):
    """The rule proposes drafts to the specialist; nothing goes out by itself."""

    def propose(self):
        before = self.env["directive.chaser"].search([])
        self.env["directive.chaser"]._cron_propose()
        return self.env["directive.chaser"].search([]) - before

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for key, value in {"reminder": "5", "warning": "15", "ultimatum": "30"}.items():
            cls.env["ir.config_parameter"].set_param(f"directive_tracking.chase_days_{key}", value)

    def test_a_draft_per_agency_in_the_grade_its_tasks_have_reached(self):
        self.agency_a.monitor_id = self.office_user
        late, later = self.overdue_task(5), self.overdue_task(15)
        young, other = self.overdue_task(4), self.overdue_task(5, self.agency_b)
        found = self.propose().filtered(lambda one: one.agency_id in (self.agency_a, self.agency_b))
        by_agency = found.grouped("agency_id")
        mine = by_agency[self.agency_a]
        self.assertEqual(mine.line_ids.task_id, late | later)
        self.assertNotIn(young, mine.line_ids.task_id)
        self.assertEqual(mine.grade, "warning")
        self.assertEqual(by_agency[self.agency_b].line_ids.task_id, other)
        self.assertEqual(set(found.mapped("state")), {"draft"})
        self.assertEqual(self.told("chaser_proposed", mine), self.office_user)
        self.assertFalse(self.told("chaser_issued", mine))

    def test_one_proposal_at_a_time(self):
        self.overdue_task(5)
        self.assertTrue(self.propose())
        self.assertFalse(self.propose())
        again = self.draft(self.overdue_task(8))
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            again._record({"is_proposed": True})
            self.env.flush_all()

    def test_what_was_chased_lately_waits_unless_it_has_become_graver(self):
        task = self.overdue_task(14)
        self.chase(task)
        self.assertFalse(self.propose())
        self.at("2026-11-26 02:00:00")
        found = self.propose()
        self.assertEqual((found.line_ids.task_id, found.grade), (task, "warning"))
        found.with_user(self.office_user).action_issue()
        self.at("2026-12-07 02:00:00")
        self.assertEqual(self.propose().grade, "warning")

    def test_a_grade_of_zero_days_is_never_proposed(self):
        for grade in ("reminder", "warning", "ultimatum"):
            self.env["ir.config_parameter"].set_param(f"directive_tracking.chase_days_{grade}", "0")
        self.overdue_task(90)
        self.assertFalse(self.propose())

    def test_results_that_wait_for_the_office_are_not_chased(self):
        self.make_task(state="reported", deadline=self.today - timedelta(days=40))
        self.assertFalse(self.propose())


@tagged("post_install", "-at_install")
class TestChaserPaper(ChasingCase):
    """The document says in words what the record holds."""

    def words(self, chaser):
        document = Document(io.BytesIO(chaser._paper_file("docx")))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*cells, *(one.text for one in document.paragraphs)])

    def test_number_agency_tasks_and_signer_stand_in_it(self):
        task = self.overdue_task(12)
        chaser = self.chase(task, "ultimatum", note="Beside the table")
        said = self.words(chaser)
        for text in (
            *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", chaser.number, "Kính gửi: Department A"),
            *(
                "ngày 25 tháng 11 năm 2026",
                task.name,
                task.number,
                "12",
                "Beside the table",
                "HEAD",
            ),
            self.office_user.name,
        ):
            self.assertIn(text, said)

    def test_a_draft_has_no_number_and_no_day(self):
        said = self.words(self.draft(self.overdue_task()))
        self.assertIn("Số:", said)
        self.assertIn("ngày      tháng      năm", said)

    def test_who_may_not_read_it_gets_no_file(self):
        chaser = self.chase(self.overdue_task())
        for user in (self.user_b, self.outside_user):
            with self.assertRaises(AccessError):
                chaser.with_user(user).action_download_docx()
        action = chaser.with_user(self.user_a).action_download_docx()
        self.assertEqual(
            action["url"], f"/directive_tracking/paper/directive.chaser/{chaser.id}.docx"
        )


@tagged("post_install", "-at_install")
class TestChasingForm(ChasingCase):
    def test_the_cog_menu_of_tasks_drafts_and_issues(self):
        tasks = self.overdue_task() | self.overdue_task(lead=self.agency_b)
        action = tasks.with_user(self.office_user).action_open_chase()
        Wizard = self.env["directive.chase"].with_user(self.office_user)
        wizard = Wizard.with_context(**action["context"]).create({"grade": "warning"})
        self.assertEqual((wizard.task_count, wizard.agency_count), (2, 2))
        opened = wizard.action_draft()
        drafts = self.env["directive.chaser"].search(opened["domain"])
        self.assertEqual(set(drafts.mapped("state")), {"draft"})
        opened = wizard.action_issue()
        issued = self.env["directive.chaser"].search(opened["domain"])
        self.assertEqual(issued.line_ids.task_id, tasks)
        self.assertEqual(set(issued.mapped("state")), {"issued"})
        self.assertEqual(set(tasks.mapped("chase_count")), {1})

    def test_issuing_says_whom_it_told_and_opens_the_papers(self):
        Wizard = self.env["directive.chase"].with_user(self.office_user)
        wizard = Wizard.create({"task_ids": self.overdue_task().ids})
        with pressed_as_a_button():
            told = wizard.action_issue()
        self.assertEqual(told["tag"], "display_notification")
        self.assertIn("Sent at", told["params"]["message"])
        issued = self.env["directive.chaser"].browse(told["params"]["next"]["res_id"])
        self.assertEqual(issued.state, "issued")

    def test_the_button_of_an_agency_takes_all_its_overdue_tasks(self):
        late = self.overdue_task()
        self.make_task(state="in_progress", deadline=self.today)
        action = self.agency_a.with_user(self.office_user).action_open_chase()
        self.assertEqual(action["context"]["default_task_ids"], late.ids)
        with self.assertRaisesRegex(UserError, "overdue"):
            self.agency_b.with_user(self.office_user).action_open_chase()

    def test_no_task_is_an_error_in_words(self):
        with self.assertRaisesRegex(UserError, "No task"):
            self.env["directive.task"].with_user(self.office_user)._draft_chasers("reminder")
