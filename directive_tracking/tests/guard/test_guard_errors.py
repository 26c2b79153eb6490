import json
import logging
import re
import traceback
import xmlrpc.client
from unittest.mock import patch

import psycopg2

from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import SQL, mute_logger
from odoo.tools.sql import make_identifier

from ..access.test_access_rpc import RpcCase

SECRET = "Bi-mat-7391"
# Names of columns with secrets, here and in Odoo.
SECRET_WORDS = ("pass", "secret", "token", "key", "credential", "certificate", "parameters")
NO_SECRETS = ("config_parameter", "key_id", "foreign_key", "fold_key", "token_expir")


# How the database and Python speak, but no office.
RAW = re.compile(
    r"Traceback|psycopg|\.py\b|SELECT|INSERT|relation |column |constraint|syntax|violates|<class"
    r"|Error:|NoneType|has no attribute|DETAIL|Detail:|Key \("
)


class SecretsCase(TransactionCase):
    def secret_columns(self):
        """Return {table: columns of text which by their names may hold secrets}."""
        rows = self.env.execute_query(
            SQL(
                "SELECT c.table_name, array_agg(c.column_name::text) FROM information_schema.columns c"
                " JOIN information_schema.tables t USING (table_schema, table_name)"
                " WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'"
                " AND c.data_type IN ('character varying', 'text') AND c.column_name ~ %s"
                " GROUP BY c.table_name",
                "|".join(SECRET_WORDS),
            )
        )
        return dict(rows)

    def told_of(self, query):
        """Return all that is said of a statement that fails: the log's lines, the error, its traceback."""
        with self.assertLogs(level="DEBUG") as logs, self.assertRaises(psycopg2.Error) as caught:
            logging.getLogger("odoo.sql_db").setLevel(logging.INFO)
            with self.env.cr.savepoint():
                self.env.cr.execute(query)
        self.assertTrue(any("bad query" in line for line in logs.output))
        error = caught.exception
        return "\n".join([*logs.output, str(error), *traceback.format_exception(error)])


@tagged("post_install", "-at_install")
class TestSecretsInTheLog(SecretsCase):
    """A refused database statement is logged without its values."""

    def setUp(self):
        super().setUp()
        logger = logging.getLogger("odoo.sql_db")
        self.addCleanup(logger.setLevel, logger.level)

    def test_the_tables_with_secrets_are_found(self):
        found = self.secret_columns()
        self.assertIn("password", found["res_users"])
        self.assertIn("smtp_pass", found["ir_mail_server"])
        self.assertIn("key", found["res_users_apikeys"])

    def test_no_violated_constraint_of_a_table_with_secrets_shows_one(self):
        for table, columns in self.secret_columns().items():
            names = SQL(", ").join(map(SQL.identifier, columns))
            values = SQL(", ").join([SQL("%s", SECRET)] * len(columns))
            insertion = SQL("INSERT INTO %s (%s) VALUES (%s)", SQL.identifier(table), names, values)
            with self.subTest(table=table):
                constraint = SQL.identifier(make_identifier(f"{table}_never_true"))
                self.env.cr.execute(
                    SQL(
                        "ALTER TABLE %s ADD CONSTRAINT %s CHECK (false) NOT VALID",
                        SQL.identifier(table),
                        constraint,
                    )
                )
                told = self.told_of(insertion)
                self.assertNotIn(SECRET, told)
                self.assertIn(table, told, "or nobody could find the fault")

    def test_nor_does_a_value_of_the_wrong_kind(self):
        for query in (
            SQL("SELECT id FROM res_users WHERE id = %s", SECRET),
            SQL("SELECT %s::date", SECRET),
            SQL("SELECT 1 FROM nowhere WHERE password = %s", SECRET),
            SQL("SELECT %s WHERE", "\\'" + SECRET + "'"),
        ):
            with self.subTest(query=query.code):
                self.assertNotIn(SECRET, self.told_of(query))


@tagged("post_install", "-at_install")
class TestErrorsTold(RpcCase):
    """On any error the caller gets a message without internals of the server."""

    INSIDE = ("Traceback", ".py", "psycopg2", "SELECT", SECRET)

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger("odoo.addons.directive_tracking.controllers.guard.errors"))
        self.enterContext(mute_logger("odoo.addons.rpc.controllers.xmlrpc", "odoo.sql_db"))
        self.key = self.api_key(self.user_a)

    def api_key(self, user):
        keys = self.env["res.users.apikeys"].with_user(user)
        return keys.sudo()._generate("rpc", "test", None)

    def faults(self):
        """Yield (model, method, arguments) that no screen ever sends."""
        yield "directive.task", "search_read", {"domain": [["no_such_field", "=", SECRET]]}
        yield "directive.task", "search_read", {"domain": [["id", "=", SECRET]]}
        yield "directive.task", "search_read", {"domain": "nonsense", "fields": ["name"]}
        yield "directive.task", "web_search_read", {"domain": [], "specification": 5}
        yield "directive.task", "read", {"fields": [5]}
        yield "directive.task", "name_search", {"limit": "x' " + SECRET}
        yield "no.such.model", "read", {}
        yield "directive.task", "_private", {}
        yield "directive.task", "no_such_method", {}

    def assert_discreet(self, text):
        for word in self.INSIDE:
            self.assertNotIn(word, text)

    def test_by_the_web_client(self):
        self.log_in(self.user_a)
        for model, method, kwargs in self.faults():
            body = {"params": {"model": model, "method": method, "args": [], "kwargs": kwargs}}
            answer = self.url_open(
                f"/web/dataset/call_kw/{model}/{method}",
                data=json.dumps(body),
                headers={"Content-Type": "application/json"},
            ).json()
            with self.subTest(model=model, method=method):
                self.assertIn("error", answer)
                self.assert_discreet(json.dumps(answer))

    def test_by_json_2(self):
        for model, method, kwargs in self.faults():
            answer = self.url_open(
                f"/json/2/{model}/{method}",
                data=json.dumps(kwargs),
                headers={"Content-Type": "application/json", "Authorization": f"bearer {self.key}"},
            )
            with self.subTest(model=model, method=method):
                self.assertGreaterEqual(answer.status_code, 400)
                self.assert_discreet(answer.text)

    def test_what_the_database_cannot_hold_is_said_to_be_that(self):
        for text in ("a\0b", "\ud800"):
            answer = self.url_open(
                "/json/2/directive.task/search",
                data=json.dumps({"domain": [["name", "=", text]]}),
                headers={"Content-Type": "application/json", "Authorization": f"bearer {self.key}"},
            )
            with self.subTest(text=text):
                self.assertIn("cannot be stored", answer.json()["message"])

    def test_by_json_2_with_a_wrong_key(self):
        answer = self.url_open(
            "/json/2/directive.task/search_read",
            data="{}",
            headers={"Content-Type": "application/json", "Authorization": "bearer nonsense"},
        )
        self.assert_discreet(answer.text)

    def test_by_xml_rpc(self):
        for version in ("/xmlrpc/2/object", "/xmlrpc/object"):
            for model, method, kwargs in self.faults():
                params = (self.env.cr.dbname, self.user_a.id, self.key, model, method, [], kwargs)
                body = xmlrpc.client.dumps(params, "execute_kw")
                answer = self.url_open(version, data=body, headers={"Content-Type": "text/xml"})
                with self.subTest(version=version, model=model, method=method):
                    self.assertIn("fault", answer.text)
                    self.assert_discreet(answer.text)

    def test_a_record_that_is_gone_is_told_without_its_model_and_id(self):
        self.log_in(self.office_user)
        params = {
            "model": "directive.task",
            "method": "action_accept",
            "args": [[2**31 - 2]],
            "kwargs": {},
        }
        answer = self.url_open(
            "/web/dataset/call_kw",
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
        )
        told = answer.json()["error"]["data"]["message"]
        self.assertEqual(told, "This record does not exist any more: it has been deleted since.")

    def test_the_number_told_stands_in_the_log(self):
        self.log_in(self.user_a)
        body = {
            "params": {
                "model": "directive.task",
                "method": "action_broken",
                "args": [[1]],
                "kwargs": {},
            }
        }

        def broken(_records):
            raise TypeError("of the program")

        with (
            patch.object(self.registry["directive.task"], "action_broken", broken, create=True),
            self.assertLogs("odoo.addons.directive_tracking.controllers.guard.errors") as logs,
        ):
            answer = self.url_open(
                "/web/dataset/call_kw",
                data=json.dumps(body),
                headers={"Content-Type": "application/json"},
            )
        number = logs.output[0].split("Error ")[1].split(":")[0]
        self.assertIn(number, answer.json()["error"]["data"]["message"])

    def test_a_violated_constraint_is_told_in_its_own_words_alone(self):
        self.log_in(new_test_user(self.env, "server_admin", groups="base.group_system"))
        vals = {
            "name": "x",
            "smtp_host": "h",
            "smtp_pass": SECRET,
            "smtp_encryption": "none",
            "smtp_authentication": "certificate",
        }
        params = {"model": "ir.mail_server", "method": "create", "args": [vals], "kwargs": {}}
        with self.assertLogs() as logs:
            answer = self.url_open(
                "/web/dataset/call_kw",
                data=json.dumps({"params": params}),
                headers={"Content-Type": "application/json"},
            )
        self.assertIn("ValidationError", answer.text)
        self.assertNotIn(SECRET, "".join([answer.text, *logs.output]))


@tagged("post_install", "-at_install")
class TestErrorsOfImports(TransactionCase):
    """An import answers with its errors itself: they are sentences, too."""

    ROWS = (
        ([".id", "display_name"], [["999999999", "x"]]),
        (["display_name"], [["x"]]),
    )

    def test_no_model_answers_in_the_words_of_the_database(self):
        """Whoever may import anything loads rows into every model, also into those without a table."""
        tried = 0
        with mute_logger("odoo.sql_db", "odoo.models.unlink", "odoo.orm.models"):
            for name in sorted(self.env.registry):
                for fields, rows in self.ROWS:
                    for told in self.told(self.env[name], fields, rows):
                        tried += 1
                        with self.subTest(model=name, fields=fields):
                            self.assertNotRegex(told, RAW)
        self.assertGreater(tried, 100)

    def told(self, model, fields, rows):
        with self.env.cr.savepoint() as savepoint:
            try:
                answer = model.load(fields, rows)
            except Exception:  # the other tests look at these
                answer = {"messages": ()}
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        return [one["message"] for one in answer["messages"]]

    def test_a_twin_is_told_without_its_key(self):
        param = self.env["ir.config_parameter"].create({"key": "zqx.twin", "value": SECRET})
        self.env.flush_all()
        with self.assertRaises(psycopg2.IntegrityError) as refused, mute_logger("odoo.sql_db"):
            with self.env.cr.savepoint():
                param.copy({"key": "zqx.twin"}).flush_recordset()
        told = param._sql_error_to_message_generic(refused.exception)
        self.assertNotIn("zqx.twin", told)
        self.assertNotRegex(told, RAW)
