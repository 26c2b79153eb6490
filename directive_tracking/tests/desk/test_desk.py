from datetime import timedelta

from odoo.tests import tagged

from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestDesk(DirectiveCase):
    """The numbers of the first page are those of the lists behind them, for each reader."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = cls.env["directive.settings"]._today()
        for lead in (cls.agency_a, cls.agency_b):
            for state in ("draft", "assigned", "in_progress", "reported", "done"):
                for days in (-40, -2, 1, 60):
                    deadline = today + timedelta(days=days)
                    cls.make_task(lead, state=state, deadline=deadline)

    def tiles(self, user):
        return self.env["directive.desk.tile"].with_user(user).search([])

    def number(self, user, action):
        wanted = self.env.ref(f"directive_tracking.{action}").id
        [tile] = self.tiles(user).filtered(lambda tile: tile.sudo().action_id.id == wanted)
        return tile.count

    def test_each_role_has_its_own_numbers(self):
        roles = {"agency": self.user_a, "office": self.office_user, "leader": self.leader_user}
        for role, user in roles.items():
            groups = self.tiles(user).sudo().group_id
            self.assertEqual(groups, self.env.ref(f"directive_tracking.group_directive_{role}"))
        self.assertFalse(self.tiles(self.outside_user))
        self.assertFalse(self.tiles(self.admin_user))

    def test_each_number_opens_a_list_that_the_menu_names_too(self):
        root = self.env.ref("directive_tracking.directive_tracking_menu")
        menus = self.env["ir.ui.menu"].search([("id", "child_of", root.id)])
        named = {menu.action.id for menu in menus if menu.action}
        tiles = self.env["directive.desk.tile"].search([])
        self.assertGreater(len(tiles), 10)
        elsewhere = tiles.filtered(lambda tile: tile.action_id.id not in named)
        self.assertFalse(elsewhere.action_id.mapped("name"))

    def test_numbers_are_those_of_the_reader_s_own_tasks(self):
        # By hand: 2 late days x (assigned, in progress, reported) of one agency.
        self.assertEqual(self.number(self.user_a, "directive_task_action_agency_overdue"), 6)
        self.assertEqual(self.number(self.user_a, "directive_task_action_agency_receive"), 4)
        self.assertEqual(self.number(self.user_x, "directive_task_action_agency_overdue"), 0)

    def test_the_filters_a_list_begins_with_count_each_in_its_group(self):
        mine = [("monitor_id", "in", (self.office_user.id, False))]
        Task = self.env["directive.task"]
        for action, domain in (
            ("office_accept", [("state", "=", "reported")]),
            ("office_overdue", [("timeliness", "=", "open_overdue")]),
            ("office_draft", [("state", "=", "draft")]),
        ):
            number = self.number(self.office_user, f"directive_task_action_{action}")
            self.assertEqual(number, Task.search_count(mine + domain), action)
            self.assertTrue(number, action)
        leader = self.number(self.leader_user, "directive_task_action_leader_overdue")
        self.assertEqual(leader, Task.search_count([("timeliness", "=", "open_overdue")]))

    def test_every_number_opens_a_list_its_reader_may_read(self):
        for user in (self.user_a, self.office_user, self.leader_user):
            tiles = self.tiles(user)
            self.assertGreater(len(tiles), 5)
            for tile in tiles:
                action = tile.action_open()
                self.assertTrue(self.env[action["res_model"]].with_user(user).has_access("read"))
                self.assertGreaterEqual(tile.count, 0)

    def test_nobody_opens_or_changes_the_numbers_of_another_role(self):
        [foreign] = self.tiles(self.leader_user)[:1]
        self.assertFalse(foreign.with_user(self.user_a).has_access("read"))
        for user in (self.user_a, self.admin_user, self.office_user):
            self.assertFalse(self.env["directive.desk.tile"].with_user(user).has_access("write"))
