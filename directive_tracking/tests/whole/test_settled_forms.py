from functools import cache

from lxml import etree

from odoo.tests import Form, TransactionCase, tagged

from ...tools.guard.ours import is_ours
from ..common import DirectiveCase

FORMS = [("type", "=", "form"), ("inherit_id", "=", False), ("mode", "=", "primary")]


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
        named = {
            view.model for view in self.env["ir.ui.view"].search(FORMS) if view.model in self.env
        }
        ours = [self.env[name] for name in sorted(named) if is_ours(self.env.registry, name)]
        return [one for one in ours if one._auto and not one._transient and one._ondelete_methods]

    def _form(self, model):
        return etree.fromstring(model.get_view(view_type="form")["arch"])

    def _says_when(self, form):
        if form.get("delete") in ("0", "false", "False"):
            return True
        return form.get("data-undeletable") and "directive" in (form.get("js_class") or "")


@tagged("post_install", "-at_install")
class TestNewForms(DirectiveCase):
    """A form that is opened and left makes no record: the web client saves one that is complete."""

    def setUp(self):
        super().setUp()
        self.user_in = cache(self.make_user_in)  # of each group

    def test_no_form_is_complete_before_somebody_types(self):
        asked = 0
        for view in self.forms():
            for group in self.groups_that_create(view.model):
                form = Form(self.env[view.model].with_user(self.user_in(group)), view=view)
                asked += 1
                with self.subTest(view=view.xml_id, group=group.name):
                    with self.assertRaisesRegex(AssertionError, "is a required field"):
                        form.save()
        self.assertGreater(asked, 20)

    def forms(self):
        """Return the forms of our records in which a new one can be begun."""
        views = self.env["ir.ui.view"].search(FORMS)
        return views.filtered(lambda view: self.is_kept(view.model) and self.is_begun_in(view))

    def is_kept(self, name):
        """Tell whether ``name`` is a model of ours whose records stay."""
        model = self.env.get(name)
        return is_ours(self.env.registry, name) and model._auto and not model._transient

    def is_begun_in(self, view):
        return etree.fromstring(view.arch).get("create") not in ("0", "false", "False")

    def groups_that_create(self, name):
        rights = self.env["ir.model.access"].search(
            [("model_id.model", "=", name), ("perm_create", "=", True)]
        )
        return rights.group_id

    def make_user_in(self, group):
        """Return a head of an agency, for whom the most is filled in, with the rights of ``group``."""
        user = self.make_member(f"test_new_{group.id}", self.agency_a, role="head")
        user.group_ids += group
        return user
