from datetime import date, datetime, time, timedelta
from unittest.mock import patch

from odoo.tests import freeze_time

from ...tools.periods import period_bounds
from ..common import DirectiveCase

FIRST, LAST = date(2026, 1, 15), date(2026, 2, 14)
TABLES = (None, "agency", "kind", "issuer", "field", "source", "month")


class TestFiguresPast(DirectiveCase):
    """Past periods are counted once; whatever happens later, they say what a recount says."""

    def setUp(self):
        super().setUp()
        self.past, self.figures = self.env["directive.figures.past"], self.env["directive.figures"]
        with freeze_time(datetime(2026, 1, 20, 3)):
            self.tasks = [
                self.make_task(state=state, deadline="2026-02-01")
                for state in ("assigned", "in_progress", "reported", "done", "suspended", "closed")
            ]
            self.env.flush_all()
        self.forget()
        self.past._remember(FIRST, LAST)

    def forget(self):
        self.past.init()
        self.env.cr.execute("DELETE FROM directive_figures_touch")

    def is_kept(self):
        self.env.flush_all()
        self.assertFalse(self.past._differences())
        return self.figures._remembered([None], FIRST, LAST, False, {}) is not None

    def test_every_table_is_read_as_it_would_be_counted(self):
        scopes = [{}, {"agency": self.agency_a.id}, {"kind": "department"}, {"source": "document"}]
        asked = [
            (by, starred, scope) for by in TABLES for starred in (False, True) for scope in scopes
        ]
        answers = [self.answer(*one) for one in asked]
        self.assertTrue(self.is_kept())
        self.forget()
        self.assertEqual(answers, [self.answer(*one) for one in asked])

    def answer(self, by, starred, scope):
        books, of = self.figures, {"starred": starred, **scope}
        if by in scope:
            by = None
        return (
            books._form(FIRST, LAST, by, **of),
            books._ends(FIRST, LAST, by, **of),
            books._counters(LAST, by, **of),
            books._forms_and_counters([by], FIRST, LAST, **of),
        )

    def test_an_agency_reads_its_own_rows(self):
        self.make_task(self.agency_b)
        mine = self.figures.with_user(self.user_a)
        before = mine._form(FIRST, LAST, "agency")
        self.assertEqual(list(before), [self.agency_a.id])
        self.forget()
        self.assertEqual(mine._form(FIRST, LAST, "agency"), before)

    def test_usual_steps_of_today_touch_nothing(self):
        self.tasks[0].action_receive()
        for task in self.tasks[:2]:
            self.make_report(task, kind="progress", percent=40)
        self.tasks[2].action_accept()
        self.tasks[3].action_reopen("Not enough")
        self.tasks[4].action_resume("Go on")
        self.tasks[1].with_user(self.leader_user).action_toggle_star()
        self.make_task(state="done")
        self.correct(self.tasks[1], date_deadline="2026-12-01", deadline_kind="date")
        self.correct(self.tasks[1], lead_agency_id=self.agency_b.id)
        self.env.flush_all()
        self.assertFalse(self.env["directive.figures.touch"].search([]))
        self.assertTrue(self.is_kept())

    def test_whatever_touches_the_past_is_noticed(self):
        task, line = self.tasks[0], self.tasks[0].transition_ids[:1]
        sources = {"source": "oral", "issuer_id": None, "parent_id": self.tasks[1].id}
        changes = [
            f"UPDATE directive_task SET {name} = %s WHERE id = {task.id}" for name in sources
        ]
        values = [*sources.values(), "2026-01-18", "2026-01-19 03:00:00"]
        changes += [
            f"UPDATE directive_task SET date_assigned = %s WHERE id = {task.id}",
            f"UPDATE directive_transition SET date = %s WHERE id = {line.id}",
        ]
        for change, value in zip(changes, values, strict=True):
            self.env.cr.execute(change, [value])
            self.assertFalse(self.is_kept(), change)
            self.forget()
            self.past._remember(FIRST, LAST)
        self.env.cr.execute("DELETE FROM directive_transition WHERE id = %s", [line.id])
        self.assertFalse(self.is_kept())

    def test_a_star_counts_for_the_past_where_the_trail_does_not_say_it(self):
        self.env.cr.execute(
            "UPDATE directive_transition SET is_starred = NULL WHERE task_id = %s",
            [self.tasks[1].id],
        )
        self.forget()
        self.past._remember(FIRST, LAST)
        self.tasks[1].with_user(self.leader_user).action_toggle_star()
        self.assertFalse(self.is_kept())

    def test_other_settings_count_anew(self):
        self.assertTrue(self.is_kept())
        self.env["ir.config_parameter"].set_param("directive_tracking.fresh_days", "7")
        self.assertFalse(self.is_kept())

    def test_the_action_remembers_ended_periods_and_forgets_touched_ones(self):
        self.forget()
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=60):
            self.past._cron_remember()
        end = self.past._end()
        periods = self.past._periods()
        self.assertTrue(all(first <= last <= end for first, last in periods))
        self.assertIn((FIRST, LAST), periods)
        self.assertFalse(self.past._missing())
        self.env["directive.figures.touch"].create({"day": LAST + timedelta(1)})
        self.past._forget_outdated()
        self.assertTrue(self.is_kept())
        self.assertTrue(self.past._missing())
        self.assertFalse(self.env["directive.figures.touch"].search([]))


class TestFiguresBegun(DirectiveCase):
    """Of a period that goes on, what its steps added up to some days ago is not counted again."""

    def setUp(self):
        super().setUp()
        self.past, self.figures = self.env["directive.figures.past"], self.env["directive.figures"]
        self.today = self.env["directive.settings"]._today()
        self.end = self.past._end()
        self.first = self.end - timedelta(20)
        self.tasks = [self.make_task(state=state) for state in ("reported", "in_progress") * 3]
        for task in self.tasks:
            self.step(task)
        self.env.flush_all()
        long_ago = datetime.combine(self.first, time(5))
        self.env.cr.execute(
            "UPDATE directive_transition SET date = %s WHERE task_id IN %s",
            [long_ago, tuple(task.id for task in self.tasks)],
        )
        self.env.cr.execute(
            "UPDATE directive_task SET date_assigned = %s WHERE id IN %s",
            [self.first, tuple(task.id for task in self.tasks)],
        )
        self.env.invalidate_all()
        self.forget()

    def step(self, task):
        if task.state == "reported":
            return task.action_return("Not enough")
        return task.with_user(self.leader_user).action_close("No result")

    def forget(self):
        self.past.init()
        self.env.cr.execute("DELETE FROM directive_figures_touch")

    def answers(self):
        asked = [(by, starred) for by in TABLES for starred in (False, True)]
        return [self.figures._form(self.first, self.today, *one) for one in asked]

    def test_later_steps_are_told_from_those_remembered(self):
        self.past._remember(self.first, self.end)
        self.tasks[1].action_reopen("Go on")
        self.tasks[3].with_user(self.leader_user).action_toggle_star()
        self.correct(self.tasks[0], lead_agency_id=self.agency_b.id)
        self.correct(self.tasks[2], coefficient=3)
        self.step(self.tasks[2].with_user(self.leader_user))
        found = self.answers()
        self.assertEqual(self.past._latest_end(self.first, self.today), self.end)
        self.forget()
        self.assertEqual(found, self.answers())

    def test_what_is_remembered_is_not_counted_again(self):
        self.past._remember(self.first, self.end)
        before = self.figures._form(self.first, self.today)[None]
        self.env.cr.execute(
            "UPDATE directive_figures_past SET columns = columns || '{\"15\": 1000}'"
            " WHERE dimension = 'source' AND NOT starred"
        )
        self.assertGreater(self.figures._form(self.first, self.today)[None]["15"], before["15"])

    def test_the_action_remembers_the_year_so_far_and_lets_go_of_it_in_time(self):
        year, last = period_bounds("year", self.end)
        begun = self.past._begun()
        self.assertEqual((year, self.end) in begun, self.end < last)
        self.assertLessEqual({*begun}, {*self.past._periods()})
        self.past._remember(year, self.end)
        self.past._forget_outdated()
        self.assertEqual(self.past._latest_end(year, self.today), self.end)
        late = self.end + timedelta(20)
        self.assertIsNone(self.past._latest_end(year, late))
