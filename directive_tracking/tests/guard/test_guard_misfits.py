import json
from functools import partial
from types import SimpleNamespace
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...controllers.guard import errors
from ..access.test_access_rpc import RpcCase
from ..common import DirectiveCase
from ..matrix import calls, table
from .test_guard_errors import RAW
from .test_guard_unsearchable import ERRORS, JSON

OPERATORS = ("=", "not in", "ilike", "=ilike", ">", "child_of", "parent_of", "any", "zqx", 5, None)
VALUES = ("zqx", -1.5, True, [[]], ["a"], [("id", "=", 1)], {"a": 1}, "2026-13-45")
MALFORMED = (
    *("nonsense", 5, True, [5], ["|"], ["!"], ["zqx"], [()], {"a": 1}),
    *(["&", ("id", "=", 1)], [("id", "=")], [("id", "=", 1, 2)], [[["id", "=", 1]]]),
    *([("", "=", 1)], [(5, "=", 1)], [(".id", "=", 1)], [("directive_id..name", "=", 1)]),
    *([(None, "=", 1)], [(["id"], "=", 1)], [("zqx", "=", 1)], [("id", "any", [("zqx", "=", 1)])]),
)
# What fits no parameter of Odoo's methods, or only some.
UNFIT = (5, "zqx", [[1]])
ENDINGS = ("", ":month", ":zqx", ".zqx", ".id", ":sum", ":array_agg", ":sum_currency", " zqx")
NO_FIELD = "is no field here"
NO_FIT = "do not fit the fields they name"
NO_SUCH = "does not exist here, or its arguments do not fit"


def orders(name):
    """Yield ``(method, arguments)`` of questions sorted, grouped and added up by ``name``."""
    one = {"domain": [], "groupby": ["id"], "aggregates": ["__count"], "limit": 1}
    yield "search", {"domain": [], "order": name}
    yield "search_read", {"domain": [], "fields": [name]}
    yield "formatted_read_group", {**one, "groupby": [name]}
    yield "formatted_read_group", {**one, "aggregates": [name]}
    yield "formatted_read_group", {**one, "order": name}
    yield "formatted_read_group", {**one, "having": [(name, ">", "zqx")]}
    yield "formatted_read_grouping_sets", {"domain": [], "grouping_sets": [[name]]}
    yield "web_read_group", {**one, "groupby": [name]}
    yield "read_group", {"domain": [], "fields": ["__count"], "groupby": [name]}
    bar = {"field": name, "colors": {}}
    yield "read_progress_bar", {"domain": [], "group_by": "id", "progress_bar": bar}
    yield "search_panel_select_range", {"field_name": name}
    yield "search_panel_select_multi_range", {"field_name": name, "group_by": name}


@tagged("post_install", "-at_install")
class TestGuardMisfits(DirectiveCase):
    """A question that does not fit its fields is refused in a sentence, with no error number."""

    def setUp(self):
        super().setUp()
        loggers = ("odoo.sql_db", "odoo.domains", "odoo.models", "odoo.tools.mail.html_sanitize")
        self.enterContext(mute_logger(ERRORS, *loggers, "py.warnings"))
        request = SimpleNamespace(db=self.env.cr.dbname, env=self.env)
        self.enterContext(patch.object(errors, "request", request))
        self.refused = 0

    def ask(self, model, method, arguments):
        """Ask, and check what is told if it cannot be answered."""
        try:
            with self.env.cr.savepoint():
                getattr(model, method)(**arguments)
        except (UserError, IntegrityError):  # Odoo tells these in words
            return
        except Exception as error:  # of whatever kind: what matters is what is told
            self.refused += 1
            told = http.serialize_exception(error)
            with self.subTest(model=model._name, method=method, arguments=arguments):
                self.assertNotIn("error number", told["message"], repr(error))
                self.assertEqual(told["name"], "odoo.exceptions.UserError")
                self.assertNotRegex(told["message"], RAW)

    def kinds(self):
        """Yield ``(model, field)`` of each kind of field there is in the suite."""
        seen = set()
        for name in table.models(self.env):
            mine = self.env[name].with_user(self.office_user)
            for field in self.env[name]._fields.values() if mine.has_access("read") else ():
                kind = (field.type, field.store, bool(field.search))
                if kind not in seen:
                    seen.add(kind)
                    yield mine, field.name

    def test_every_condition_on_every_kind_of_field(self):
        for model, name in self.kinds():
            for operator in OPERATORS:
                for value in VALUES:
                    self.ask(model, "search_count", {"domain": [(name, operator, value)]})
        self.assertGreater(self.refused, 500)

    def test_every_order_group_and_sum(self):
        for model, name in self.kinds():
            for ending in ENDINGS:
                for method, arguments in orders(f"{name}{ending}"):
                    self.ask(model, method, arguments)
        for name in ("zqx", "", ":", 5, None):
            for method, arguments in orders(name):
                self.ask(self.env["directive.task"].with_user(self.office_user), method, arguments)
        self.assertGreater(self.refused, 500)

    def test_every_malformed_domain(self):
        tasks = self.env["directive.task"].with_user(self.office_user)
        for domain in MALFORMED:
            for method, more in (
                ("search", {}),
                ("search_read", {}),
                ("web_search_read", {"specification": {}}),
                ("name_search", {}),
                ("formatted_read_group", {"groupby": ["state"]}),
                ("web_read_group", {"groupby": ["state"]}),
                ("read_progress_bar", {"group_by": "id", "progress_bar": {"field": "state"}}),
            ):
                self.ask(tasks, method, {"domain": domain, **more})
        self.assertGreater(self.refused, 100)

    def test_every_column_of_an_export(self):
        task = self.make_task().with_user(self.office_user)
        for path in ("zqx", "name/zqx", "name.zqx", "name/id", "directive_id/zqx", 5, None, ""):
            self.ask(task, "export_data", {"fields_to_export": [path]})
        self.assertGreater(self.refused, 3)

    def test_every_method_of_odoo_is_called_as_it_never_is(self):
        """Without its arguments, with too many, with other kinds of things, by another name."""
        task = self.make_task().with_user(self.office_user)
        steps = set(table.steps(task))
        for name in {*table.public_methods(task)} - steps:
            is_of_the_model = getattr(getattr(type(task), name), "_api_model", False)
            ids = [] if is_of_the_model else [task.ids]
            fitting = calls.arguments(getattr(type(task), name))
            for parameter in fitting:
                for value in UNFIT:
                    self.call(task, name, ids, {**fitting, parameter: value})
            for given in ({}, {"zqx": 5}, {**fitting, "context": 5}, {**fitting, "zqx": 5}):
                self.call(task, name, ids, given)
            self.call(task, name, [], fitting)
            self.call(task, name, [*ids, *[5] * 30], {})
        for name in ("zqx", "", "_zqx", "browse", "env", "action_archive"):
            self.call(task, name, [task.ids], {})
        self.assertGreater(self.refused, 200)

    def call(self, records, method, args, kwargs):
        asked = SimpleNamespace(_name=records._name, call=partial(call_kw, records.browse()))
        self.ask(asked, "call", {"name": method, "args": args, "kwargs": kwargs})

    def test_a_private_method_is_refused_in_a_sentence(self):
        with self.assertRaises(AccessError) as caught:
            call_kw(self.env["directive.task"], "_zqx", [], {})
        told = http.serialize_exception(caught.exception)["message"]
        self.assertEqual(told, "“_zqx” cannot be called from outside.")

    def test_an_error_of_the_program_keeps_its_number(self):
        tasks = self.make_task().with_user(self.office_user)

        def broken(*_args):
            raise TypeError("of the program")

        for name, method, args, told in (
            ("_compute_display_name", "search_read", [[], ["display_name"]], "error number"),
            ("_agencies_before", "write", [tasks.ids, {"sequence": 1}], "error number"),
            ("_agencies_before", "write", [tasks.ids, [5]], NO_SUCH),
        ):
            with self.subTest(name, args=args), patch.object(type(tasks), name, broken):
                self.assertIn(told, self.told(tasks.browse(), method, args))

    def told(self, records, method, args):
        """Return what is told of the error in which a call ends."""
        self.env.invalidate_all()
        try:
            call_kw(records, method, args, {})
        except TypeError as error:  # assertRaises would forget where it came up
            return http.serialize_exception(error)["message"]
        return self.fail("no error came up")


@tagged("post_install", "-at_install")
class TestMisfitsOverRpc(RpcCase):
    """The sentence names the field, over the web client and JSON-2."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(ERRORS))
        self.questions = (
            ([("name", "child_of", [[]])], NO_FIT),
            ([("no_such", "=", 1)], f"“no_such” {NO_FIELD}"),
            ("nonsense", NO_FIT),
        )

    def test_by_the_web_client(self):
        self.log_in(self.user_a)
        for domain, told in self.questions:
            params = {"model": "directive.task", "method": "search_read", "args": [domain]}
            body = json.dumps({"params": {**params, "kwargs": {}}})
            answer = self.url_open("/web/dataset/call_kw", body, headers=JSON)
            with self.subTest(domain=domain):
                self.assertIn(told, answer.json()["error"]["data"]["message"])

    def test_by_json_2(self):
        keys = self.env["res.users.apikeys"].with_user(self.user_a).sudo()
        headers = {**JSON, "Authorization": f"bearer {keys._generate('rpc', 'test', None)}"}
        for domain, told in self.questions:
            body = json.dumps({"domain": domain})
            answer = self.url_open("/json/2/directive.task/search_read", body, headers=headers)
            with self.subTest(domain=domain):
                self.assertIn(told, answer.json()["message"])
                self.assertEqual(answer.status_code, 422, "the call is at fault, not the server")

    def test_a_call_that_does_not_fit(self):
        self.log_in(self.user_a)
        for method, args in (("zqx", []), ("read", [[1], 5]), ("action_archive", [[]])):
            params = {"model": "directive.task", "method": method, "args": args, "kwargs": {}}
            body = json.dumps({"params": params})
            answer = self.url_open("/web/dataset/call_kw", body, headers=JSON)
            with self.subTest(method=method):
                told = answer.json()["error"]["data"]["message"]
                self.assertIn(f"“{method}”", told)
                self.assertIn(NO_SUCH, told)
