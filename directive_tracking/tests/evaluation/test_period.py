from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..evaluation_common import FIRST, LAST, EvaluationCase


@tagged("post_install", "-at_install")
class TestPeriod(EvaluationCase):
    """A closed period keeps what was true when it was closed, with the tasks behind each cell."""

    def test_only_the_office_closes_and_only_what_is_over(self):
        for user in (self.leader_user, self.user_a, self.admin_user):
            with self.assertRaisesRegex(UserError, "Only the Office"):
                self.Period.with_user(user)._close("month", FIRST, LAST)
        with self.assertRaisesRegex(UserError, "lasts until"):
            self.Period._close("month", LAST, self.env["directive.settings"]._today())

    def test_a_period_is_closed_once_and_a_new_version_needs_a_reason(self):
        first = self.close()
        with self.assertRaisesRegex(UserError, "closed this period"):
            self.close()
        second = self.close("Two reports were entered late")
        self.assertEqual((first.version, second.version), (1, 2))
        self.assertEqual((first.is_latest, second.is_latest), (False, True))
        self.assertEqual(self.Period.search([("is_latest", "=", True)]), second)

    def test_nobody_changes_or_deletes_a_snapshot(self):
        period = self.close()
        kept = [period, period.row_ids[:1], period.score_ids[:1], period.score_ids.part_ids[:1]]
        kept.append(self.env["directive.period.task"].search([], limit=1))
        for record in kept:
            name = "version" if record._name == "directive.period" else "id"
            with self.subTest(record._name), self.assertRaises(UserError):
                record.sudo().write({name: 7})
            with self.subTest(record._name), self.assertRaises(UserError):
                record.sudo().unlink()
            with self.subTest(record._name), self.assertRaises(UserError):
                record.sudo().copy()

    def test_later_changes_do_not_move_it_and_are_shown_with_their_tasks(self):
        period = self.close()
        self.assertFalse(period._differences())
        task = self.done_a[0]
        late = {row.agency_id: row.late for row in period.row_ids}
        self.date_back(
            task,
            {
                "assign": "2026-10-16 02:00:00",
                "receive": "2026-10-17 02:00:00",
                "report_completion": "2026-10-20 02:00:00",
                "accept": "2026-11-10 02:00:00",
            },
        )
        found = {
            (column, then, now): tasks
            for agency, column, then, now, tasks in period._differences()
            if agency == self.agency_a.id
        }
        self.assertEqual(found[("7", 4, 5)], task.ids)
        self.assertEqual(found[("8", 2, 1)], task.ids)
        self.assertNotIn("6", [column for column, _then, _now in found])
        self.assertEqual({row.agency_id: row.late for row in period.row_ids}, late)

    def test_the_differences_open_their_tasks(self):
        period = self.close()
        task = self.finished(self.agency_b)
        action = period.with_user(self.leader_user).action_open_differences()
        lines = self.env["directive.period.difference"].search(action["domain"])
        line = lines.filtered(lambda one: one.column == "7. Done on time")
        self.assertEqual((line.then, line.now, line.task_ids), (1, 2, task))
        opened = line.with_user(self.leader_user).action_open_tasks()
        self.assertEqual(self.env["directive.task"].search(opened["domain"]), task)

    def test_a_column_of_a_period_is_named_by_its_heading(self):
        """In the list of differences and above the tasks of a cell, in the reader's language."""
        self.env["res.lang"]._activate_lang("vi_VN")
        self.env["ir.module.module"]._load_module_terms(["directive_tracking"], ["vi_VN"])
        period = self.close().with_context(lang="vi_VN").with_user(self.leader_user)
        self.finished(self.agency_b)
        found = period.action_open_differences()["domain"]
        lines = self.env["directive.period.difference"].search(found)
        self.assertIn("7. Hoàn thành đúng hạn", lines.mapped("column"))
        for name in lines.mapped("column"):
            self.assertRegex(name, r"^(\w{1,3}\. )?[^\W\d_].{3,}$")
        row = period.row_ids[0]
        opened = row.with_context(directive_column="10").action_open_tasks()
        self.assertEqual(opened["name"], f"{row.agency_name}: 10. Chưa hoàn thành")

    def test_the_comparison_of_a_closed_period_is_frozen(self):
        Comparison = self.env["directive.comparison"].with_user(self.leader_user)
        before = Comparison._compare(FIRST, LAST)
        self.close()
        self.finished(self.agency_b)
        self.assertEqual(Comparison._compare(FIRST, LAST), before)
        self.assertIn("version 1", Comparison.standings("month", "2026-11-01")["source"])
        action = Comparison.tasks("month", "2026-11-01", "n", self.agency_b.id)
        self.assertEqual(self.env["directive.task"].search_count(action["domain"]), 6)

    def test_every_cell_of_a_row_opens_as_many_tasks_as_it_counts(self):
        period = self.close()
        for row in period.row_ids:
            for column in ("1", "3", "6", "7", "8", "10"):
                with self.subTest(agency=row.agency_name, column=column):
                    self.assertEqual(len(row._task_ids(column)), row.cells[column])

    def test_the_form_tells_before_it_closes(self):
        Closing = self.env["directive.period.closing"].with_user(self.office_user)
        with Form(Closing) as form:
            self.assertEqual((form.date_first, form.date_last), (FIRST, LAST))
            self.assertFalse(form.closed_id)
        action = form.record.action_close()
        self.assertEqual(action["res_model"], "directive.period")
        with Form(Closing) as form:
            self.assertTrue(form.closed_id)
            form.reason = "Again"

    def test_an_agency_reads_the_period_but_no_figures_of_others(self):
        period = self.close().with_user(self.user_a)
        self.env.invalidate_all()
        self.assertTrue(period.name)
        self.assertEqual(period.score_ids.agency_id, self.agency_a)
        for field in ("groups", "row_ids", "task_count"):
            with self.subTest(field), self.assertRaises(AccessError):
                period.read([field])
        with self.assertRaises(AccessError):
            period.action_open_differences()
