from odoo.modules.loading import load_demo
from odoo.modules.module_graph import ModuleGraph
from odoo.tests import TransactionCase


class DemoCase(TransactionCase):
    """The trial province: of the database if it has one, otherwise made for these tests."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.env.ref("directive_tracking.user_chuyenvien", raise_if_not_found=False):
            cls.make_it()
        cls.settings = cls.env["directive.settings"]

    @classmethod
    def make_it(cls):
        """Load the demo of our addons, as an installation with demo data does."""
        installed = cls.env["ir.module.module"].search([("state", "=", "installed")])
        graph = ModuleGraph(cls.env.cr, mode="load")
        graph.extend(installed.mapped("name"))
        for package in graph:
            if package.name.startswith("directive_"):
                assert load_demo(cls.env, package, {}, "init"), package.name

    def every(self, model):
        """Return all records of ``model``; there must be some."""
        records = self.env[model].with_context(active_test=False).search([], order="id")
        self.assertTrue(records, model)
        return records

    def day(self, moment):
        """Return the day of a moment in the province."""
        return self.settings._to_local(moment).date()
