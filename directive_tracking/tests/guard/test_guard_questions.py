import contextlib
import json
import xmlrpc.client
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.sql_db import db_connect
from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from ...models.guard.asking.ir_http import SECONDS
from ...tools.guard.bounds import DEEPEST, MOST_CONDITIONS, MOST_LEVELS
from ..access.test_access_rpc import RpcCase

ERRORS = "odoo.addons.directive_tracking.controllers.guard.errors"
TIMEOUT = "SHOW statement_timeout"


@tagged("post_install", "-at_install")
class TestGuardQuestions(RpcCase):
    """One person's question does not stop the server for everybody."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger("odoo.sql_db", "odoo.addons.rpc.controllers.xmlrpc", ERRORS))
        # The requests of a test share its connection.
        self.addCleanup(self.env.cr.execute, "SET statement_timeout = 0")
        self.key = (
            self.env["res.users.apikeys"].with_user(self.user_a).sudo()._generate("rpc", "x", None)
        )

    def relations(self, model):
        """Return, for each relation of ``model`` that leads back to it, the path there and back."""
        for name, field in self.env[model]._fields.items():
            if field.relational and field.comodel_name == model and field._description_searchable:
                yield name

    def test_relations_nested_too_deep_are_refused_in_a_sentence_on_every_model(self):
        refused = 0
        for model in self.env.registry:
            if not model.startswith("directive.") or self.env[model]._abstract:
                continue
            for name in self.relations(model):
                domain = [("id", "!=", 0)]
                for _level in range(34):
                    domain = [(name, "any", domain)]
                with self.subTest(model=model, field=name):
                    records = self.env[model].with_user(self.office_user)
                    with self.assertRaisesRegex(UserError, "too many conditions"):
                        records.with_context(active_test=False).search(domain)
                    path = ".".join([name] * 34) + ".id"
                    with self.assertRaisesRegex(UserError, "too many conditions"):
                        records.search([(path, "=", 1)])
                refused += 1
        self.assertGreater(refused, 3)

    def test_what_the_screens_ask_passes(self):
        domain = [
            ("lead_agency_id", "any", [("parent_id.parent_id", "any", [("name", "!=", "x")])])
        ]
        self.assertFalse(self.env["directive.task"].with_user(self.outside_user).has_access("read"))
        self.env["directive.task"].with_user(self.office_user).search(domain)

    def test_no_chart_is_filled_without_end(self):
        tasks = self.env["directive.task"].with_user(self.office_user)
        far = {"fill_from": "1946-01-01", "fill_to": "2100-01-01"}
        for filling in (
            far,
            {"fill_from": "0001-01-01"},
            {"fill_to": "9999-12-31"},
            {"fill_from": "2026-01-01", "min_groups": 10**7},
        ):
            mine = tasks.with_context(fill_temporal=filling)
            for model in self.env.registry:
                for name, field in self.env[model]._fields.items():
                    if not model.startswith("directive.") or not field.store:
                        continue
                    if field.type in ("date", "datetime") and not self.env[model]._abstract:
                        self.check_filling(mine.env[model], f"{name}:day")

    def check_filling(self, records, groupby):
        if not records.has_access("read"):
            return
        records.sudo(False).search([], limit=1)
        for method in ("formatted_read_group", "web_read_group"):
            with self.subTest(model=records._name, groupby=groupby, method=method):
                filling = records.env.context["fill_temporal"]
                if {"fill_from", "fill_to"} <= filling.keys() or "min_groups" in filling:
                    with self.assertRaisesRegex(UserError, "too many periods"):
                        getattr(records, method)([], [groupby], ["__count"])
                else:  # an end alone is far only where there is something to begin from
                    with contextlib.suppress(UserError):
                        groups = getattr(records, method)([], [groupby], ["__count"])
                        self.assertLess(len(groups), 10_000)

    def test_no_table_has_columns_without_end(self):
        tasks = self.env["directive.task"].with_user(self.office_user)
        names = ["state", "lead_agency_id", "date_deadline:day"]
        for number, question in enumerate(
            (
                lambda: tasks.formatted_read_grouping_sets([], [names] * 2000, ["__count"]),
                lambda: tasks.formatted_read_group([], names, ["id:max"] * 2000),
                lambda: tasks.formatted_read_group([], names * 2000, ["__count"]),
                lambda: tasks.export_data(["name"] * 2000),
            )
        ):
            with (
                self.subTest(question=number),
                self.assertRaisesRegex(UserError, "too many columns"),
            ):
                question()
        sets = [names[:rows] + ["urgency"] * cols for rows in range(4) for cols in range(2)]
        tasks.formatted_read_grouping_sets([], sets, ["__count", "id:max"])

    def test_a_field_asked_for_often_is_worked_out_once(self):
        tasks = self.env["directive.task"].with_user(self.office_user).search([])
        names = ["name", "directive_id"]
        rows = tasks.read(names)
        field = type(tasks).directive_id
        with patch.object(
            type(field), "convert_to_read", autospec=True, side_effect=type(field).convert_to_read
        ) as converted:
            self.assertEqual(tasks.read(names * 1000), rows)
            found = tasks.search_read([], names * 1000)
        self.assertEqual(len(found), len(rows))
        self.assertLess(converted.call_count, 20 * len(rows))

    def test_charts_of_the_screens_are_filled(self):
        self.make_task(deadline="2026-01-05")
        self.make_task(deadline="2029-12-05")
        tasks = self.env["directive.task"].with_user(self.office_user)
        domain = [("date_deadline", ">=", "2026-01-01"), ("date_deadline", "<", "2030-01-01")]
        groups = tasks.with_context(fill_temporal=True).formatted_read_group(
            domain, ["date_deadline:month"], ["__count"]
        )
        self.assertEqual(len(groups), 48)

    def asked(self):
        nested, doubled = [("id", "!=", 0)], [("id", "!=", 0)]
        for _level in range(DEEPEST + 1):
            nested = [("parent_id", "any", nested)]
        for _level in range(12):
            doubled = ["|", ("parent_id", "any", doubled), ("child_ids", "any", doubled)]
        many = ["|"] * MOST_CONDITIONS + [
            ("name", "=like", f"a{n}") for n in range(MOST_CONDITIONS + 1)
        ]
        yield from (nested, doubled, many)

    def test_over_every_interface_and_method_that_takes_a_domain(self):
        self.log_in(self.user_a)
        methods = {
            "search_count": {},
            "search": {},
            "search_read": {"fields": ["name"]},
            "web_search_read": {"specification": {}},
            "name_search": {},
            "formatted_read_group": {"groupby": ["state"]},
            "web_read_group": {"groupby": ["state"]},
            "read_progress_bar": {
                "group_by": "state",
                "progress_bar": {"field": "state", "colors": {}},
            },
            "search_panel_select_range": {"field_name": "lead_agency_id"},
        }
        names = {"search_panel_select_range": "search_domain"}
        for domain in self.asked():
            for method, kwargs in methods.items():
                kwargs = {**kwargs, names.get(method, "domain"): domain}
                with self.subTest(method=method), self.refused("UserError"):
                    self.call("directive.task", method, **kwargs)
            kwargs = {"domain": domain}
            answer = self.url_open(
                "/json/2/directive.task/search_count",
                data=json.dumps(kwargs),
                headers={"Content-Type": "application/json", "Authorization": f"bearer {self.key}"},
            )
            self.assertIn("too many conditions", answer.text)
            self.assertIn("too many conditions", self.by_xml("search_count", [domain]))

    def by_xml(self, method, args):
        params = (self.env.cr.dbname, self.user_a.id, self.key, "directive.task", method, args)
        body = xmlrpc.client.dumps(params, "execute_kw", allow_none=True)
        return self.url_open(
            "/xmlrpc/2/object", data=body, headers={"Content-Type": "text/xml"}
        ).text

    def test_records_in_records_have_an_end(self):
        self.log_in(self.user_a)
        spec = {"name": {}}
        for level in range(MOST_LEVELS):
            spec = {"directive_id" if level % 2 else "task_ids": {"fields": spec}}
        for method, args in (
            ("web_read", [self.directive.ids, spec]),
            ("web_search_read", [[], spec]),
            ("onchange", [[], {}, [], spec]),
        ):
            with self.subTest(method=method), self.refused("UserError"):
                self.call("directive.directive", method, *args)
        path = "/".join(["task_ids", "directive_id"] * 4) + "/name"
        with self.refused("UserError"):
            self.call("directive.directive", "export_data", self.directive.ids, [path])

    # Time

    def slow(self):
        """Let every search of tasks take longer than this test allows."""
        self.env["ir.config_parameter"].set_param(SECONDS, "1")

        def search(tasks, *args, **kwargs):
            tasks.env.cr.execute("SELECT pg_sleep(3)")
            return original(tasks, *args, **kwargs)

        model = self.env.registry["directive.task"]
        original = model._search
        return patch.object(model, "_search", search)

    def test_what_takes_too_long_is_broken_off_with_a_sentence(self):
        self.log_in(self.user_a)
        with self.slow(), self.assertRaises(JsonRpcException) as caught:
            self.call("directive.task", "search_count", [])
        self.assertIn("UserError", str(caught.exception))

    def test_by_xml_rpc_as_well(self):
        with self.slow():
            self.assertIn("took too long", self.by_xml("search_count", [[]]))

    def test_only_a_person_s_request_is_limited(self):
        seen, model = [], self.env.registry["directive.task"]
        original = model._search

        def search(tasks, *args, **kwargs):
            tasks.env.cr.execute(TIMEOUT)
            seen.append(tasks.env.cr.fetchone()[0])
            return original(tasks, *args, **kwargs)

        self.log_in(self.user_a)
        with patch.object(model, "_search", search):
            self.env["directive.task"].search_count([])
            self.assertEqual(set(seen), {"0"})
            seen.clear()
            self.call("directive.task", "search_count", [])
            self.by_xml("search_count", [[]])
            self.assertEqual(set(seen), {"30s"})

    def test_a_connection_lent_to_the_next_has_no_limit(self):
        database = db_connect(self.env.cr.dbname)
        for limit in ("5s", None):
            with database.cursor() as cr:
                cr.execute(TIMEOUT)
                self.assertEqual(cr.fetchone(), ("0",))
                if limit:
                    cr.execute("SET statement_timeout = %s", [limit])
                    cr.commit()  # pylint: disable=invalid-commit
