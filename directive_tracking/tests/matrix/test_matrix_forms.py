import json

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from . import table
from .province import MatrixCase
from .records import SECRET
from .test_matrix_access import QUIET

X2MANY = ("one2many", "many2many")
MOST = 2  # records of a model: a form asks all of them in the same way
ROLES = ("none", "foreign")
OPEN_TO_ALL = ("directive.agency",)  # whose names nobody hides


@tagged("post_install", "-at_install")
class TestMatrixForms(MatrixCase):
    """A form that names a hidden record shows nothing of it, neither its name nor what it proposes."""

    def test_no_form_shows_a_hidden_record(self):
        self.enterContext(mute_logger(*QUIET, "odoo.sql_db"))
        tried = 0
        for name, model in sorted(self.env.items()):
            if model._abstract or not table.is_ours(model):
                continue
            for role in ROLES:
                form = self.as_role(model, role)
                if form.has_access("create"):
                    tried += sum(self.check(name, form, role, field) for field in self.links(form))
        self.assertGreater(tried, 20)

    def links(self, form):
        for field in form._fields.values():
            if field.relational and form._has_field_access(field, "read"):
                yield field

    def check(self, name, form, role, field):
        """Open the form on each hidden record of the field; return how many there were."""
        hidden = [one for one in self.of_model(field.comodel_name) if not self.reads(one, role)]
        for record in hidden:
            for shown in self.shown_with(form, field, record):
                with self.subTest(form=name, role=role, field=field.name):
                    self.assertNotIn(SECRET, shown)
        return len(hidden)

    def of_model(self, name):
        return [record for record in self.records.values() if record._name == name][:MOST]

    def reads(self, record, role):
        return record.with_user(self.people[role]).has_access("read")

    def shown_with(self, form, field, record):
        """Yield what the form shows beside ``field``, each worked out field asked for by itself."""
        value = [(4, record.id)] if field.type in X2MANY else record.id
        context = {f"default_{field.name}": value}
        for other in (field, *filter(lambda one: one.compute, form._fields.values())):
            wanted = {one.name: self.spec(one) for one in (field, other)}
            yield self.ask(form, context, wanted)
        yield self.ask(form, {}, {field.name: self.spec(field)}, {field.name: value})

    def spec(self, field):
        return {"fields": {"display_name": {}}} if field.relational else {}

    def ask(self, form, context, wanted, values=None):
        form.env.invalidate_all(flush=False)
        form = form.with_context(**context)
        try:
            shown = form.onchange(values or {}, list(values or {}), wanted)
        except (UserError, ValueError, KeyError, TypeError):
            return ""  # a closed door
        return json.dumps(shown, default=str, ensure_ascii=False)

    def test_what_a_form_proposes_is_read_as_its_user(self):
        """Odoo computes stored fields as the system, with whatever records the user names."""
        for model in self.env.values():
            if not (model._transient and table.is_ours(model)):
                continue
            for field in model._fields.values():
                if field.store and field.compute and field.compute_sudo:
                    with self.subTest(form=model._name, field=field.name):
                        self.assertFalse(self.foreign_links(model, field))

    def foreign_links(self, model, field):
        """Return the fields of ``model`` from which ``field`` reads records of others."""
        roots = {path.partition(".")[0] for path in self.env.registry.field_depends[field]}
        links = [model._fields[root] for root in roots if model._fields[root].relational]
        return [
            link.name
            for link in links
            if table.is_ours(self.env[link.comodel_name])
            and not self.env[link.comodel_name]._transient
            and link.comodel_name not in OPEN_TO_ALL
        ]
