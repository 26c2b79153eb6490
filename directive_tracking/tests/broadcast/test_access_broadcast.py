import json

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, JsonRpcException, new_test_user, tagged
from odoo.tools import mute_logger

from ..broadcast_common import BroadcastCase
from ..broadcast_doors import LEDGER_DOORS, OPEN_DOORS, acknowledgements, deliveries, to_dos
from ..doors import DoorsCase

# Recipients and senders are visible to the Office and the leaders.
KEPT_FIELDS = (
    "told_agency_ids",
    "visible_agency_ids",
    "agency_ids",
    "agency_group_ids",
    "to_communes",
    "excluded_agency_ids",
    "include_lower",
    "audience",
    "preview",
    "preview_agency_ids",
    "preview_warning",
    "author_id",
    "sent_by_id",
    "answer_count",
)
SECRET = "The secret of department A"


class BroadcastDoorsCase(BroadcastCase, DoorsCase):
    """One broadcast with a file to agency A and to the unit of commune X, sent and delivered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.broadcast = cls.make_broadcast(
            cls.agency_a | cls.commune_x, name=SECRET, issuer_id=cls.issuer.id
        )
        file = cls.make_attachment(cls.office_user, "plan.txt")
        cls.broadcast.attachment_ids = [Command.link(file.id)]
        cls.broadcast.action_send()

    def setUp(self):
        super().setUp()
        self.send()


@tagged("post_install", "-at_install")
class TestAccessBroadcast(BroadcastDoorsCase):
    """Recipients can read it through every door, others through none."""

    def test_whom_it_was_sent_to_reads_it_through_every_door(self):
        for user in (self.user_a, self.head_a, self.user_x):
            self.check_doors(self.broadcast, user, OPEN_DOORS, True)

    def test_the_agency_above_reads_it_too(self):
        broadcast = self.make_sent(self.agency_below, name="Another secret")
        self.assertTrue(broadcast.with_user(self.user_a).has_access("read"))
        self.assertFalse(broadcast.with_user(self.user_x).has_access("read"))

    def test_the_office_and_leaders_read_it_with_its_ledger(self):
        for user in (self.office_user, self.leader_user):
            self.check_doors(self.broadcast, user, [*OPEN_DOORS, *LEDGER_DOORS], True)
            self.assertEqual(len(deliveries(self.broadcast.with_user(user))), 4)

    def test_everybody_else_sees_it_through_no_door(self):
        portal = new_test_user(self.env, login="test_portal", groups="base.group_portal")
        no_post = self.make_user("test_no_post", "agency")
        for user in (
            self.user_b,
            self.user_y,
            self.user_below,
            self.admin_user,
            self.outside_user,
            no_post,
            portal,
            self.env.ref("base.public_user"),
        ):
            self.check_doors(self.broadcast, user, [*OPEN_DOORS, *LEDGER_DOORS, to_dos], False)

    def test_a_draft_is_seen_by_no_agency(self):
        draft = self.make_broadcast(name="A secret draft")
        for user in (self.user_a, self.head_a):
            self.check_doors(draft, user, OPEN_DOORS[:8], False)

    def test_of_the_ledger_a_recipient_sees_his_own_rows_alone(self):
        for user in (self.user_a, self.user_x):
            self.env.invalidate_all()
            rows = deliveries(self.broadcast.with_user(user))
            self.assertEqual((len(rows), rows.user_id), (2, user))
            shown = rows.notice_id.web_read({"delivery_ids": {"fields": {"partner_id": {}}}})
            self.assertEqual(
                sorted(one["id"] for one in shown[0]["delivery_ids"]), sorted(rows.ids)
            )
            self.assertEqual(to_dos(self.broadcast.with_user(user)).user_id, user)
            self.assertEqual(acknowledgements(self.broadcast.with_user(user)).user_id, user)
            self.assertEqual(self.broadcast.with_user(user).ack_text, "0/1 seen")

    def test_a_colleague_who_was_not_told_sees_no_row(self):
        self.assertFalse(deliveries(self.broadcast.with_user(self.head_a)))
        self.assertFalse(to_dos(self.broadcast.with_user(self.head_a)))

    def test_a_to_do_of_another_is_not_read_by_its_id_either(self):
        other = to_dos(self.broadcast.sudo()).filtered(lambda todo: todo.user_id == self.user_x)
        self.assertTrue(other)
        with self.assertRaises(AccessError):
            other.with_user(self.user_a).read(["user_id"])

    def test_no_to_do_of_another_is_searched_for(self):
        for user, expected in ((self.user_a, True), (self.user_x, False)):
            domains = (
                [("activity_ids.user_id", "=", user.id)],
                [("activity_user_id", "=", user.id)],
                [("activity_ids", "any", [("user_id", "=", user.id)])],
            )
            for domain in domains:
                with self.subTest(user=user.login, domain=domain):
                    found = self.broadcast.with_user(self.user_a).search(domain)
                    self.assertEqual(bool(found), expected)

    def test_whether_others_still_have_their_to_do_is_not_told(self):
        to_dos(self.broadcast.with_user(self.user_a)).action_done()
        mine = self.broadcast.with_user(self.user_a)
        self.env.invalidate_all()
        names = ("activity_ids", "activity_summary", "activity_type_id", "activity_type_icon")
        self.assertFalse([name for name in names if mine[name]])
        with self.assertRaises(AccessError):
            mine.search([("activity_state", "=", "today")])
        with self.assertRaises(AccessError):
            mine.formatted_read_group([], ["activity_state"], ["__count"])

    def test_whom_else_it_was_sent_to_is_not_told(self):
        mine = self.broadcast.with_user(self.user_a)
        self.assertFalse(set(KEPT_FIELDS) & set(mine.fields_get()))
        for name in KEPT_FIELDS:
            self.env.invalidate_all()
            with self.subTest(field=name):
                with self.assertRaises(AccessError):
                    mine.read([name])
                with self.assertRaises(UserError):
                    mine.export_data([name, f"{name}/name"])
        for name in ("told_agency_ids", "visible_agency_ids", "agency_ids", "author_id"):
            with self.subTest(field=name):
                with self.assertRaises(AccessError):
                    mine.search_count([(name, "in", [self.commune_x.id])])
                with self.assertRaises(AccessError):
                    mine.formatted_read_group([], [name], ["__count"])

    def test_a_file_of_a_sent_broadcast_is_changed_by_nobody(self):
        file = self.broadcast.attachment_ids
        for user in (self.office_user, self.leader_user, self.user_a):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    file.with_user(user).write({"raw": b"other"})
                with self.assertRaises(AccessError):
                    file.with_user(user).unlink()
                with self.assertRaises(AccessError):
                    self.make_attachment(user, "planted.txt", self.broadcast)

    def test_a_file_taken_out_of_a_draft_is_not_found_after_sending(self):
        files = [self.make_attachment(self.office_user, name) for name in ("right", "wrong")]
        broadcast = self.make_broadcast(attachment_ids=[Command.link(file.id) for file in files])
        planted = self.make_attachment(self.office_user, "beside.txt", broadcast)
        broadcast.attachment_ids = [Command.unlink(files[1].id)]
        broadcast.action_send()
        self.assertTrue(files[0].with_user(self.user_a).raw)
        self.assertFalse((files[1] | planted).exists())

    def test_a_foreign_file_is_not_drawn_into_a_broadcast(self):
        task = self.make_task(state="draft")
        foreign = self.make_attachment(self.env.user, "paper.txt", task) | self.make_attachment(
            self.user_b, "loose.txt"
        )
        for file in foreign:
            with self.assertRaises(UserError):
                self.make_broadcast(attachment_ids=[Command.link(file.id)])

    def test_nobody_plants_a_message_or_a_to_do_on_it(self):
        for user in (self.user_a, self.user_b, self.admin_user, self.outside_user):
            line = {"model": self.broadcast._name, "res_id": self.broadcast.id, "body": "Planted"}
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.env["mail.message"].with_user(user).create(line)
                with self.assertRaises(AccessError):
                    self.broadcast.with_user(user).activity_schedule(
                        "mail.mail_activity_data_todo", user_id=user.id
                    )

    def test_a_to_do_handed_on_is_seen_by_who_sees_the_broadcast(self):
        mine, other = (to_dos(self.broadcast.with_user(one)) for one in (self.user_a, self.user_x))
        mine.user_id = self.head_a
        with self.assertRaises(AccessError):
            other.user_id = self.user_b
        self.env.invalidate_all()
        for user in (self.head_a, self.user_b):
            seen = to_dos(self.broadcast.with_user(user))
            self.assertEqual(bool(seen), user == self.head_a)
        self.assertFalse(self.env["mail.message"].search([("model", "=", self.broadcast._name)]))

    def test_groups_of_agencies_are_the_office_s(self):
        group = self.env["directive.agency.group"].create(
            {"name": "River", "agency_ids": self.commune_x.ids}
        )
        for user in (self.office_user, self.admin_user, self.leader_user):
            self.assertTrue(group.with_user(user).read(["agency_ids"]))
        for user in (self.user_a, self.user_x, self.outside_user):
            self.env.invalidate_all()
            with self.assertRaises(AccessError):
                group.with_user(user).read(["name"])
        with self.assertRaises(AccessError):
            group.with_user(self.leader_user).name = "Other"

    def test_who_joins_sees_it_at_once_and_who_leaves_no_more(self):
        self.check_doors(self.broadcast, self.user_b, OPEN_DOORS, False)
        post = self.env["directive.agency.member"].create(
            {"agency_id": self.agency_a.id, "user_id": self.user_b.id}
        )
        self.check_doors(self.broadcast, self.user_b, OPEN_DOORS, True)
        post.unlink()
        self.check_doors(self.broadcast, self.user_b, OPEN_DOORS, False)

    def test_a_recipient_who_left_is_told_nothing_more(self):
        broadcast = self.make_sent(self.agency_b)
        self.env["directive.agency.member"].search([("user_id", "=", self.user_b.id)]).unlink()
        self.send()
        self.assertEqual(set(self.rows(broadcast).mapped("state")), {"cancelled"})


@tagged("post_install", "-at_install")
class TestAccessBroadcastRpc(BroadcastDoorsCase, HttpCase):
    """The same over the web API."""

    def setUp(self):
        super().setUp()
        self.session = None  # of a mail server until here, of a browser from here on
        self._stop_clock()  # a session of a browser lives in the present
        self.enterContext(mute_logger("odoo.http", "odoo.addons.web.controllers.export"))

    def log_in(self, user):
        self.authenticate(user.login, user.login)

    def call(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": list(args), "kwargs": kwargs}
        return self.make_jsonrpc_request(f"/web/dataset/call_kw/{model}/{method}", params)

    def everything_asked(self):
        """Return the API's answers about the broadcast and its recipients as one text."""
        ids, domain = self.broadcast.ids, [["id", "=", self.broadcast.id]]
        about = [["broadcast_id", "=", self.broadcast.id]]
        on_it = [["res_model", "=", self.broadcast._name], ["res_id", "=", self.broadcast.id]]
        model = "directive.broadcast"
        spec = {"name": {}, "display_name": {}}
        answers = []
        for name, method, args, kwargs in (
            (model, "search_read", [domain], {"fields": ["name"]}),
            (model, "read", [ids, ["name", "body"]], {}),
            (model, "web_read", [ids, spec], {}),
            (model, "name_search", ["secret"], {}),
            (model, "formatted_read_group", [domain, ["name"], ["__count"]], {}),
            (model, "web_read_group", [domain, ["name"]], {}),
            (model, "export_data", [ids, ["name"]], {}),
            (model, "copy_data", [ids], {}),
            ("directive.notice", "search_read", [about], {}),
            ("directive.notice.delivery", "search_read", [about], {}),
            ("directive.notice.acknowledgement", "search_read", [on_it], {}),
            (
                "directive.notice.delivery",
                "formatted_read_group",
                [about, ["agency_id"], ["__count"]],
                {},
            ),
            ("mail.activity", "search_read", [on_it], {"fields": ["user_id", "summary"]}),
        ):
            try:
                answers.append(json.dumps(self.call(name, method, *args, **kwargs)))
            except JsonRpcException as error:
                answers.append(str(error))
        return answers

    def test_outsiders_get_no_answer(self):
        for user in (self.user_b, self.user_below, self.admin_user, self.outside_user):
            self.log_in(user)
            for answer in self.everything_asked():
                self.assertNotIn("secret", answer, user.login)

    def test_a_recipient_reads_it_and_no_other_recipient_s_name(self):
        self.log_in(self.user_a)
        answers = self.everything_asked()
        self.assertGreater(sum(SECRET in answer for answer in answers), 6)
        for answer in answers:
            self.assertNotIn("Commune X", answer)
            self.assertNotIn("test_x", answer)

    def test_its_chatter_routes_give_nothing(self):
        params = {"thread_model": self.broadcast._name, "thread_id": self.broadcast.id}
        requests = ["activities", "attachments", "followers", "suggestedRecipients"]
        for user in (self.user_a, self.user_b):
            self.log_in(user)
            for route, more in (
                ("/mail/thread/messages", params),
                ("/mail/message/post", {**params, "post_data": {"body": "Planted"}}),
                (
                    "/mail/data",
                    {"fetch_params": [["mail.thread", {**params, "request_list": requests}]]},
                ),
            ):
                try:
                    answer = json.dumps(self.make_jsonrpc_request(route, more))
                except JsonRpcException as error:
                    answer = str(error)
                for name in ("test_x", "Commune X", "Planted"):
                    with self.subTest(route=route, user=user.login):
                        self.assertNotIn(name, answer)
        self.assertFalse(self.env["mail.message"].search([("model", "=", self.broadcast._name)]))

    def test_private_methods_are_not_callable(self):
        self.log_in(self.office_user)
        for method, args in (
            ("_write_life", []),
            ("_send", []),
            ("_withdraw", ["x"]),
            ("_selected_agencies", []),
            ("_recompute_visibility", [[]]),
            ("_close_todos", [[]]),
            ("message_post_with_source", ["x"]),
        ):
            with self.subTest(method=method), self.assertRaises(JsonRpcException):
                self.call("directive.broadcast", method, self.broadcast.ids, *args)

    def test_files_and_exports_are_got_by_whom_it_concerns(self):
        file = self.broadcast.attachment_ids
        for user, expected in (
            (self.user_a, True),
            (self.office_user, True),
            (self.leader_user, True),
            (self.user_b, False),
            (self.admin_user, False),
        ):
            self.log_in(user)
            with self.subTest(user=user.login):
                got = self.url_open(f"/web/content/{file.id}").content == b"content"
                self.assertEqual(got, expected)
                self.assertEqual(SECRET in self.exported(), expected)

    def exported(self):
        data = {
            "model": "directive.broadcast",
            "ids": False,
            "domain": [],
            "groupby": [],
            "import_compat": False,
            "fields": [{"name": "name", "label": "name"}],
        }
        form = {"data": json.dumps(data), "csrf_token": http.Request.csrf_token(self)}
        return self.url_open("/web/export/csv", data=form).text
