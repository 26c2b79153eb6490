import re

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from . import roles, table
from .province import MatrixCase
from .test_matrix_access import QUIET
from .writing import MAGIC, PLAUSIBLE

# What the form says, or its addon before it.
REFUSED = "filled in by the system|[Oo]nly the system"


@tagged("post_install", "-at_install")
class TestMatrixCreate(MatrixCase):
    """Who enters a row of evidence says what they want, and nothing of what the system writes."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET, "odoo.sql_db"))

    def entered(self):
        """Return ``{model: values}`` with which agency A may enter one more row."""
        helper = self.people["coordinator"]._directive_agencies()
        task = self.make_task(self.agency_a, helper, state="in_progress", deadline="2031-01-31")
        return {
            "directive.task.progress": {"task_id": task.id, "content": "News", "percent": 5},
            "directive.task.request": {
                "task_id": task.id,
                "kind": "extension",
                "reason": "More time",
                "proposed_deadline": "2031-05-06",
            },
            "directive.task.opinion": {
                "task_id": task.id,
                "agency_id": helper.id,
                "question": "What do you think?",
                "date_deadline": task.date_deadline,
            },
            **table.entered(self),
        }

    def test_readonly_fields_are_not_taken_from_whoever_enters_the_row(self):
        tried = 0
        for name, values in self.entered().items():
            model = self.as_role(self.env[name], "responder")
            fields = [one for one in model._fields.values() if self.is_written_by_the_system(one)]
            self.assertTrue(fields, name)
            tried += len(fields)
            for field in fields:
                with self.subTest(model=name, field=field.name):
                    forged = self.forged(field)
                    self.assertNotEqual(self.kept(model, values, field, forged), forged)
        self.assertGreater(tried, 13)

    def test_nor_are_those_of_a_form_which_the_system_fills_in(self):
        filled = self.env.registry["directive.filled.mixin"]
        forms = [one for one in self.records.values() if isinstance(one, filled)]
        self.assertGreater(len(forms), 3)
        for form in forms:
            mine = self.as_role(form, self.role_entering(form))
            values = self.required(mine)
            self.assertGreater(len(mine._filled_names()), 0)
            for name in mine._filled_names():
                field = mine._fields[name]
                with self.subTest(model=form._name, field=name):
                    forged = self.forged(field)
                    self.assertNotEqual(self.kept(mine.browse(), values, field, forged), forged)
                    with self.assertRaisesRegex(UserError, REFUSED):
                        mine.write({name: forged})

    def role_entering(self, form):
        """Return the first role that works with forms like ``form``."""
        roles = ("specialist", "responder", "head", "administrator")
        return next(role for role in roles if self.as_role(form, role).has_access("read"))

    def required(self, record):
        """Return what the form ``record`` needs, for another one."""
        return {
            name: field.convert_to_write(record[name], record)
            for name, field in record._fields.items()
            if field.required and field.store and name not in record._filled_names()
        }

    def is_written_by_the_system(self, field):
        return field.store and field.readonly and not field.related and field.name not in MAGIC

    def forged(self, field):
        if field.type == "selection":
            return field._description_selection(self.env)[-1][0]
        if field.comodel_name == "directive.agency":
            return self.agency_b.id
        if field.relational:
            found = [one for one in self.records.values() if one._name == field.comodel_name]
            return (found or [self.env[field.comodel_name].sudo().search([], limit=1)])[-1].id
        return PLAUSIBLE.get(field.type)

    def kept(self, model, values, field, forged):
        """Return what is stored if ``forged`` is handed over as a value and by the context."""
        value = [(4, forged)] if field.type in ("one2many", "many2many") else forged
        with self.env.cr.savepoint() as savepoint:
            try:
                row = model.with_context(**{f"default_{field.name}": value}).create(
                    values | {field.name: value}
                )
                row.flush_recordset()
                found = row.sudo()[field.name]
                found = found._ids[-1:] if field.relational else found
                found = str(found) if field.type in ("date", "datetime") else found
                found = found[0] if field.relational and found else found
            except UserError:
                found = None  # refused
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        return found

    def test_a_taken_key_tells_nothing_of_hidden_rows(self):
        """The unique key would answer before the record rules."""
        for name, values in self.entered().items():
            model = self.as_role(self.env[name], "responder")
            model.create(values)
            self.env.flush_all()
            stranger = self.as_role(self.env[name], "foreign")
            with self.subTest(model=name), self.assertRaises(AccessError):
                with self.env.cr.savepoint():
                    stranger.create(values)

    def test_nor_does_the_key_of_any_other_row(self):
        tried = 0
        for name, record in self.records.items():
            keys = self.keys_of(record)
            for role in roles.ROLES if keys else ():
                mine = self.as_role(record, role)
                if mine.browse().has_access("create") and not mine.has_access("read"):
                    tried += 1
                    with self.subTest(record=name, role=role):
                        self.assertFalse(self.told_of_twin(mine, self.again(record, keys)))
        self.assertGreater(tried, 10)

    def keys_of(self, record):
        """Return the names of the fields in unique keys of a record's model."""
        kept = record._table_objects.values() if record._auto else ()
        words = [one.get_definition(self.env.registry) for one in kept]
        unique = [one for one in words if "UNIQUE" in one.upper()]
        return set(re.findall(r"\w+", " ".join(unique))) & record._fields.keys()

    def again(self, record, keys):
        """Return values for another row with the same keys."""
        row = record.sudo()
        vals = row.copy_data()[0]
        return vals | {name: row._fields[name].convert_to_write(row[name], row) for name in keys}

    def told_of_twin(self, record, values):
        """Return what is said of the twin of ``record`` to whoever may not know of it."""
        refused = None
        with self.env.cr.savepoint() as savepoint:
            try:
                record.browse().create(values).flush_recordset()
            except UniqueViolation as error:
                refused = error
            except Exception:  # whatever is said before the key is looked at
                refused = None
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        if refused is None:
            return None
        try:
            return record._sql_error_to_message(refused)
        except AccessError:  # as of any row that they may not have
            return None

    def test_every_kind_of_evidence_agencies_enter_is_tried(self):
        unique = {
            name
            for name, model in self.env.items()
            if table.is_ours(model)
            and not (model._abstract or model._transient)
            and "task_id" in model._fields
            and self.as_role(model, "responder").has_access("create")
        }
        self.assertEqual(unique - self.entered().keys(), set(), "Add it to entered().")
