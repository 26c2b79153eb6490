from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..delegation_common import PartsCase


@tagged("post_install", "-at_install")
class TestPartsSight(PartsCase):
    """Each level sees its own branch: what was split from its part, and nothing beside or above."""

    def seen_by(self, user):
        self.env.invalidate_all()
        every = self.whole | self.part | self.beside | self.deep
        return self.env["directive.task"].with_user(user).search([("id", "in", every.ids)])

    def test_every_level_sees_its_branch_alone(self):
        for user, branch in (
            (self.user_a, self.whole | self.part | self.beside | self.deep),
            (self.user_below, self.part | self.deep),
            (self.user_sibling, self.beside),
            (self.user_team, self.deep),
        ):
            with self.subTest(user.login):
                self.assertEqual(self.seen_by(user).ids, branch.sorted().ids)

    def test_the_whole_shows_below_neither_its_name_nor_its_figures(self):
        deep = self.as_seen(self.deep, self.user_team).read(["parent_id"])[0]
        self.assertEqual(deep["parent_id"][1], "(not visible to you)")
        for name in ("name", "parts_progress", "has_parts", "child_ids", "open_parts_reason"):
            with self.subTest(name), self.assertRaises(AccessError):
                self.as_seen(self.part, self.user_team).read([name])

    def test_searching_by_the_level_above_finds_nothing(self):
        Task = self.env["directive.task"].with_user(self.user_team)
        for domain in (
            [("parent_id.name", "ilike", "report")],
            [("parent_id.child_ids.weight", "=", 3)],
            [("parent_id", "any", [("lead_agency_id", "=", self.agency_below.id)])],
        ):
            self.assertFalse(Task.search(domain), domain)

    def test_the_report_form_does_not_list_parts_of_a_task_coordinated(self):
        self.correct(self.whole, coordinating_agency_ids=[(4, self.agency_b.id)])
        self.env.invalidate_all()
        Form = self.env["directive.task.report"].with_user(self.user_b)
        form = Form.create(
            {"kind": "completion", "content": "Mine", "task_ids": [(6, 0, self.whole.ids)]}
        )
        self.assertFalse(form.open_parts)
