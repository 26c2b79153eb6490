import json
import xmlrpc.client
from html import unescape
from types import SimpleNamespace
from unittest.mock import patch

from psycopg2 import ProgrammingError

from odoo import http
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...controllers.guard import errors
from ...tools.guard.errors import unasked_field
from ..access.test_access_rpc import RpcCase
from ..common import DirectiveCase
from ..matrix import table

SENTENCE = "“%s” cannot be used to search, sort, group or add up: choose another field."
VIETNAMESE = "Không thể tìm kiếm, sắp xếp, nhóm hoặc cộng theo “%s”"
JSON = {"Content-Type": "application/json"}
ERRORS = "odoo.addons.directive_tracking.controllers.guard.errors"


def questions(name):
    """Return ``{method: arguments}``: each way to ask the database about the field ``name``."""
    domain = [(name, "!=", False)]
    one = {"domain": [], "groupby": ["id"], "aggregates": ["__count"]}
    return {
        "search_read": {"domain": domain},
        "search_count": {"domain": domain},
        "search": {"domain": [], "order": name},
        "web_search_read": {"domain": domain, "specification": {}},
        "name_search": {"name": "a", "domain": domain},
        "read_group": {"domain": domain, "fields": ["__count"], "groupby": []},
        "formatted_read_group": {**one, "groupby": [name]},
        "formatted_read_grouping_sets": {"domain": [], "grouping_sets": [[name]]},
        "web_read_group": {**one, "aggregates": [f"{name}:max"]},
    }


@tagged("post_install", "-at_install")
class TestGuardUnsearchable(DirectiveCase):
    """A question that a field cannot answer is refused in a sentence that names the field."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(ERRORS, "odoo.sql_db", "odoo.models"))
        request = SimpleNamespace(db=self.env.cr.dbname, env=self.env)
        self.enterContext(patch.object(errors, "request", request))

    def test_every_question_about_every_field_that_is_not_stored(self):
        tried = 0
        for name in table.models(self.env):
            for field in self.env[name]._fields.values():
                for method, asked in questions(field.name).items() if not field.store else ():
                    with self.subTest(model=name, field=field.name, method=method):
                        tried += self.check(self.asker(name), field, method, asked)
        self.assertGreater(tried, 3000)

    def asker(self, name):
        """Return the model as the Office asks it, or as the system where the Office may not."""
        mine = self.env[name].with_user(self.office_user)
        return mine if mine.has_access("read") else self.env[name]

    def check(self, model, field, method, asked):
        """Check what is answered to a question; return whether it was refused as unanswerable."""
        try:
            with self.env.cr.savepoint():
                getattr(model, method)(**asked)
        except (AccessError, ProgrammingError):
            return False  # not theirs to ask, or no kind of value to ask this of
        except ValueError as error:
            if "Granularity" in str(error):
                return False  # of a day: it says so itself
            # It may be another field, of which the name of the asked one is made.
            model, name = unasked_field(error) or (field.model_name, field.name)
            label = self.env[model]._fields[name].string
            told = http.serialize_exception(error)
            self.assertEqual(told["message"], SENTENCE % label)
            return True
        return False

    def test_the_name_of_a_verification_is_searched_in_every_way(self):
        task = self.make_task(state="done")
        draw = {"method": "hand", "chosen_task_ids": [(6, 0, task.ids)], "reason": "A plan"}
        one = self.env["directive.verification"].with_user(self.office_user).create(draw)
        for operator, value, found in (
            ("=", one.name, True),
            ("!=", one.name, False),
            ("in", [one.name, False], True),
            ("!=", False, True),
            ("ilike", str(one.id), True),
        ):
            with self.subTest(operator=operator, value=value):
                domain = [("display_name", operator, value), ("id", "=", one.id)]
                self.assertEqual(bool(one.search(domain)), found)


@tagged("post_install", "-at_install")
class TestUnsearchableOverRpc(RpcCase):
    """The same over every interface, in the language of its reader."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(ERRORS, "odoo.addons.rpc.controllers.xmlrpc"))
        self.env["res.lang"]._activate_lang("vi_VN")
        self.env["ir.module.module"].search(
            [("name", "=", "directive_tracking")]
        )._update_translations(["vi_VN"])
        (self.user_a | self.office_user).lang = "vi_VN"
        task = self.env["directive.task"].with_user(self.user_a).with_context(lang="vi_VN")
        field = next(one for one in task._fields.values() if not one._description_searchable)
        self.name = field.name
        self.told = VIETNAMESE % field.get_description(task.env, ["string"])["string"]
        self.told_in_english = SENTENCE % field.string
        self.key = self.env["res.users.apikeys"].with_user(self.user_a).sudo()
        self.key = self.key._generate("rpc", "test", None)

    def test_by_the_web_client(self):
        self.log_in(self.user_a)
        for method, asked in questions(self.name).items():
            params = {"model": "directive.task", "method": method, "args": [], "kwargs": asked}
            body = json.dumps({"params": params})
            with self.subTest(method=method):
                answer = self.url_open("/web/dataset/call_kw", body, headers=JSON)
                self.assertIn(self.told, answer.json()["error"]["data"]["message"])

    def test_by_json_2_and_xml_rpc(self):
        headers = {**JSON, "Authorization": f"bearer {self.key}"}
        for method, asked in questions(self.name).items():
            with self.subTest(method=method):
                body = json.dumps(asked)
                answer = self.url_open(f"/json/2/directive.task/{method}", body, headers=headers)
                self.assertEqual(answer.json()["message"], self.told_in_english)
                params = (self.env.cr.dbname, self.user_a.id, self.key, "directive.task", method)
                body = xmlrpc.client.dumps((*params, [], asked), "execute_kw")
                answer = self.url_open(
                    "/xmlrpc/2/object", body, headers={"Content-Type": "text/xml"}
                )
                self.assertIn(self.told_in_english, answer.text)

    def test_by_an_export(self):
        self.log_in(self.office_user)
        asked = {
            "model": "directive.task",
            "fields": [{"name": "name", "label": "Name"}],
            "ids": False,
            "domain": [(self.name, "!=", False)],
            "import_compat": False,
        }
        data = {"data": json.dumps(asked), "csrf_token": http.Request.csrf_token(self)}
        answer = self.url_open("/web/export/xlsx", data=data)
        self.assertIn(json.dumps(self.told)[1:-1], unescape(answer.text))
