from odoo.tests import tagged

from ...tools.home.page import ALARM
from .test_home import HomeCase


@tagged("post_install", "-at_install")
class TestHomeFirstSteps(HomeCase):
    """On the first day an administrator is led to the first task."""

    def test_an_administrator_sees_the_first_steps_until_they_are_done(self):
        def lines():
            rows = self.section(self.admin_user, "service")["rows"]
            return {row["opens"][0]: row for row in rows if row["opens"]}

        self.assertFalse({"agencies", "office", "leader"} & lines().keys())
        alone = self.make_agency("Nobody there")
        count = lines()["unreached"]["number"]
        action = self.home(self.admin_user).open_number("admin", "service", ["unreached"])
        listed = self.env["directive.agency"].with_user(self.admin_user).search(action["domain"])
        self.assertEqual(len(listed), count)
        self.assertIn(alone, listed)
        for role in ("office", "leader"):
            self.env.ref(f"directive_tracking.group_directive_{role}").user_ids = False
        self.env.flush_all()
        self.env.cr.execute("UPDATE directive_agency SET active = false")  # as on the first day
        self.env.invalidate_all()
        steps = lines()
        self.assertLessEqual({"agencies", "office", "leader"}, steps.keys())
        self.assertNotIn("unreached", steps)
        self.assertEqual(steps["agencies"]["tone"], ALARM)


@tagged("post_install", "-at_install")
class TestHomeTitles(HomeCase):
    def test_each_number_of_what_is_new_opens_a_list_of_its_own_name(self):
        choice = self.page(self.leader_user)["choice"]
        rows = self.section(self.leader_user, "changes")["rows"]
        self.assertTrue(rows)
        for row in rows:
            opened = self.home(self.leader_user).open_number(
                "leader", "changes", row["opens"], choice
            )
            self.assertEqual(opened["display_name"], row["label"])
