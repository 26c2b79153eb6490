from odoo.fields import Domain
from odoo.tests import TransactionCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestFirstApp(TransactionCase):
    """After log-in everybody sees an app of the suite that they work in."""

    def groups(self):
        """Return ``{xml id: group}`` of the suite's groups."""
        ids = self.env["res.groups"].search(Domain.TRUE)._get_external_ids()
        return {
            name: self.env["res.groups"].browse(group)
            for group, names in ids.items()
            for name in names
            if name.startswith("directive_")
        }

    def apps(self, user):
        """Return the menus that the web client shows as apps, in its order."""
        menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
        return self.env["ir.ui.menu"].browse(menus["root"]["children"])

    def test_no_other_app_comes_before_those_of_the_suite(self):
        groups = self.groups()
        self.assertIn("directive_tracking.group_directive_office", groups)
        for number, name in enumerate(groups):
            user = new_test_user(self.env, f"first_{number}", groups=f"base.group_user,{name}")
            apps = self.apps(user)
            ours = [(menu.web_icon or "").startswith("directive_") for menu in apps]
            with self.subTest(group=name, apps=apps.mapped("name")):
                self.assertEqual(ours, sorted(ours, reverse=True))
