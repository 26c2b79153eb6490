import json
import xmlrpc.client
from datetime import datetime, timedelta

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from . import table
from .province import MatrixCase
from .records import SECRET

# Logins: a user who may see the data of agency A, and one who may not. All other roles go through
# every door without a server: only the protocol differs here.
INSIDER, STRANGER = "responder", "foreign"


@tagged("post_install", "-at_install")
class TestMatrixRpc(MatrixCase, HttpCase):
    """The three protocols of a running server obey the same tables, door by door."""

    sample = "directive.task"  # the insider's view

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.expected = {row["record"]: row for row in table.rows(cls.env, "access", cls.addon)}
        cls.methods = table.rows(cls.env, "methods")

    def setUp(self):
        super().setUp()
        self.enterContext(
            mute_logger(
                "odoo.http", "odoo.addons.rpc", "odoo.service", "odoo.sql_db", "odoo.models"
            )
        )
        self.keys = {role: self.make_key(role) for role in (INSIDER, STRANGER)}

    def make_key(self, role):
        keys = self.env["res.users.apikeys"].with_user(self.people[role])
        return keys._generate("rpc", "matrix", datetime.now() + timedelta(days=1))

    def doors(self, name, record):
        """Yield ``(method, arguments)``: reading, counting, writing and one method of its own."""
        ids, domain = record.ids, [["id", "=", record.id]]
        texts = [one.name for one in record._fields.values() if one.store and one.type == "char"]
        field = texts[0] if texts else "create_uid"
        yield "read", {"ids": ids, "fields": ["display_name"]}
        yield "search_count", {"domain": domain}
        yield "write", {"ids": ids, "vals": {field: "forged"}}
        yield "unlink", {"ids": ids}
        for method in self.own_methods(record)[:1]:
            yield method, {"ids": ids}

    def own_methods(self, record):
        """Return the methods the tables judge for this very model, not for every record."""
        return [row["method"] for row in self.methods if row["model"] == record._name]

    # The three protocols

    def by_web_client(self, role, model, method, arguments):
        arguments = dict(arguments)
        ids = [arguments.pop("ids")] if "ids" in arguments else []
        params = {"model": model, "method": method, "args": ids, "kwargs": arguments}
        return self.make_jsonrpc_request(f"/web/dataset/call_kw/{model}/{method}", params)

    def by_json2(self, role, model, method, arguments):
        response = self.url_open(
            f"/json/2/{model}/{method}",
            json=arguments,
            headers={"Authorization": f"bearer {self.keys[role]}"},
        )
        response.raise_for_status()
        return response.json()

    def by_xmlrpc(self, role, model, method, arguments):
        arguments = dict(arguments)
        ids = [arguments.pop("ids")] if "ids" in arguments else []
        call = [self.env.cr.dbname, self.people[role].id, self.keys[role], model, method, ids]
        body = xmlrpc.client.dumps((*call, arguments), "execute_kw", allow_none=True)
        response = self.url_open(
            "/xmlrpc/2/object", data=body, headers={"Content-Type": "text/xml"}
        )
        return xmlrpc.client.loads(response.content)[0][0]

    def ask(self, protocol, role, model, method, arguments):
        """Return the server's answer as text, nothing if it refuses."""
        try:
            answer = protocol(role, model, method, arguments)
        except Exception as error:  # refusals differ with the protocol
            return f"refused: {str(error)[:2000]}"
        return json.dumps(answer, default=str, ensure_ascii=False)

    def test_no_protocol_serves_a_stranger(self):
        before = self.snapshot()
        for protocol in (self.by_web_client, self.by_json2, self.by_xmlrpc):
            self.authenticate(self.people[STRANGER].login, self.people[STRANGER].login)
            self.check_closed(protocol, STRANGER)
        self.assertEqual(self.snapshot(), before)

    def check_closed(self, protocol, role):
        for name, record in self.records.items():
            if self.expected[name][role] not in ("-", "c"):
                continue
            for method, arguments in self.doors(name, record):
                answer = self.ask(protocol, role, record._name, method, arguments)
                shown = {"protocol": protocol.__name__, "role": role, "record": name}
                with self.subTest(method=method, **shown):
                    self.assertNotIn(SECRET, answer)
                    if method in ("read", "write", "unlink"):
                        self.assertTrue(answer.startswith("refused"), answer)
                    elif method == "search_count":
                        self.assertTrue(answer == "0" or answer.startswith("refused"), answer)

    def snapshot(self):
        """Return all stored values of the records the matrix made."""
        self.env.invalidate_all()
        values = {}
        for name, record in self.records.items():
            fields = [one.name for one in record._fields.values() if one.store and one.column_type]
            values[name] = record.sudo().read(fields, load=None)
        return values

    def test_every_protocol_serves_an_insider(self):
        record = self.records[self.sample]
        self.authenticate(self.people[INSIDER].login, self.people[INSIDER].login)
        for protocol in (self.by_web_client, self.by_json2, self.by_xmlrpc):
            arguments = {"ids": record.ids, "fields": ["name"]}
            with self.subTest(protocol=protocol.__name__):
                answer = self.ask(protocol, INSIDER, record._name, "read", arguments)
                self.assertIn(SECRET, answer)
