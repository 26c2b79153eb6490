from datetime import timedelta

from ..common import PATHS, DirectiveCase


class TestFiguresSums(DirectiveCase):
    """Sums and changes together always equal a recount, whatever happens to a task and how."""

    def setUp(self):
        super().setUp()
        self.sums, self.changes = (
            self.env["directive.figures.sum"],
            self.env["directive.figures.change"],
        )
        self.sums._count_anew()
        self.sums._cron_add_up()

    def assert_exact(self):
        self.env.flush_all()
        self.assertFalse(self.sums._differences())
        self.assertTrue(self.is_kept(self.env["directive.settings"]._today()))

    def is_kept(self, day):
        """Tell whether open tasks need not be counted to know the figures of ``day``."""
        figures = self.env["directive.figures"]
        return figures._kept_open(figures._span(day), [None], False, {}) is not None

    def test_every_state_and_every_way_back_is_followed(self):
        tasks = [self.make_task(state=state, deadline="2026-03-01") for state in PATHS]
        self.assert_exact()
        self.sums._cron_add_up()
        self.assertFalse(self.changes.search([]))
        self.assert_exact()
        for task in tasks:
            if task.state not in ("draft", "revoked"):
                task.with_user(self.leader_user).action_toggle_star()
                self.correct(task, coefficient=3)
                self.correct(task, date_deadline="2026-12-01", deadline_kind="date")
                self.assert_exact()
            if task.state in ("done", "closed"):
                task.action_reopen("Not enough")
        self.assert_exact()
        self.sums._cron_add_up()
        self.assert_exact()

    def test_what_passes_the_orm_by_is_followed_too(self):
        task = self.make_task(state="draft")  # nothing hangs on it that would keep it
        self.env.flush_all()
        changes = (
            "state = 'assigned'", "date_deadline = '2026-03-01'", "date_last_news = '2025-01-01'",
            f"lead_agency_id = {self.agency_b.id}", "is_starred = TRUE", "coefficient = 0.1",
            "state = 'done'", "state = 'closed'", "parent_id = id", "parent_id = NULL",
            "state = 'reported'",
        )  # fmt: skip
        for change in changes:
            self.env.cr.execute(f"UPDATE directive_task SET {change} WHERE id = %s", [task.id])  # noqa: S608
            self.assertFalse(self.sums._differences(), change)
        self.env.cr.execute("DELETE FROM directive_task WHERE id = %s", [task.id])
        self.assertFalse(self.sums._differences())

    def test_a_lost_change_is_found_and_counting_anew_mends_it(self):
        self.make_task(state="done")
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM directive_figures_change")
        self.assertTrue(self.sums._differences())
        self.sums._count_anew()
        self.assertFalse(self.sums._differences())

    def test_what_open_tasks_are_counted_by_is_known_of_today_and_tomorrow(self):
        today = self.env["directive.settings"]._today()
        self.make_task(deadline=today)
        kept = [day for day in range(-1, 3) if self.is_kept(today + timedelta(day))]
        self.assertEqual(kept, [0, 1])
        overdue = [
            self.env["directive.figures"]._counters(today + timedelta(day))[None]["open_overdue"]
            for day in (0, 1)
        ]
        self.assertEqual(overdue[1], overdue[0] + 1)

    def test_another_setting_counts_at_once(self):
        self.make_task(deadline=self.env["directive.settings"]._today() + timedelta(20))
        soon = self.env["directive.figures"]._counters()[None]["due_soon"]
        self.env["ir.config_parameter"].set_param("directive_tracking.due_soon_days", "20")
        self.assertEqual(self.env["directive.figures"]._counters()[None]["due_soon"], soon + 1)

    def test_a_draft_leaves_no_change(self):
        self.make_task(state="draft")
        self.env.flush_all()
        self.assertFalse(self.changes.search([]))

    def test_figures_do_not_depend_on_what_is_added_up(self):
        for state in PATHS:
            self.make_task(state=state)
        figures = self.env["directive.figures"]
        tables = (None, "agency", "kind", "issuer", "field", "source", "month")
        before = figures._counters_of(tables)
        self.sums._cron_add_up()
        self.assertEqual(figures._counters_of(tables), before)
        for by in tables:
            self.assertEqual(figures._counters(by=by), before[by])

    def test_groups_of_the_pivot_stand_in_the_order_of_the_catalogue(self):
        agencies = self.agency_a | self.agency_b | self.commune_x
        for agency, place in zip(agencies, (30, 10, 20), strict=True):
            agency.sequence = place
            self.make_task(agency)
        asked = [("lead_agency_id", "in", agencies.ids)]
        for order in ("lead_agency_id", "lead_agency_id DESC"):
            groups = self.env["directive.statistics"]._read_group(
                asked, ["lead_agency_id"], ["task_count:sum"], order=order
            )
            right = self.env["directive.agency"].search([("id", "in", agencies.ids)]).ids
            found = [agency.id for agency, _count in groups]
            self.assertEqual(found, right[::-1] if "DESC" in order else right)

    def test_the_pivot_agrees(self):
        for state in PATHS:
            self.make_task(state=state, deadline="2026-03-01")
            self.make_task(self.agency_b, state=state)
        rows = self.env["directive.figures"]._counters(by="agency")
        groups = self.env["directive.statistics"]._read_group(
            [("is_delegated", "=", False)],
            ["lead_agency_id"],
            [
                "task_count:sum", "done_count:sum", "closed_count:sum", "overdue_count:sum",
                "reported_count:sum", "not_received_count:sum",
            ],
        )  # fmt: skip
        names = ("done", "closed", "open_overdue", "awaiting_acceptance", "not_received")
        for agency, total, *numbers in groups:
            row = rows[agency.id]
            self.assertEqual(row["total"] + row["closed"], total)
            self.assertEqual([row[name] for name in names], numbers)
