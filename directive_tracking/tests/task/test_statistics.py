from collections import Counter
from datetime import date, timedelta
from itertools import product

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from ...models.task.finding.directive_task_figures import TIMELINESS
from ...tools.periods import reporting_month
from ...tools.statistics import DONE_CLASSES, OFFICIAL_CLASSES, official_class, rates, stage
from ..common import PATHS, DirectiveCase

TODAY = date(2026, 11, 20)
NOON = "2026-11-20 05:00:00"  # UTC; noon in Viet Nam
DAY = timedelta(days=1)
DEADLINES = (None, TODAY - DAY, TODAY, TODAY + DAY)
COMPLETIONS = (None, TODAY - 2 * DAY, TODAY - DAY, TODAY, TODAY + DAY)


class StatisticsCase(DirectiveCase):
    freeze_time = freeze_time(NOON)

    def rows(self, tasks, user=None, **context):
        view = self.env["directive.statistics"].with_context(**context)
        view.invalidate_model()  # every request checks again
        return view.with_user(user or self.office_user).search([("task_id", "in", tasks.ids)])

    def classes(self, tasks, **context):
        return {row.task_id: row.official_class for row in self.rows(tasks, **context)}

    def set_completion_day(self, value):
        self.env["ir.config_parameter"].set_param("directive_tracking.completion_day", value)

    def make_cross_product(self):
        """Return one task per state, deadline, day of report and day of acceptance."""
        directive = self.make_directive()
        template = {"directive_id": directive.id, "lead_agency_id": self.agency_a.id}
        cases = list(product(PATHS, DEADLINES, COMPLETIONS, COMPLETIONS))
        tasks = self.env["directive.task"].create(
            [
                {
                    **template,
                    "name": f"Case {number}",
                    "deadline_kind": "date" if case[1] else "none",
                }
                for number, case in enumerate(cases)
            ]
        )
        for task, (state, deadline, reported, done) in zip(tasks, cases, strict=True):
            task._restore_history(
                {
                    "state": state,
                    "date_deadline": deadline,
                    "date_reported": reported,
                    "date_done": done,
                }
            )
        return tasks


class TestOfficialClasses(StatisticsCase):
    """SQL, search and Python agree on the class of a task."""

    def expected(self, task, by_report, today=TODAY):
        day = (by_report and task.date_reported) or task.date_done or None
        return official_class(task.state, task.date_deadline or None, day, today) or False

    def check_agreement(self, by_report):
        tasks = self.make_cross_product()
        shown = self.classes(tasks)
        for task in tasks:
            expected = self.expected(task, by_report)
            case = (task.state, task.date_deadline, task.date_reported, task.date_done)
            self.assertEqual(task.timeliness, expected, case)
            if task.state in ("draft", "revoked"):
                self.assertNotIn(task, shown)
            else:
                self.assertEqual(shown[task], expected, case)
        return tasks

    def test_view_and_field_agree_with_the_formula_by_day_of_report(self):
        self.set_completion_day("reported")
        self.check_agreement(by_report=True)

    def test_view_and_field_agree_with_the_formula_by_day_of_acceptance(self):
        self.set_completion_day("accepted")
        self.check_agreement(by_report=False)

    def test_search_by_timeliness_finds_what_the_field_says(self):
        tasks = self.make_cross_product()
        for by_report, (label, _name) in product((True, False), TIMELINESS):
            self.set_completion_day("reported" if by_report else "accepted")
            found = tasks.search([("id", "in", tasks.ids), ("timeliness", "=", label)])
            self.env.invalidate_all()
            self.assertEqual(
                found, tasks.filtered(lambda task, label=label: task.timeliness == label)
            )

    def test_search_for_a_class_there_is_not_finds_nothing(self):
        self.make_task(state="done", deadline=TODAY - timedelta(days=1))
        self.assertFalse(self.env["directive.task"].search([("timeliness", "=", "bogus")]))

    def test_search_for_no_timeliness_finds_drafts_revoked_and_closed(self):
        tasks = self.make_cross_product()
        found = tasks.search([("id", "in", tasks.ids), ("timeliness", "=", False)])
        self.assertEqual(set(found.mapped("state")), {"draft", "revoked", "closed"})

    def test_a_reference_day_moves_the_classes_and_nothing_else(self):
        task = self.make_task(deadline=TODAY)
        for day, expected in ((TODAY, "open_in_term"), (TODAY + DAY, "open_overdue")):
            shown = self.classes(task, directive_reference_day=str(day))
            self.assertEqual(shown[task], expected)
        self.assertEqual(self.rows(task, directive_reference_day=TODAY + 40 * DAY).days_overdue, 40)

    def test_the_state_of_today_is_not_told_of_a_day_that_is_over(self):
        task = self.make_task(state="done", deadline=TODAY)
        for asked in (TODAY - DAY, "2020-01-01"):
            rows = self.env["directive.statistics"].with_context(directive_reference_day=asked)
            for ask in (
                lambda rows=rows: rows.browse(task.id).official_class,
                lambda rows=rows: rows.formatted_read_group([], ["state"], ["task_count:sum"]),
                lambda rows=rows: rows.search_count([]),
            ):
                rows.invalidate_model()
                with self.assertRaisesRegex(UserError, "Official forms"):
                    ask()

    def test_a_reference_day_that_is_no_day_is_refused_with_a_sentence(self):
        with self.assertRaisesRegex(UserError, "someday"):
            self.rows(self.make_task(), directive_reference_day="someday")

    def test_stages_are_those_of_the_table(self):
        tasks = self.make_cross_product()
        for row in self.rows(tasks):
            self.assertEqual(row.stage, stage(row.state))

    def test_a_suspended_task_is_never_overdue(self):
        task = self.make_task(state="suspended", deadline=TODAY - 90 * DAY)
        row = self.rows(task)
        self.assertEqual((row.official_class, row.days_overdue), ("open_in_term", 0))

    def test_a_task_without_deadline_is_done_on_time_whenever(self):
        self.assertEqual(self.rows(self.make_task(state="done")).official_class, "done_on_time")

    def test_a_closed_task_stands_beside_the_classes(self):
        row = self.rows(self.make_task(state="closed", deadline=TODAY - DAY))
        self.assertEqual((row.official_class, row.closed_count, row.open_count), (False, 1, 0))
        self.assertEqual((row.stage, row.days_overdue), ("processed", 0))

    def test_revoked_and_draft_tasks_have_no_row(self):
        tasks = self.make_task(state="revoked") | self.make_task(state="draft")
        self.assertFalse(self.rows(tasks))

    def test_what_an_agency_delegates_is_counted_once_unless_asked_for(self):
        task = self.make_task(state="in_progress")
        part = task.with_user(self.user_a)._delegate(self.agency_below).with_env(self.env)
        self.assertEqual(self.rows(task | part).task_id, task)
        both = self.rows(task | part, directive_with_delegated=True)
        self.assertEqual(both.filtered("is_delegated").task_id, part)
        self.assertEqual(sum(both.mapped("task_count")), 2)


class TestDays(StatisticsCase):
    """Days are those of the province's clock."""

    def class_at(self, task, moment):
        with freeze_time(moment):
            self.env.invalidate_all()
            self.assertEqual(self.rows(task).official_class, task.timeliness)
            return task.timeliness

    def test_half_past_eleven_at_night_is_still_the_day_of_the_deadline(self):
        task = self.make_task(deadline=TODAY)
        self.assertEqual(self.class_at(task, "2026-11-20 16:30:00"), "open_in_term")

    def test_half_past_midnight_is_the_day_after_though_greenwich_lags(self):
        task = self.make_task(deadline=TODAY)
        self.assertEqual(self.class_at(task, "2026-11-20 17:30:00"), "open_overdue")

    def test_another_time_zone_of_the_province_is_obeyed_at_once(self):
        task = self.make_task(deadline=TODAY)
        self.env["ir.config_parameter"].set_param("directive_tracking.timezone", "UTC")
        self.assertEqual(self.class_at(task, "2026-11-20 17:30:00"), "open_in_term")

    def test_the_reader_s_own_time_zone_changes_nothing(self):
        task = self.make_task(deadline=TODAY)
        self.office_user.tz = "America/Los_Angeles"
        self.assertEqual(self.class_at(task, "2026-11-20 17:30:00"), "open_overdue")

    def test_a_report_after_midnight_is_of_the_new_day(self):
        with freeze_time("2026-11-20 17:30:00"):
            task = self.make_task(state="done", deadline=TODAY)
        self.assertEqual(task.date_reported, TODAY + DAY)
        self.assertEqual(self.rows(task).official_class, "done_late")

    def test_report_months_run_from_the_fifteenth_to_the_fourteenth(self):
        days = [date(2026, month, day) for month in (1, 2, 3, 12) for day in (1, 14, 15, 28)]
        tasks = self.env["directive.task"]
        for day in days:
            tasks |= self.make_task(date_assigned=day)
        for row in self.rows(tasks):
            self.assertEqual(row.report_month, reporting_month(row.date_assigned))

    def test_figures_can_be_grouped_by_report_month(self):
        tasks = self.make_task(date_assigned=date(2026, 11, 14))
        tasks |= self.make_task(date_assigned=date(2026, 11, 15))
        groups = self.env["directive.statistics"]._read_group(
            [("task_id", "in", tasks.ids)], ["report_month:month"], ["task_count:sum"]
        )
        self.assertEqual(groups, [(date(2026, 11, 1), 1), (date(2026, 12, 1), 1)])


class TestIdentities(StatisticsCase):
    """Invariants for any set of tasks and any user."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tasks = cls.env["directive.task"]
        agencies = cls.agency_a, cls.agency_b, cls.commune_x, cls.agency_below
        for number, (agency, state) in enumerate(product(agencies, PATHS)):
            deadline = DEADLINES[number % len(DEADLINES)]
            cls.tasks |= cls.make_task(lead=agency, state=state, deadline=deadline)
            cls.tasks |= cls.make_task(
                agency,
                state=state,
                deadline=TODAY - (25 + 3 * number) * DAY,
                rework_count=number % 2,
                extension_count=number % 3,
                date_last_news=TODAY - 10 * number * DAY,
            )
            cls.tasks |= cls.make_task(
                agency, state=state, date_last_news=TODAY - (number + 75) * DAY
            )

    def sums(self, groupby=(), user=None, domain=(), measures=("task_count",)):
        view = self.env["directive.statistics"].with_user(user or self.office_user)
        domain = [("task_id", "in", self.tasks.ids), *domain]
        names = [f"{name}:sum" for name in measures]
        return {
            row[: len(groupby)]: row[len(groupby) :]
            for row in view._read_group(domain, list(groupby), names)
        }

    def test_done_and_open_make_the_total_of_the_classes(self):
        measures = "done_count", "open_count", "closed_count", "task_count"
        classed = [("official_class", "!=", False)]
        for groupby in ((), ("lead_agency_id",), ("report_month:month",), ("issuer_id",)):
            for figures in self.sums(groupby, domain=classed, measures=measures).values():
                done, still_open, closed, total = figures
                self.assertEqual((done + still_open, closed), (total, 0))

    def test_closed_ones_are_the_rest(self):
        measures = "done_count", "open_count", "closed_count", "task_count"
        ((done, still_open, closed, total),) = self.sums(measures=measures).values()
        self.assertEqual(done + still_open + closed, total)
        self.assertEqual(closed, len(self.tasks.filtered(lambda task: task.state == "closed")))

    def test_the_five_classes_share_the_total_out(self):
        by_class = self.sums(["official_class"], domain=[("state", "!=", "closed")])
        self.assertEqual({key for (key,) in by_class}, set(OFFICIAL_CLASSES))
        total = len(self.tasks.filtered("timeliness"))
        self.assertEqual(sum(count for (count,) in by_class.values()), total)

    def test_with_and_without_deadline_share_the_total_out(self):
        ((dated, undated, total),) = self.sums(
            measures=("dated_count", "undated_count", "task_count")
        ).values()
        self.assertEqual(dated + undated, total)

    def test_the_sum_over_agencies_is_the_province(self):
        measures = "task_count", "overdue_count", "days_overdue", "reported_count"
        by_agency = self.sums(["lead_agency_id"], measures=measures)
        (province,) = self.sums(measures=measures).values()
        self.assertEqual(tuple(map(sum, zip(*by_agency.values(), strict=True))), province)

    def test_every_cell_is_the_list_it_opens(self):
        view = self.env["directive.statistics"].with_user(self.office_user)
        base = [("task_id", "in", self.tasks.ids)]
        cells = view.formatted_read_group(
            base, ["lead_agency_id", "official_class"], ["task_count:sum"]
        )
        self.assertGreater(len(cells), 15)
        for cell in cells:
            rows = view.search(base + cell["__extra_domain"])
            self.assertEqual(cell["task_count:sum"], len(rows))
            self.assertEqual(len(rows.task_id), len(rows))

    def test_counts_are_those_of_the_tasks_own_filters(self):
        filters = {
            "open_count": "is_open",
            "due_soon_count": "is_due_soon",
            "silent_count": "is_silent",
        }
        tasks = self.tasks.with_user(self.office_user)
        for measure, name in filters.items():
            ((count,),) = self.sums(measures=[measure]).values()
            self.assertEqual(count, len(tasks.filtered(name)), measure)
            self.assertEqual(
                count, tasks.search_count([("id", "in", tasks.ids), (name, "=", True)])
            )
            self.assertTrue(count, measure)

    def test_overdue_counts_and_days_are_those_of_the_tasks(self):
        ((overdue, long_overdue, days),) = self.sums(
            measures=("overdue_count", "long_overdue_count", "days_overdue")
        ).values()
        each = self.tasks.filtered(lambda task: task.timeliness == "open_overdue").mapped(
            "days_overdue"
        )
        self.assertEqual((overdue, days), (len(each), sum(each)))
        self.assertEqual(long_overdue, len([one for one in each if one > 30]))
        self.assertTrue(0 < long_overdue < overdue)

    def test_rates_are_those_of_the_formula(self):
        view = self.env["directive.statistics"].with_user(self.office_user)
        names = "completion_rate", "on_time_rate", "freshness_rate", "extension_rate", "rework_rate"
        domain = [("task_id", "in", self.tasks.ids)]
        (averages,) = view._read_group(domain, [], [f"{name}:avg" for name in names])
        counted = self.tasks.filtered("timeliness")
        fresh = counted.filtered(lambda t: t.is_open and t.date_last_news >= TODAY - 30 * DAY)
        expected = rates(
            Counter(counted.mapped("timeliness")),
            extended=len(counted.filtered("extension_count")),
            reworked=len(counted.filtered("rework_count")),
            fresh=len(fresh),
            done_undated=len(counted.filtered(lambda t: t.state == "done" and not t.date_deadline)),
        )
        self.assertEqual([round(one, 2) for one in averages], list(expected.values()))

    def test_an_agency_s_figures_are_the_tasks_it_sees(self):
        for user in (self.user_a, self.user_b, self.user_x, self.user_below):
            seen = self.tasks.with_user(user).search([("id", "in", self.tasks.ids)])
            given = seen.filtered(lambda task: task.state != "revoked")
            ((count,),) = self.sums(user=user).values()
            self.assertEqual(count, len(given))

    def test_the_agency_page_and_the_figures_agree(self):
        agency = self.agency_b.with_user(self.office_user)
        domain = [("lead_agency_id", "=", agency.id)]
        ((still_open, overdue),) = self.sums(
            domain=domain, measures=("open_count", "overdue_count")
        ).values()
        self.assertEqual(agency.open_task_count, still_open)
        self.assertEqual(agency.overdue_task_count, overdue)

    def test_a_directive_s_counters_open_the_lists_they_count(self):
        directives = self.tasks.directive_id.with_user(self.office_user)
        overdue = 0
        for directive in directives:
            action = directive.action_view_tasks()
            self.assertEqual(directive.task_count, self.tasks.search_count(action["domain"]))
            action = directive.with_context(directive_only_overdue=1).action_view_tasks()
            late = self.tasks.search_count(action["domain"])
            self.assertEqual(directive.task_overdue_count, late)
            overdue += directive.task_overdue_count
        self.assertTrue(overdue)

    def test_classes_stand_in_the_order_of_the_published_forms(self):
        self.make_cross_product()
        view = self.env["directive.statistics"].with_user(self.office_user)
        domain = [("official_class", "!=", False)]
        groups = view.formatted_read_group(domain, ["official_class"], ["task_count:sum"])
        self.assertEqual([row["official_class"] for row in groups], list(OFFICIAL_CLASSES))
        pairs = view.formatted_read_grouping_sets(
            domain,
            [["lead_agency_id", "official_class"], ["official_class"], []],
            ["task_count:sum"],
        )
        self.assertEqual([row["official_class"] for row in pairs[1]], list(OFFICIAL_CLASSES))

    def test_done_classes_hold_the_done_tasks_alone(self):
        rows = self.rows(self.tasks)
        done = rows.filtered(lambda row: row.official_class in DONE_CLASSES)
        self.assertEqual(set(done.mapped("state")), {"done"})
        self.assertEqual(done, rows.filtered("done_count"))


class TestDoorsOfFigures(StatisticsCase):
    def test_a_row_opens_its_task(self):
        task = self.make_task()
        action = self.rows(task).action_open_task()
        self.assertEqual((action["res_model"], action["res_id"]), ("directive.task", task.id))

    def test_a_change_not_yet_in_the_database_is_counted(self):
        task = self.make_task(deadline=TODAY)
        row = self.rows(task)
        self.assertEqual(row.official_class, "open_in_term")
        task._restore_history({"state": "done", "date_reported": TODAY, "date_done": TODAY})
        self.assertEqual(self.rows(task).state, "done")
        self.assertEqual(self.classes(task)[task], "done_on_time")

    def test_figures_cannot_be_written(self):
        row = self.rows(self.make_task())
        with self.assertRaises(AccessError):
            row.write({"state": "done"})
