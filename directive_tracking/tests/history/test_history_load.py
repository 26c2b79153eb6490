import base64
from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time
from odoo.tools import SQL

from ..history_common import DONE, OPEN, VAGUE, HistoryCase

LOADING = "odoo.addons.directive_tracking.wizards.history.directive_history_import_loading"
# What somebody may be told by, and what would show that somebody was.
LOUD = ["mail_%", "bus_%", "directive_notice%", "sms_%", "discuss_%"]


class TestHistoryLoad(HistoryCase):
    """Past tasks come in as they were, and nobody hears of it."""

    def loud_rows(self):
        """Return {table: rows} of all that tells people something, followers included."""
        self.env.flush_all()
        tables = self.env.execute_query(
            SQL(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
                " AND table_type = 'BASE TABLE' AND table_name LIKE ANY (%s)",
                LOUD,
            )
        )
        self.assertGreater(len(tables), 30)
        return {
            table: self.env.execute_query(SQL("SELECT count(*) FROM %s", SQL.identifier(table)))
            for (table,) in tables
        }

    def test_a_done_task_has_its_days_its_report_and_its_trail(self):
        load, task = self.load(DONE)
        self.assertEqual((task.state, task.progress, task.point), ("done", 100, "1"))
        self.assertEqual(task.lead_agency_id, self.finance)
        self.assertEqual(task.coordinating_agency_ids, self.health)
        self.assertEqual(task.date_assigned, date(2025, 3, 5))
        self.assertEqual((task.date_reported, task.date_done), (date(2025, 5, 2),) * 2)
        self.assertEqual(task.directive_id.number, "12/KH-UBND")
        self.assertEqual(task.directive_id.date_issued, date(2025, 3, 5))
        self.assertEqual(task.directive_id.state, "completed")
        report = task.progress_ids
        self.assertEqual((report.kind, report.review_state), ("completion", "accepted"))
        self.assertEqual((report.result_number, report.result_date), ("7/BC-STC", date(2025, 5, 2)))
        trail = task.transition_ids.sorted("id")
        self.assertEqual(trail.mapped("verb"), ["assign", "report_completion", "accept"])
        self.assertEqual(trail.mapped("agency_id"), self.finance)
        self.assertEqual(set(trail.mapped("date_deadline")), {date(2025, 4, 30)})
        self.assertEqual(trail.history_load_id, load)
        self.assertIn("so-2025.csv", trail[0].note)
        self.assertIn(self.office_user.name, trail[0].note)
        in_force = self.env["directive.transition"]._in_force(task, date(2025, 4, 1))
        self.assertEqual(in_force[task.id], (self.finance.id, date(2025, 4, 30), "assigned"))

    def test_an_extension_keeps_the_original_deadline(self):
        _load, task = self.load(OPEN)
        self.assertEqual(task.date_deadline_original, date(2025, 6, 30))
        self.assertEqual((task.date_deadline, task.extension_count), (date(2025, 9, 30), 1))
        self.assertEqual((task.state, task.progress), ("in_progress", 60))
        self.assertIn("Chờ kinh phí", task.remark)
        moved = task.transition_ids.filtered(lambda line: line.verb == "extend")
        self.assertEqual(moved.date_deadline, date(2025, 9, 30))

    def test_figures_are_the_official_classes_of_the_preview(self):
        wizard = self.tracker(DONE, OPEN)
        classes = wizard.line_ids.mapped("official_class")
        self.assertEqual(classes, ["done_late", "open_overdue"])
        wizard.action_confirm()
        tasks = wizard.load_id._tasks().sorted("id")
        with freeze_time("2025-12-31 03:00:00"):
            rows = self.env["directive.statistics"].browse(tasks.ids)
            self.assertEqual(rows.mapped("official_class"), classes)

    def test_a_load_leaves_no_trace_in_anything_that_tells_people(self):
        wizard = self.tracker(DONE, OPEN)
        before = self.loud_rows()
        wizard.action_confirm()
        self.assertEqual(len(wizard.load_id._tasks()), 2)
        self.assertEqual(self.loud_rows(), before)

    def test_the_reminders_of_the_day_of_the_load_leave_its_tasks_alone(self):
        settings = self.env["directive.settings"]
        _load, tasks = self.load(OPEN, *[[str(n), f"Việc {n}", *OPEN[2:]] for n in range(3, 6)])
        self.env["directive.agency.member"].create(
            {"agency_id": self.health.id, "user_id": self.user_a.id, "role": "responder"}
        )
        rules = self.env["directive.reminder.rule"].search([])
        rules.date_last_run = "2025-07-01"  # an outage: all since then would be caught up
        for rule in rules:
            rule._remind(settings._working_calendar(), settings._today())
        Notice = self.env["directive.notice"]
        self.assertFalse(Notice.search([("task_id", "in", tasks.ids)]))
        tasks_rows = self.env["directive.history.row"].search([("task_id", "in", tasks.ids)])
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE directive_history_row SET date_loaded = '2025-12-31' WHERE id IN %s",
            [tuple(tasks_rows.ids)],
        )
        for rule in rules:
            rule._remind(settings._working_calendar(), settings._today())
        self.assertTrue(Notice.search([("task_id", "in", tasks.ids)]))

    def test_an_order_entered_before_is_found_again(self):
        known = self.make_directive(number="12/KH-UBND", date_issued="2025-03-05")
        _load, tasks = self.load(DONE, OPEN)
        self.assertEqual(tasks.directive_id, known)
        self.assertEqual(known.state, "issued")

    def test_the_same_file_again_doubles_nothing(self):
        self.load(DONE, OPEN)
        wizard = self.tracker(DONE, OPEN)
        self.assertEqual(wizard.line_ids.mapped("known"), ["same", "same"])
        self.assertFalse(wizard.line_ids.filtered("is_included"))
        with self.assertRaisesRegex(UserError, "nothing to load"):
            wizard.action_confirm()

    def test_a_newer_version_shows_and_loads_what_changed(self):
        _load, tasks = self.load(DONE, OPEN)
        task = tasks.filtered(lambda one: one.name == "Sửa cầu")
        newer = [*OPEN[:6], "Hoàn thành", "BC số 9/BC-SYT ngày 01/10/2025", ""]
        wizard = self.tracker(DONE, newer)
        changed = wizard.line_ids.filtered("is_included")
        self.assertEqual(changed.known, "changed")
        self.assertIn("2025-10-01", changed.changes)
        wizard.action_confirm()
        self.assertFalse(wizard.load_id._tasks())
        self.assertEqual((task.state, task.date_reported), ("done", date(2025, 10, 1)))
        self.assertEqual(task.progress_ids.mapped("result_number"), ["9/BC-SYT"])
        self.assertEqual((wizard.load_id.created_count, wizard.load_id.updated_count), (0, 1))

    def test_a_task_worked_on_since_is_not_overwritten(self):
        _load, task = self.load(OPEN)
        task.with_user(self.office_user).action_suspend("Chờ vốn")
        newer = [*OPEN[:6], "Hoàn thành", "BC số 9/BC-SYT ngày 01/10/2025", ""]
        wizard = self.tracker(newer)
        wizard.action_confirm()
        self.assertEqual(task.state, "suspended")
        self.assertTrue(wizard.line_ids.left_why)

    def test_what_a_task_needs_is_asked_for_and_may_be_left_out(self):
        undated = [*DONE[:7], "Đã báo cáo miệng", ""]
        wizard = self.tracker(undated, VAGUE, [*OPEN[:3], "UBND huyện Cũ", *OPEN[4:]])
        self.assertEqual(wizard.incomplete_count, 3)
        with self.assertRaisesRegex(UserError, "row 3"):
            wizard.action_confirm()
        wizard.line_ids[0].is_checked = True
        wizard.invalidate_recordset()
        self.assertEqual(wizard.incomplete_count, 2)
        wizard.action_leave_incomplete()
        wizard.action_confirm()
        self.assertEqual(len(wizard.load_id._tasks()), 1)
        self.assertIn("Xây chợ", wizard.load_id.account)

    def test_an_unknown_name_is_settled_once_and_remembered(self):
        row = [*OPEN[:3], "Phòng Tài chính cũ", *OPEN[4:]]
        wizard = self.tracker(row)
        wizard.name_ids.write({"agency_id": self.finance.id, "remember": True})
        wizard.action_confirm()
        self.assertEqual(wizard.load_id._tasks().lead_agency_id, self.finance)
        self.assertEqual(self.tracker(row, name="b.csv").line_ids.lead_agency_id, self.finance)

    def test_the_files_are_kept_as_evidence_with_the_account(self):
        load, _tasks = self.load(DONE)
        self.assertEqual(load.file_ids.mapped("name"), ["so-2025.csv"])
        self.assertIn("Rà soát đất", base64.b64decode(load.file_ids.content).decode())
        with self.assertRaises(UserError):
            load.file_ids.unlink()
        self.assertIn("1 rows", load.account)

    def test_a_preview_names_no_load_of_another_person(self):
        load, _task = self.load(DONE)
        wizard = self.tracker(OPEN)
        wizard._filling().load_id = load
        load._silently().user_id = self.leader_user  # begun by another person
        load._silently().state = "loading"
        with self.assertRaisesRegex(UserError, "another person"):
            wizard.action_confirm()
        load._silently().user_id = wizard.create_uid
        load._silently().state = "loaded"
        with self.assertRaisesRegex(UserError, "another person"):
            wizard.action_confirm()

    def test_a_preview_changes_no_task_that_came_from_elsewhere(self):
        task = self.make_task(state="draft")
        wizard = self.tracker(DONE)
        wizard.line_ids._filling().write({"known": "changed", "task_ref": task.id})
        wizard.action_confirm()
        self.assertEqual(task.state, "draft")

    def test_only_rows_of_files_as_they_were_read_are_loaded(self):
        other = base64.b64encode(b"something else")
        changes = (
            lambda wizard: wizard.file_ids.write({"file": other}),
            lambda wizard: wizard.file_ids.write({"name": "another.csv"}),
            lambda wizard: wizard.file_ids.unlink(),
            lambda wizard: wizard.write({"file_ids": [Command.create({"file": other})]}),
        )
        for number, change in enumerate(changes):
            with self.subTest(number):
                wizard = self.tracker(DONE)
                change(wizard)
                with self.assertRaisesRegex(UserError, "read them again"):
                    wizard.action_confirm()
        forged = self.env["directive.history.import"].with_user(self.office_user)
        forged = forged.create({"state": "read", "line_ids": [Command.create({"name": "Forged"})]})
        self.assertEqual(forged.state, "draft")

    def test_only_the_office_and_administrators_take_tasks_over(self):
        for user in (self.user_a, self.leader_user, self.outside_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.tracker(DONE, user=user)
        _load, task = self.load(DONE, user=self.admin_user)
        self.assertEqual(task.state, "done")

    def test_an_interrupted_load_goes_on_where_it_stopped(self):
        rows = [[str(n), f"Việc số {n}", *OPEN[2:]] for n in range(1, 8)]
        wizard = self.tracker(*rows)
        with (
            patch(f"{LOADING}.AT_ONCE", 3),
            patch(f"{LOADING}.IN_THE_REQUEST", 2),
            patch.object(type(self.env["ir.cron"]), "_commit_progress") as commit,
        ):
            wizard.action_confirm()
            self.assertEqual((wizard.state, wizard.loaded_count), ("loading", 0))
            commit.return_value = 0  # the time of the run is over after one batch
            wizard._cron_load()
            wizard.invalidate_recordset()
            self.assertEqual((wizard.state, wizard.loaded_count), ("loading", 3))
            commit.return_value = 60
            wizard._cron_load()
        wizard.invalidate_recordset()
        self.assertEqual((wizard.state, wizard.loaded_count), ("done", 7))
        self.assertEqual(len(wizard.load_id._tasks()), 7)
        self.assertEqual(wizard.load_id.state, "loaded")

    def test_a_load_in_the_background_speaks_as_its_author(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.office_user.lang = "vi_VN"
        wizard = self.tracker(DONE)
        with (
            patch(f"{LOADING}.IN_THE_REQUEST", 0),
            patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=60),
        ):
            wizard.action_confirm()
            wizard.with_user(self.env.ref("base.user_root")).with_context(lang=None)._cron_load()
        wizard.invalidate_recordset()
        trail = wizard.load_id._tasks().transition_ids.sorted("id")
        self.assertTrue(trail[0].note.startswith("Tiếp nhận từ"), trail[0].note)


class TestHistoryUndo(HistoryCase):
    """A load can be taken back by an administrator until somebody works on one of its tasks."""

    def test_undoing_removes_tasks_and_orders_and_keeps_the_load(self):
        load, tasks = self.load(DONE, OPEN)
        orders = tasks.directive_id
        load.with_user(self.admin_user).action_undo()
        self.assertFalse(tasks.exists() or orders.exists())
        self.assertEqual((load.state, load.undone_by_id), ("undone", self.admin_user))
        self.assertEqual(self.tracker(DONE).line_ids.known, "new")

    def test_an_order_entered_before_stays(self):
        known = self.make_directive(number="12/KH-UBND", date_issued="2025-03-05")
        load, tasks = self.load(DONE)
        load.with_user(self.admin_user).action_undo()
        self.assertTrue(known.exists())
        self.assertFalse(tasks.exists())

    def test_after_the_first_step_it_stays(self):
        load, tasks = self.load(DONE, OPEN)
        task = tasks.filtered(lambda one: one.name == "Sửa cầu")
        task.with_user(self.office_user).action_suspend("Chờ vốn")
        with self.assertRaisesRegex(UserError, "Sửa cầu"):
            load.with_user(self.admin_user).action_undo()
        self.assertEqual(len(tasks.exists()), 2)

    def test_only_administrators_undo(self):
        load, _tasks = self.load(DONE)
        with self.assertRaisesRegex(UserError, "administrator"):
            load.with_user(self.office_user).action_undo()

    def test_nobody_writes_a_load(self):
        load, _tasks = self.load(DONE)
        for user in (self.office_user, self.admin_user):
            with self.subTest(user.login), self.assertRaises(UserError):
                load.with_user(user).write({"state": "undone"})
        with self.assertRaises(UserError):
            load.write({"account": "x"})

    def test_a_preview_read_before_another_load_makes_no_task_twice(self):
        late = self.tracker(DONE, OPEN)
        _load, tasks = self.load(DONE)
        late.action_confirm()
        self.assertEqual(late.load_id._tasks().mapped("name"), ["Sửa cầu"])
        left = late.line_ids.filtered(lambda line: line.name == "Rà soát đất")
        self.assertEqual((left.task_ref, left.is_included), (tasks.id, False))
        self.assertTrue(left.left_why)

    def test_a_row_taken_over_before_makes_no_task_twice_even_if_ticked(self):
        self.load(DONE)
        again = self.tracker(DONE, OPEN)
        again.line_ids.is_included = True
        again.action_confirm()
        self.assertEqual(again.load_id._tasks().mapped("name"), ["Sửa cầu"])

    def test_a_changed_row_whose_load_was_undone_meanwhile_is_new(self):
        load, _tasks = self.load(OPEN)
        changed = self.tracker((*OPEN[:6], "Đã hoàn thành ngày 1/10/2025", *OPEN[7:]))
        self.assertEqual(changed.line_ids.known, "changed")
        load.with_user(self.admin_user).action_undo()
        changed.action_confirm()
        self.assertEqual(changed.load_id._tasks().state, "done")
