from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models.guard.asking import ir_rule
from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestGuardSharing(DirectiveCase):
    """Clerks cannot define filters or buttons for all users."""

    def filters(self, user, **vals):
        vals = {"name": "Mine", "model_id": "directive.task", "domain": "[]", **vals}
        return self.env["ir.filters"].with_user(user).create(vals)

    def button(self, user, **vals):
        action = self.env["ir.actions.act_window"].search([("res_model", "=", "directive.task")])
        vals = {
            "name": "Button",
            "parent_action_id": action[0].id,
            "python_method": "action_revoke",
            "parent_res_model": "directive.task",
            **vals,
        }
        return self.env["ir.embedded.actions"].with_user(user).create(vals)

    def test_agencies_and_leaders_keep_what_is_their_own(self):
        for user in (self.user_a, self.head_a, self.leader_user, self.outside_user):
            mine = self.filters(user, user_ids=[(6, 0, user.ids)])
            self.button(user, user_id=user.id)
            mine.write({"domain": "[('id', '=', 1)]"})
            for model in ("directive.task", "directive.statistics", "mail.message"):
                with self.subTest(user=user.login, model=model), self.assertRaises(AccessError):
                    self.filters(user, model_id=model, user_ids=[], is_default=True)
            with self.assertRaises(AccessError):
                self.button(user, user_id=False)
            with self.assertRaises(AccessError):
                mine.write({"user_ids": [(5,)]})

    def test_what_is_shared_is_changed_by_who_may_share(self):
        shared = self.filters(self.office_user, user_ids=[])
        for change in (
            lambda one: one.write({"domain": "[(0, '=', 1)]"}),
            lambda one: one.unlink(),
        ):
            with self.assertRaises(AccessError):
                change(shared.with_user(self.user_a))
        shared.with_user(self.admin_user).write({"name": "Everybody's"})

    def test_lists_of_other_applications_stay_as_they_are(self):
        self.filters(self.user_a, model_id="res.partner", user_ids=[])


@tagged("post_install", "-at_install")
class TestFormsOfOthers(DirectiveCase):
    """The entries and files that people put into a form are seen by nobody else."""

    def test_no_form_is_everybodys(self):
        readable = 0
        for name, model in self.env.registry.items():
            if model._transient and self.env[name].with_user(self.user_b).has_access("read"):
                readable += 1
                domain = self.env["ir.rule"].with_user(self.user_b)._compute_domain(name, "read")
                with self.subTest(model=name):
                    self.assertIn("create_uid", str(domain))
        self.assertGreater(readable, 10)

    def test_nor_is_what_odoo_remembers_of_one(self):
        """Odoo proposes the columns of an import that somebody chose before."""
        self.assertIn("base_import.mapping", ir_rule.REMEMBERED)
        rules = self.env["ir.rule"].with_user(self.user_b)
        with patch.object(ir_rule, "REMEMBERED", ("res.partner.category",)):
            domain = rules._compute_domain("res.partner.category", "read")
        self.assertIn("create_uid", str(domain))

    def test_a_form_of_odoo_is_its_authors(self):
        form = self.env["base.language.export"].with_user(self.office_user).create({})
        self.assertTrue(form.read(["lang"]))
        foreign = form.with_user(self.user_b)
        self.assertFalse(foreign.search([("id", "=", form.id)]))
        for use in (lambda: foreign.read(["lang"]), lambda: foreign.write({"lang": "vi_VN"})):
            with self.assertRaises(AccessError):
                use()
