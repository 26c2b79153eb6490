import inspect

from psycopg2 import IntegrityError
from psycopg2.extras import Json

from odoo import http
from odoo.exceptions import UserError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ...tools.guard.errors import words_for
from . import calls, table
from .province import MatrixCase
from .test_matrix_access import QUIET
from .test_matrix_methods import LOUD

# What JSON can carry, given where something else is asked for.
ODD = (
    None, [], {}, "zqx", "a\0b", "\ud800", 10**30, 2**31, -1, 1.5, float("nan"), True, ["x"],
    [[1]], [[6, 0, ["a"]]], [[0, 0, 5]], [[9, 9]], {"a": 1}, "9999-99-99",
)  # fmt: skip
LONG = "zqx " * 100  # a name may have more letters, and what is handed over as well
ODD_ARGUMENTS = ("a\0b", 10**30, True, ["x"], {"a": 1}, LONG)
ACTING = ("responder", "head", "specialist", "leader", "administrator")
# Of these a value is looked up before it is stored.
LOOKED_UP = ("many2one", "date")


@tagged("post_install", "-at_install")
class TestMatrixArguments(MatrixCase):
    """Whatever is handed over in the place of an argument or a value is refused in a sentence."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET, *LOUD))
        for record in {one._name: one for one in self.records.values()}.values():
            self.name_at_length(record)

    def name_at_length(self, record):
        """Give ``record`` a name that no refusal may quote whole."""
        field = record._fields.get(record._rec_name)
        if (
            record._auto
            and field
            and field.store
            and field.type in ("char", "text")
            and not field.readonly
        ):
            name = Json({"en_US": LONG}) if field.translate else LONG
            table_name, column = SQL.identifier(record._table), SQL.identifier(field.name)
            self.env.cr.execute(
                SQL("UPDATE %s SET %s = %s WHERE id = %s", table_name, column, name, record.id)
            )
        record.invalidate_recordset()

    def told(self, record, method, *args, **kwargs):
        """Call ``method`` and return the error that would have only a number for its caller."""
        with self.env.cr.savepoint() as savepoint:
            try:
                call_kw(record.browse(), method, list(args), kwargs)
                record.env.flush_all()
            except IntegrityError:  # Odoo tells it in words
                return None
            except UserError as error:
                return self.quoted_whole(error)
            except Exception as error:  # any other is what this test looks for
                return None if words_for(error) else repr(error)
            finally:
                savepoint.rollback()
                self.env.invalidate_all(flush=False)
        return None

    def quoted_whole(self, error):
        """Return the refusal if it quotes a value of hundreds of letters whole."""
        words = http.serialize_exception(error)["message"]
        return words if LONG.strip() in words else None

    def test_arguments_of_every_step(self):
        judged = {
            (row["model"], row["method"]): row["who"] for row in table.rows(self.env, "methods")
        }
        tried = 0
        for name, record in self.records.items():
            for method, parameter in self.asked(record):
                mine = self.as_role(
                    record, self.role_for(judged.get((record._name, method)), record)
                )
                args = [] if self.is_of_the_model(mine, method) else [mine.ids]
                plausible = calls.arguments(getattr(type(mine), method))
                for value in ODD_ARGUMENTS:
                    tried += 1
                    with self.subTest(record=name, method=method, parameter=parameter):
                        told = self.told(mine, method, *args, **plausible | {parameter: value})
                        self.assertIsNone(told, repr(value))
        self.assertGreater(tried, 200)

    def test_every_step_without_arguments(self):
        """A button that ends in an error of the program tells only a number."""
        judged = {
            (row["model"], row["method"]): row["who"] for row in table.rows(self.env, "methods")
        }
        tried = 0
        for name, record in self.records.items():
            with_arguments = {method for method, _parameter in self.asked(record)}
            for method in table.steps(record):
                if method in with_arguments or self.is_of_the_model(record, method):
                    continue
                who = judged.get((record._name, method))
                mine = self.as_role(record, self.role_for(who, record))
                tried += 1
                with self.subTest(record=name, method=method):
                    self.assertIsNone(self.told(mine, method, mine.ids))
        self.assertGreater(tried, 200)

    def role_for(self, who, record):
        """Return a role that may take the step, or one that reads the record."""
        may = [role for role in ACTING if role in (who or "").split()]
        reads = [role for role in ACTING if self.as_role(record, role).has_access("read")]
        return (may or reads or ACTING)[0]

    def is_of_the_model(self, record, method):
        return getattr(getattr(type(record), method), "_api_model", False)

    def asked(self, record):
        for method in table.steps(record):
            signature = inspect.signature(getattr(type(record), method))
            for parameter in list(signature.parameters)[1:]:
                yield method, parameter

    def test_arguments_of_what_belongs_to_no_record(self):
        """Pages and services are models without records, called by whoever knows their name."""
        tried = 0
        for name in table.services(self.env, self.addon):
            for method, parameter in self.asked(self.env[name]):
                if not self.is_of_the_model(self.env[name], method):
                    continue
                plausible = calls.arguments(getattr(type(self.env[name]), method))
                for role in ("responder", "leader"):
                    for value in ODD_ARGUMENTS:
                        tried += 1
                        mine = self.as_role(self.env[name], role)
                        with self.subTest(model=name, method=method, parameter=parameter):
                            told = self.told(mine, method, **plausible | {parameter: value})
                            self.assertIsNone(told, repr(value))
        self.assertGreater(tried, 50)

    def test_names_of_records(self):
        for name in ("directive.task", "directive.task.opinion", "directive.agency"):
            mine = self.as_role(self.records[name], "responder")
            for method in table.steps(mine):
                if not self.is_of_the_model(mine, method):
                    asked = calls.arguments(getattr(type(mine), method))
                    for ids in ("x", ["x"], [2**40], [[1]], {"a": 1}, 1.5, [True], None):
                        with self.subTest(record=name, method=method, ids=ids):
                            self.assertIsNone(self.told(mine, method, ids, **asked))

    def test_values_of_every_field(self):
        """What the guard lets pass, the field can take."""
        tried = 0
        for name in table.models(self.env, self.addon):
            model = self.env[name]
            for field in model._fields.values():
                for value in ODD if field.store else ():
                    tried += 1
                    with self.subTest(field=str(field), value=value):
                        self.assertIsNone(self.taken(model, field, value))
        self.assertGreater(tried, 5000)

    def taken(self, model, field, value):
        try:
            model._guard_values([{field.name: value}])
            if value:
                self.assertNotIn("\0", str(field.convert_to_cache(value, model)))
        except UserError:
            return None
        except Exception as error:  # any other is what this test looks for
            return repr(error)
        return None

    def test_values_looked_up_by_whoever_enters_them(self):
        for name in table.models(self.env, self.addon):
            for role in ACTING:
                model = self.as_role(self.env[name], role)
                if model.has_access("create"):
                    self.check_created(model, role)
                    break

    def check_created(self, model, role):
        for field in model._fields.values():
            if field.type in LOOKED_UP and field.store:
                for value in ({"a": 1}, ["x"], 10**30, 1.5):
                    with self.subTest(field=str(field), role=role, value=value):
                        self.assertIsNone(self.told(model, "create", [{field.name: value}]))
