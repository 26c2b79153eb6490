from lxml import etree

from odoo.tests import TransactionCase

from ...tools.guard.ours import is_ours


class TestSettledForms(TransactionCase):
    def test_no_form_offers_to_delete_what_its_model_refuses_to(self):
        """A form says by `delete="0"` or `data-undeletable` when its record stays for good."""
        silent = [
            model for model in self._models_that_refuse() if not self._says_when(self._form(model))
        ]
        self.assertFalse(silent)

    def test_issued_orders_are_among_them(self):
        names = {model._name for model in self._models_that_refuse()}
        self.assertLessEqual({"directive.task", "directive.directive", "directive.chaser"}, names)

    def _models_that_refuse(self):
        """Return our stored models that refuse to delete some record, and have a form."""
        domain = [("type", "=", "form"), ("inherit_id", "=", False), ("mode", "=", "primary")]
        named = {
            view.model for view in self.env["ir.ui.view"].search(domain) if view.model in self.env
        }
        ours = [self.env[name] for name in sorted(named) if is_ours(self.env.registry, name)]
        return [one for one in ours if one._auto and not one._transient and one._ondelete_methods]

    def _form(self, model):
        return etree.fromstring(model.get_view(view_type="form")["arch"])

    def _says_when(self, form):
        if form.get("delete") in ("0", "false", "False"):
            return True
        return form.get("data-undeletable") and "directive" in (form.get("js_class") or "")
