import re
from datetime import timedelta

from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from ...models.task.finding.directive_task_mine import NEXT_STEPS
from ...tools.workflow import TRANSITIONS
from ..common import PATHS, DirectiveCase

MENU = "directive_tracking.directive_tracking_menu_"
SECTIONS = ("agency", "office", "follow_up", "leader", "look_up", "figures", "configuration")
VISIBLE_SECTIONS = {
    "user_a": {"agency", "look_up", "figures"},
    "office_user": {"office", "follow_up", "look_up", "figures"},
    "leader_user": {"leader", "look_up", "figures"},
    "admin_user": {"configuration"},
    "outside_user": set(),
}


@tagged("post_install", "-at_install")
class TestTaskForm(DirectiveCase):
    """The buttons of the task form are exactly those of the transitions table."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        arch = cls.env["directive.task"].get_view(
            cls.env.ref("directive_tracking.directive_task_view_form").id
        )["arch"]
        cls.header = etree.fromstring(arch).find("header")

    def buttons_of(self, verb):
        """Return the buttons of ``verb``: one, and perhaps one that goes on to the next task."""
        buttons = self.header.findall(f"button[@name='action_{verb}']")
        alone = [one for one in buttons if "directive_then_next" not in (one.get("context") or "")]
        self.assertEqual(len(alone), 1, f"one button for {verb}")
        self.assertLessEqual(len(buttons), 2, verb)
        return buttons

    def test_each_verb_has_its_button_shown_when_it_can_be_pressed(self):
        for verb in TRANSITIONS:
            for button in self.buttons_of(verb):
                self.assertEqual(button.get("invisible"), f"not can_{verb}")

    def test_buttons_ask_for_a_note_exactly_where_the_table_does(self):
        for verb, step in TRANSITIONS.items():
            for button in self.buttons_of(verb):
                asks = "directive_ask_note" in (button.get("context") or "")
                self.assertEqual(asks, step.needs_note, verb)

    def test_no_button_moves_a_task_outside_the_table(self):
        others = {"action_open_delegation", "action_instruct", "action_request_explanation"}
        # The state stays, or a form asks first.
        others |= {"action_correct", "action_extend", "action_transfer"}
        others |= {"action_open_request", "action_open_chase"}
        names = {
            button.get("name")
            for button in self.header.findall("button")
            if button.get("type") == "object"
        }
        self.assertEqual(names - others, {f"action_{verb}" for verb in TRANSITIONS})

    def test_nobody_ever_sees_two_main_buttons(self):
        main = [
            button
            for button in self.header.findall("button")
            if "btn-primary" in button.get("class", "")
        ]
        for state in ("draft", "assigned", "in_progress", "reported", "done", "suspended"):
            task = self.make_task(coordinators=self.agency_b, state=state)
            for user in (self.office_user, self.leader_user, self.user_a, self.user_b):
                seen = task.with_user(user)
                if not seen.has_access("read"):
                    continue
                can = {name: seen[name] for name in seen._fields if name.startswith("can_")}
                shown = [one for one in main if not safe_eval(one.get("invisible"), dict(can))]
                self.assertLessEqual(len(shown), 1, f"{user.login} on {state}")

    def test_the_header_has_the_main_step_and_two_more_at_most(self):
        steps = [
            button
            for button in self.header.findall("button")
            if "o_directive_more" not in button.get("class", "")
        ]
        yesterday = self.env["directive.settings"]._today() - timedelta(days=1)
        for state in PATHS:
            task = self.make_task(coordinators=self.agency_b, state=state, deadline=yesterday)
            for user in (self.office_user, self.leader_user, self.user_a, self.head_a):
                seen = task.with_user(user)
                shown = [one.get("string") for one in steps if self.is_shown(one, seen)]
                self.assertLessEqual(len(shown), 3, f"{user.login} on {state}: {shown}")

    def is_shown(self, button, task):
        """Tell whether this person sees the button: the view was read by the system."""
        groups = button.get("groups")
        if groups and not task.env.user.has_groups(groups):
            return False
        names = re.findall(r"\w+", button.get("invisible") or "False")
        values = {name: task[name] for name in names if name in task._fields}
        return not safe_eval(button.get("invisible") or "False", values)

    def test_the_next_step_on_a_card_is_exactly_one_the_reader_can_take(self):
        offered = set()
        for state in ("draft", "assigned", "in_progress", "reported", "done", "suspended"):
            task = self.make_task(coordinators=self.agency_b, state=state)
            for user in (self.office_user, self.leader_user, self.user_a, self.user_b):
                seen = task.with_user(user)
                if seen.has_access("read"):
                    possible = [step for step, _label in NEXT_STEPS if seen[f"can_{step}"]]
                    self.assertEqual(
                        [seen.next_step or None], possible or [None], f"{user.login}: {state}"
                    )
                    offered.add(seen.next_step)
        self.assertEqual(offered, {False, *dict(NEXT_STEPS)})

    def test_the_form_says_why_a_result_was_returned_until_it_is_reported_anew(self):
        task = self.make_task(state="reported")
        task.with_user(self.office_user).action_return("The appendix is missing")
        seen = task.with_user(self.user_a)
        self.assertEqual(seen.return_note, "The appendix is missing")
        self.make_report(task)
        seen.action_report_completion()
        self.assertFalse(seen.return_note)

    def test_a_page_of_cards_costs_no_query_per_card(self):
        tasks = self.env["directive.task"]
        for _number in range(6):
            tasks |= self.make_task(coordinators=self.agency_b, state="in_progress")
        costs = []
        for page in (tasks[:1], tasks):
            self.begin_request()
            page = page.with_user(self.user_a)
            before = self.env.cr.sql_log_count
            page.mapped("next_step")
            costs.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(costs[1], costs[0] + 1)


@tagged("post_install", "-at_install")
class TestCounters(DirectiveCase):
    """Every counter opens exactly the list it counted, for every user."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = cls.env["directive.settings"]._today()
        past, soon, far = (
            today - timedelta(days=9),
            today + timedelta(days=2),
            today + timedelta(days=90),
        )
        cls.directive = cls.make_directive()
        own = {"directive_id": cls.directive.id}
        for state in (
            "draft",
            "assigned",
            "in_progress",
            "reported",
            "done",
            "suspended",
            "revoked",
        ):
            for deadline in (False, past, soon, far):
                cls.make_task(state=state, deadline=deadline, **own)
        excused = cls.make_task(state="in_progress", deadline=past, **own)
        excused._restore_history({"cause_confirmed": True, "date_cause_confirmed": today})
        cls.make_task(cls.agency_b, state="in_progress", deadline=past, **own)

    def opened(self, action, user):
        return self.env[action["res_model"]].with_user(user).search(action["domain"])

    def test_figures_of_an_agency_open_what_they_counted(self):
        for user in (self.office_user, self.leader_user, self.user_a):
            agency = self.agency_a.with_user(user)
            for figure in agency._figure_domains():
                action = agency.with_context(directive_figure=figure).action_view_tasks()
                self.assertTrue(agency[figure], f"{figure} is tried on something")
                self.assertEqual(len(self.opened(action, user)), agency[figure], figure)
                self.assertFalse(action["context"], "no filter narrows the list")

    def test_figures_of_an_agency_count_only_what_the_reader_may_see(self):
        self.assertEqual(self.agency_b.with_user(self.office_user).open_task_count, 1)
        self.assertEqual(self.agency_b.with_user(self.user_a).open_task_count, 0)
        self.assertEqual(self.agency_b.with_user(self.admin_user).open_task_count, 0)

    def test_counters_of_a_directive_open_what_they_counted(self):
        for user in (self.office_user, self.leader_user, self.user_a):
            directive = self.directive.with_user(user)
            for counter, context in (
                ("task_count", {}),
                ("task_overdue_count", {"directive_only_overdue": 1}),
            ):
                action = directive.with_context(**context).action_view_tasks()
                self.assertTrue(directive[counter])
                self.assertEqual(len(self.opened(action, user)), directive[counter], counter)

    def test_filters_of_the_search_view_find_the_tasks_of_the_same_name(self):
        found = (
            self.env["directive.task"]
            .with_user(self.user_a)
            .search([("is_led_by_me", "=", True), ("directive_id", "=", self.directive.id)])
        )
        self.assertEqual(found.lead_agency_id, self.agency_a)
        self.assertTrue(all(task.is_led_by_me for task in found))
        helped = self.make_task(self.agency_b, coordinators=self.agency_a, state="assigned")
        self.assertEqual(
            self.env["directive.task"]
            .with_user(self.user_a)
            .search([("is_coordinated_by_me", "=", True)]),
            helped.with_user(self.user_a),
        )

    def test_a_report_waiting_for_the_head_is_found(self):
        self.agency_a.requires_head_approval = True
        task = self.make_task(state="in_progress")
        self.make_report(task, self.user_a)
        seen = task.with_user(self.head_a)
        self.assertTrue(seen.awaits_head)
        self.assertTrue(seen.is_mine_to_hand_over)
        self.assertFalse(task.with_user(self.user_a).is_mine_to_hand_over, "the head's to decide")
        self.assertIn(seen, seen.search([("awaits_head", "=", True)]))
        seen.action_report_completion()
        self.assertFalse(seen.awaits_head)
        self.assertNotIn(seen, seen.search([("awaits_head", "=", True)]))


@tagged("post_install", "-at_install")
class TestMenus(DirectiveCase):
    """Each role finds the menu of its day, and only that; each entry opens a list it may read."""

    def visible(self, user):
        return self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()

    def test_each_role_sees_the_menus_of_its_day(self):
        for name, sections in VISIBLE_SECTIONS.items():
            seen = self.visible(getattr(self, name))
            shown = {part for part in SECTIONS if self.env.ref(MENU + part).id in seen}
            self.assertEqual(shown, sections, name)

    def test_every_entry_of_a_role_opens_a_list_it_may_read(self):
        root = self.env.ref("directive_tracking.directive_tracking_menu")
        for name in VISIBLE_SECTIONS:
            user = getattr(self, name)
            menus = (
                self.env["ir.ui.menu"]
                .browse(self.visible(user))
                .filtered(lambda menu: menu.action and menu.parent_path.startswith(f"{root.id}/"))
            )
            for action in menus.mapped("action"):
                if action._name == "ir.actions.client":
                    continue  # the home page, whose own tests open its numbers
                name = "res_model" if "res_model" in action._fields else "model_name"
                model = self.env[action[name]].with_user(user)
                self.assertTrue(model.has_access("read"), f"{action.name} of {name}")

    def test_every_default_filter_of_an_action_exists_in_its_search_view(self):
        actions = self.env["ir.actions.act_window"].search([("res_model", "=", "directive.task")])
        view = self.env.ref("directive_tracking.directive_task_view_search")
        arch = view._get_combined_arch()  # higher rooms add theirs
        filters = {node.get("name") for node in arch.iter("filter")}
        for action in actions:
            context = safe_eval(action.context or "{}", {"uid": self.env.uid})
            wanted = {
                key.removeprefix("search_default_")
                for key in context
                if key.startswith("search_default_")
            }
            self.assertLessEqual(wanted, filters, action.name)
