import json
from contextlib import suppress
from datetime import datetime, timedelta
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import freeze_time, tagged
from odoo.tools import json_default

from ...tools.home.choice import DIMENSIONS
from ...tools.home.counted import CELL, Counted
from ...tools.home.page import ALARM, cells_of
from ...tools.workflow import WORKFLOW
from ..common import DirectiveCase

PATHS_OF_STATES = ("draft", "assigned", "in_progress", "reported", "done", "suspended")
WEDNESDAY = datetime(2026, 11, 18, 3)  # ten in the morning in the province


class HomeCase(DirectiveCase):
    """A province in which every list of the home pages holds something."""

    freeze_time = freeze_time(WEDNESDAY)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.env["directive.settings"]._today()
        for lead in (cls.agency_a, cls.agency_b):
            lead.monitor_id = cls.office_user
            order = cls.make_directive()
            for state in PATHS_OF_STATES:
                for days in (None, -40, -2, 1, 60):
                    deadline = days and cls.today + timedelta(days=days)
                    cls.make_task(lead, state=state, deadline=deadline, directive_id=order.id)

    def home(self, user):
        return self.env["directive.home"].with_user(user)

    def page(self, user, role=None, **choice):
        """Return the page as it is at last, with the sections that come later."""
        home = self.home(user)
        page = home.read_page(role, choice)
        later = [one for one in page["sections"] if one["kind"] == "later"]
        found = {one["name"]: home.read_section(page["role"], one["name"], choice) for one in later}
        page["sections"] = [found.get(one["name"], one) for one in page["sections"]]
        return page

    def section(self, user, name):
        [section] = [one for one in self.page(user)["sections"] if one["name"] == name]
        return section

    def number(self, user, section, *opens):
        cells = cells_of(self.section(user, section))
        [found] = [cell["number"] for cell in cells if cell["opens"][: len(opens)] == list(opens)]
        return found

    def rows_of(self, user, page, section, cell):
        """Return how many rows the list holds that a number opens, as its browser asks for it."""
        home = self.home(user)
        opened = home.open_number(page["role"], section["name"], cell["opens"], page["choice"])
        action = json.loads(json.dumps(opened, default=json_default))
        Model = (
            self.env[action["res_model"]].with_user(user).with_context(**action.get("context", {}))
        )
        return Model.search_count(Domain(action["domain"]) & self.filters_of(home, action))

    def filters_of(self, home, action):
        """Return the domain of the filters with which an action opens its list."""
        shown = self.env["ir.actions.act_window"].new(
            {
                "res_model": action["res_model"],
                "search_view_id": (action.get("search_view_id") or [False])[0],
                "context": repr(action.get("context", {})),
            }
        )
        return home._list_domain(shown)


# What a browser never sends in the place of a name, a key, a moment or a choice.
ODD = (None, True, -1, 1.5, 10**30, 2**31, "zqx", "a\0b", "", [], [[1]], {}, {"a": 1}, "9999-99-99",
       "0001-01-01", "0001-01-01 00:00:00", "9999-12-31 23:59:59")  # fmt: skip


@tagged("post_install", "-at_install")
class TestHome(HomeCase):
    """Each role has its own page, and every number opens exactly the list it counts."""

    def test_every_number_of_every_role_opens_what_it_counts(self):
        users = (self.leader_user, self.office_user, self.user_a, self.head_a, self.admin_user)
        self.issuer.user_id = self.leader_user
        pages = [(user, {}) for user in users]
        pages += [(self.leader_user, {"period": "quarter", "back": 1})]
        pages += [(self.leader_user, {"period": "year", "by": by}) for by in DIMENSIONS]
        for user, choice in pages:
            page = self.page(user, **choice)
            cells = [(one, cell) for one in page["sections"] for cell in cells_of(one)]
            self.assertTrue(cells)
            for section, cell in cells:
                if "number" in cell:
                    with self.subTest(user=user.login, section=section["name"], cell=cell["opens"]):
                        self.assertEqual(cell["number"], self.rows_of(user, page, section, cell))

    def test_the_numbers_are_those_counted_by_hand(self):
        # Of one agency: two late days x (assigned, in progress, reported).
        self.assertEqual(self.number(self.user_a, "agency_now", "overdue"), 6)
        self.assertEqual(self.number(self.user_a, "agency_now", "receive"), 5)
        self.assertEqual(self.number(self.user_a, "agency_now", "due"), 2)
        self.assertEqual(self.number(self.user_x, "agency_now", "overdue"), 0)
        self.assertEqual(self.number(self.office_user, "office_follow", "overdue"), 12)
        owed = (self.agency_b.id, "overdue")
        self.assertEqual(self.number(self.office_user, "office_owed", *owed), 6)
        self.assertEqual(self.number(self.user_a, "agency_officers", 0, "open"), 20)

    def test_the_official_figures_add_up(self):
        glance = {
            row["opens"][0]: row["number"]
            for row in self.section(self.leader_user, "glance")["rows"]
        }
        self.assertEqual(glance["total"], glance["done"] + glance["in_hand"] + glance["not_begun"])
        classes = {
            row["code"]: row["number"] for row in self.section(self.leader_user, "classes")["rows"]
        }
        self.assertEqual(glance["total"], sum(classes.values()))
        self.assertEqual(glance["overdue"], classes["open_overdue"])
        ages = {
            row["opens"][0]: row["number"] for row in self.section(self.leader_user, "ages")["rows"]
        }
        overdue = [number for name, number in ages.items() if name.startswith("overdue_")]
        self.assertEqual(sum(overdue), classes["open_overdue"])
        self.assertEqual(ages["open_no_deadline"], classes["open_no_deadline"])
        rows = self.section(self.leader_user, "rows")["rows"]
        self.assertEqual(sum(row["cells"][3]["number"] for row in rows), glance["total"])

    def test_agencies_with_few_tasks_are_in_no_band(self):
        section = self.section(self.leader_user, "rows")
        self.assertEqual(section["columns"][-1]["name"], "band")
        self.assertEqual({row["cells"][-1]["sort"] for row in section["rows"]}, {0})
        [by_field] = [
            one
            for one in self.page(self.leader_user, by="field")["sections"]
            if one["name"] == "rows"
        ]
        self.assertTrue(
            by_field["columns"][-1]["fixed"], "shares are not put in order without bands"
        )

    def test_a_number_of_the_figures_is_found_by_its_readers_alone(self):
        today = self.today
        whole = Counted(CELL, ("10",), today, today).as_text()
        Task = self.env["directive.task"]
        seen = {
            user: Task.with_user(user).search([("counted_in", "=", whole)]).lead_agency_id
            for user in (self.leader_user, self.user_a, self.user_x)
        }
        self.assertEqual(seen[self.leader_user], self.agency_a | self.agency_b)
        self.assertEqual(seen[self.user_a], self.agency_a)
        self.assertFalse(seen[self.user_x])
        for text in ("nonsense", "[]", '["cell", ["17"], "2026-01-01", "2026-01-02", null, 0]'):
            with self.assertRaises(UserError):
                Task.with_user(self.leader_user).search([("counted_in", "=", text)])

    def test_a_role_that_the_reader_does_not_hold_shows_nothing(self):
        roles = {
            "leader": self.leader_user,
            "office": self.office_user,
            "agency": self.user_a,
            "admin": self.admin_user,
        }
        for role, holder in roles.items():
            self.assertEqual(self.page(holder)["role"], role)
            section = self.home(holder)._sections()[role][0]
            for user in {*roles.values(), self.outside_user} - {holder}:
                home = self.home(user)
                self.assertRaises(AccessError, home.read_page, role)
                self.assertRaises(AccessError, home.read_section, role, section)
                self.assertRaises(AccessError, home.open_number, role, section, ["overdue"])
        self.assertEqual(self.page(self.outside_user)["sections"], [])

    def test_a_section_of_another_role_is_not_reached_through_ones_own(self):
        home = self.home(self.user_a)
        for name in ("office_owed", "service", "changes", "of_queues"):
            self.assertRaises(UserError, home.read_section, "agency", name)
            self.assertRaises(UserError, home.open_number, "agency", name, [])

    def test_what_was_never_on_the_page_is_refused_in_words(self):
        home = self.home(self.user_a)
        for opens in ([], ["nothing"], ["overdue", 1], [{}]):
            self.assertRaises(UserError, home.open_number, "agency", "agency_now", opens)
        for opens in (["x", "open"], [0, "paid"], [None, "open"]):
            self.assertRaises(UserError, home.open_number, "agency", "agency_officers", opens)
        for choice in ({"period": "day"}, {"by": "id"}, {"back": -1}, {"x": 1}, "month", [1]):
            self.assertRaises(UserError, home.read_page, "agency", choice)

    def test_whatever_is_handed_over_in_the_place_of_a_number_is_refused_in_words(self):
        tried = 0
        for user in (self.leader_user, self.office_user, self.user_a, self.admin_user):
            page = self.page(user)
            for section in page["sections"]:
                opens = next((cell["opens"] for cell in cells_of(section) if cell["opens"]), [])
                for place in range(len(opens)):
                    for odd in ODD:
                        forged = [*opens[:place], odd, *opens[place + 1 :]]
                        tried += 1
                        with self.subTest(section=section["name"], opens=forged):
                            self.check_opened(user, page, section["name"], forged)
        self.assertGreater(tried, 100)

    def check_opened(self, user, page, name, opens):
        """What opens, opens a list that can be counted; all else is refused."""
        try:
            with self.env.cr.savepoint():
                action = self.home(user).open_number(page["role"], name, opens)
                if isinstance(action, dict) and action.get("domain"):
                    Model = self.env[action["res_model"]].with_user(user)
                    Model.search_count(json.loads(json.dumps(action["domain"], default=str)))
        except UserError:
            self.env.invalidate_all()

    def test_whatever_is_handed_over_as_a_choice_is_refused_in_words(self):
        home = self.home(self.leader_user)
        for key in ("period", "back", "by", "kept", "x"):
            for odd in ODD:
                with self.subTest(key=key, value=odd):
                    self.assertRaises(UserError, home.read_page, "leader", {key: odd})
        for moment in (*ODD, "0001-01-01 00:00:00", "9999-12-31 23:59:59"):
            with self.subTest(moment=moment), suppress(UserError), self.env.cr.savepoint():
                home.mark_seen(moment)
            self.env.invalidate_all()

    def test_an_administrator_sees_what_does_not_run(self):
        def line(name):
            rows = self.section(self.admin_user, "service")["rows"]
            [found] = [row for row in rows if row["opens"] == [name]]
            return found

        self.admin_user.group_ids += self.env.ref("base.group_system")  # may open the jobs
        job = self.env.ref("directive_tracking.ir_cron_remind")
        job.active = False
        ill = line("jobs")
        self.assertEqual(ill["tone"], ALARM)
        action = self.home(self.admin_user).open_number("admin", "service", ["jobs"])
        jobs = self.env["ir.cron"].with_context(active_test=False).search(action["domain"])
        self.assertIn(job, jobs)
        before = line("newcomers")["number"]
        self.make_user("test_newcomer", "agency")
        self.assertEqual(line("newcomers")["number"], before + 1)
        backup = [
            row for row in self.section(self.admin_user, "service")["rows"] if not row["opens"]
        ]
        self.assertIn("Last backup", [row["label"] for row in backup])

    def test_what_is_overdue_at_an_agency_is_the_official_figure_and_its_parts(self):
        officer = self.make_member("test_officer", self.agency_a, role="officer")
        whole = self.make_task(state="in_progress", deadline=self.today + timedelta(days=9))
        form = {"task_ids": whole.ids, "officer_ids": officer.ids, "splits_for_officers": True}
        self.env["directive.task.delegation"].with_user(self.user_a).create(form).action_delegate()
        whole.child_ids.sudo()._restore_history({"date_deadline": self.today - timedelta(days=1)})
        standing = self.section(self.user_a, "standing")
        numbers = {cell["opens"][0]: cell["number"] for cell in standing["rows"] + standing["why"]}
        queue = self.number(self.user_a, "agency_now", "overdue")
        self.assertEqual((queue, numbers["overdue_parts"]), (7, 1))
        self.assertEqual(queue, numbers["open_overdue"] + numbers["overdue_parts"])
        past = self.home(self.user_a).read_section("agency", "standing", {"back": 1})
        self.assertNotIn(["overdue_parts"], [cell["opens"] for cell in past["why"]])

    def test_an_agency_that_finished_nothing_reads_no_share_of_nothing(self):
        self.assertIn("No task with a deadline", self.section(self.user_x, "standing")["summary"])

    def test_who_holds_two_roles_chooses_between_their_pages(self):
        both = self.make_user("test_both", "office", "admin")
        self.assertEqual([role["name"] for role in self.page(both)["roles"]], ["office", "admin"])
        self.assertEqual(self.page(both)["role"], "office")
        self.assertEqual(self.page(both, "admin")["sections"][0]["name"], "service")

    def test_a_page_costs_the_same_for_one_agency_and_for_many(self):
        self.page(self.office_user)  # fills Odoo's caches
        few = self.queries_of(lambda: self.page(self.office_user))
        order = self.make_directive()
        for number in range(8):
            lead = self.make_agency(f"Department {number}", monitor_id=self.office_user.id)
            self.make_task(lead, directive_id=order.id)
        self.page(self.office_user)
        # New agencies clear what Odoo remembers of record rules: read once more.
        self.assertLessEqual(self.queries_of(lambda: self.page(self.office_user)), few + 1)

    def test_every_list_with_an_address_is_in_a_menu_on_a_home_page_or_a_filter(self):
        reached = self.reached_lists()
        models = {action.res_model for action in reached}
        data = self.env["ir.model.data"].search(
            [("module", "=like", "directive_%"), ("model", "=", "ir.actions.act_window")]
        )
        lists = self.env["ir.actions.act_window"].browse(data.mapped("res_id")) - reached
        lost = lists.filtered(
            lambda action: action.path and (action.domain or action.res_model not in models)
        )
        self.assertFalse(lost.mapped("path"))

    def reached_lists(self):
        """Return the lists that a menu of our applications opens, or a number of a home page."""
        data = self.env["ir.model.data"].search(
            [("module", "=like", "directive_%"), ("model", "=", "ir.ui.menu")]
        )
        ours = self.env["ir.ui.menu"].browse(data.mapped("res_id"))
        roots = ours.filtered(lambda menu: not menu.parent_id)
        menus = ours.search([("id", "child_of", roots.ids)])
        lists = self.env["ir.actions.act_window"]
        queues = self.env["directive.home"]._queues().values()
        counted = [
            self.env.ref(f"directive_tracking.{one.action}") for of in queues for one in of.values()
        ]
        named = [menu.action for menu in menus if menu.action]
        return lists.union(*(one for one in counted + named if one._name == lists._name))


@tagged("post_install", "-at_install")
class TestHomeChanges(HomeCase):
    """What is new since a leader's last visit stays new until they have seen it, or come back."""

    def news(self):
        return {
            row["opens"][0]: row["number"]
            for row in self.section(self.leader_user, "changes")["rows"]
        }

    def test_what_happens_after_a_visit_is_new_at_the_next_one(self):
        task = self.make_task(state="reported", deadline=self.today)
        with freeze_time(WEDNESDAY + timedelta(hours=1)):
            self.home(self.leader_user).mark_seen("2026-11-18 04:00:00")
        with freeze_time(WEDNESDAY + timedelta(hours=1, minutes=2)):
            self.assertEqual(set(self.news().values()), {0})
        with freeze_time(WEDNESDAY + timedelta(hours=1, minutes=30)):
            task.with_user(self.office_user).action_return("Incomplete")
        with freeze_time(WEDNESDAY + timedelta(hours=2)):
            self.assertEqual(self.news()["returned"], 1)
        with freeze_time(WEDNESDAY + timedelta(days=1)):
            self.assertEqual(self.news()["overdue"], 1)
            self.assertEqual(self.news()["returned"], 0, "seen at the visit before this one")

    def test_what_is_seen_is_what_the_page_showed(self):
        with freeze_time(WEDNESDAY + timedelta(hours=2)):
            self.make_task(state="done")
            self.home(self.leader_user).mark_seen("2026-11-18 04:00:00")
            self.assertEqual(self.news()["done"], 1, "it was done after the page was read")

    def test_a_second_window_of_the_same_person_does_not_stop_the_page(self):
        with patch.object(
            type(self.env["directive.home.visit"]), "_keep", side_effect=SerializationFailure
        ):
            self.assertEqual(self.page(self.leader_user)["role"], "leader")
        self.assertEqual(self.page(self.leader_user)["role"], "leader")

    def test_nobody_else_marks_anything_and_nonsense_is_refused(self):
        for user in (self.office_user, self.user_a, self.admin_user):
            self.assertRaises(AccessError, self.home(user).mark_seen, "2026-11-18 04:00:00")
        for moment in ("yesterday", None, 7):
            self.assertRaises(UserError, self.home(self.leader_user).mark_seen, moment)

    def test_a_visit_is_ones_own_and_only_the_page_writes_it(self):
        self.page(self.leader_user)
        Visit = self.env["directive.home.visit"]
        self.assertEqual(Visit.with_user(self.leader_user).search_count([]), 1)
        self.assertEqual(Visit.with_user(self.office_user).search_count([]), 0)
        for operation in ("write", "create", "unlink"):
            self.assertFalse(Visit.with_user(self.leader_user).has_access(operation))


@tagged("post_install", "-at_install")
class TestEnteredLate(DirectiveCase):
    """An urgent order is entered on its day, any other within one working day."""

    freeze_time = freeze_time(datetime(2026, 12, 1, 3))

    def test_the_list_and_the_order_say_the_same(self):
        friday, expected = datetime(2026, 11, 20), {}
        for urgency in ("normal", "urgent", "express"):
            for days in range(5):
                order = self.make_directive(
                    number=f"{days}{urgency}", date_issued=friday, urgency=urgency
                )
                order._restore_history({"date_entered": friday + timedelta(days=days)})
                expected[order] = days > (3 if urgency == "normal" else 0)
        old = self.make_directive(number="old", date_issued=datetime(2026, 9, 1))
        old._restore_history({"date_entered": datetime(2026, 9, 21)})
        expected[old] = False
        taken_over = self.make_directive(number="past", date_issued=datetime(2026, 9, 1))
        load = {"name": "f.csv", "user_id": self.office_user.id, "orders": taken_over.ids}
        load["date"] = datetime.now()
        self.env["directive.history.load"].with_context(directive_workflow=WORKFLOW).create(load)
        expected[taken_over] = False
        for order, is_late in expected.items():
            self.assertEqual(order.is_entered_late, is_late, order.number)
        orders = self.env["directive.directive"].union(*expected)
        late = orders.search([("id", "in", orders.ids), ("is_entered_late", "=", True)])
        self.assertEqual(set(late), {order for order, is_late in expected.items() if is_late})
        in_time = orders.search([("id", "in", orders.ids), ("is_entered_late", "=", False)])
        self.assertEqual(in_time, orders - late)
