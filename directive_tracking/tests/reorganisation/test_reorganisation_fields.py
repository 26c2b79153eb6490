import re

from odoo.tests import TransactionCase, tagged

from ...tools.guard.ours import is_our_addon


@tagged("post_install", "-at_install")
class TestReorganisationFields(TransactionCase):
    """Whoever adds a reference to agencies says what becomes of it in a merger."""

    def test_every_reference_to_agencies_is_moved_kept_or_derived(self):
        unjudged = [
            f"{field.model_name}.{field.name}"
            for field in self.env["directive.agency"]._relations_to("directive.agency")
            if field.name not in self.env[field.model_name]._reorganisation_fields()
        ]
        self.assertFalse(unjudged, "declare them in `_reorganisation_fields` of their model")

    def test_nothing_is_declared_that_is_no_reference(self):
        known = {
            (field.model_name, field.name)
            for field in self.env["directive.agency"]._relations_to("directive.agency")
        }
        for name, model in self.env.registry.models.items():
            if model._abstract or not is_our_addon(model._original_module or ""):
                continue
            for field in self.env[name]._reorganisation_fields():
                self.assertTrue(
                    (name, field) in known or not model._auto or model._transient, (name, field)
                )

    def test_what_an_agency_holds_once_says_what_becomes_of_the_second(self):
        """Two agencies that merge may both hold it: at the successor there is room for one."""
        unjudged = [
            (model, name)
            for model, name, fate in self.env["directive.agency"]._fields_that_refer()
            if fate.moves and self.is_held_once(model, name) and not self.judges(model)
        ]
        self.assertFalse(unjudged, "adapt the new values in `_reorganised` of the model")

    def is_held_once(self, model, name):
        self.env.cr.execute(
            "SELECT pg_get_indexdef(indexrelid) FROM pg_index"
            " WHERE indrelid = %s::regclass AND indisunique",
            [self.env[model]._table],
        )
        return any(re.search(rf"\b{name}\b", row[0]) for row in self.env.cr.fetchall())

    def judges(self, model):
        """Tell whether a class of the model itself adapts new values."""
        classes = [
            one
            for one in type(self.env[model]).mro()
            if "_reorganised" in vars(one) and one.__module__.startswith("odoo.addons.directive_")
        ]
        return any(getattr(one, "_inherit", None) != "base" for one in classes)

    def test_a_fate_names_fields_that_exist(self):
        for model, _name, fate in self.env["directive.agency"]._fields_that_refer():
            Model = self.env[model]
            if fate.follows:
                self.assertIn(fate.follows, Model._fields)
            Model.search(list(fate.where), limit=1)
