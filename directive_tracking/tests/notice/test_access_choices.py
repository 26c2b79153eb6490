from odoo.tests import tagged

from ..access.test_access_rpc import RpcCase

RECIPIENT, PREFERENCE = "directive.notice.recipient", "directive.notice.preference"


@tagged("post_install", "-at_install")
class TestAccessChoices(RpcCase):
    """Over the web API too, a person's channels are private, and figures contain no names."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.env[RECIPIENT]._of(cls.user_b.partner_id)
        cls.choice = cls.other.preference_ids[2]
        cls.person = cls.env["res.partner"].create({"name": "Telephone only"})
        cls.without_user = cls.env[RECIPIENT]._of(cls.person)

    def test_one_s_own_choices_are_opened_and_changed(self):
        self.log_in(self.user_a)
        mine = self.call(RECIPIENT, "action_mine")["res_id"]
        spec = {"preference_ids": {"fields": {"kind": {}}}}
        [read] = self.call(RECIPIENT, "web_read", [mine], spec)
        due = next(row["id"] for row in read["preference_ids"] if row["kind"] == "due")
        self.call(
            RECIPIENT,
            "web_save",
            [mine],
            {"preference_ids": [[1, due, {"channel_email": "no"}]]},
            spec,
        )
        self.assertEqual(self.env[PREFERENCE].browse(due).channel_email, "no")

    def test_another_s_are_neither_read_nor_counted_nor_changed(self):
        for user in (self.user_a, self.head_a, self.leader_user, self.outside_user):
            self.log_in(user)
            with self.subTest(user=user.login):
                self.assertEqual(
                    self.call(PREFERENCE, "search_count", [["id", "=", self.choice.id]]), 0
                )
                self.assertEqual(self.call(RECIPIENT, "name_search", self.other.display_name), [])
                for method, *args in (
                    ("read", self.choice.ids, ["channel_email"]),
                    ("web_read", self.choice.ids, {"channel_email": {}}),
                    ("export_data", self.choice.ids, ["channel_email"]),
                    ("write", self.choice.ids, {"channel_email": "no"}),
                    ("web_save", self.choice.ids, {"channel_email": "no"}, {}),
                    ("unlink", self.choice.ids),
                    ("create", {"recipient_id": self.other.id, "kind": "due"}),
                ):
                    with self.refused():
                        self.call(PREFERENCE, method, *args)

    def test_private_helpers_are_not_called_from_outside(self):
        self.log_in(self.office_user)
        for model, method, *args in (
            (RECIPIENT, "_of", self.user_b.partner_id.id),
            (RECIPIENT, "_choices_of", [self.user_b.partner_id.id], "email"),
            (PREFERENCE, "_who_wants", [1], [("due", "email")], "no"),
            ("directive.sending.check", "_problems"),
            ("directive.notice.floor", "_ticks"),
        ):
            with self.subTest(method=method), self.refused():
                self.call(model, method, *args)

    def test_the_office_changes_who_has_no_user_and_nobody_else(self):
        self.log_in(self.office_user)
        self.call(RECIPIENT, "write", self.without_user.ids, {"has_quiet_hours": True})
        self.assertTrue(self.without_user.has_quiet_hours)
        with self.refused():
            self.call(RECIPIENT, "write", self.other.ids, {"has_quiet_hours": True})

    def test_an_agency_gets_neither_the_check_nor_the_figures(self):
        for user in (self.user_a, self.outside_user):
            self.log_in(user)
            with self.refused():
                self.call("directive.sending.check", "action_check")
            with self.refused():
                self.call(
                    "directive.notice.statistics",
                    "formatted_read_group",
                    [],
                    ["channel"],
                    ["__count"],
                )
            with self.refused():
                self.call("directive.sending.check.line", "search_read", [], ["sentence"])

    def test_the_floor_is_the_administrator_s(self):
        floor = self.env["directive.notice.floor"].search([("kind", "=", "due")])
        for user in (self.user_a, self.office_user):
            self.log_in(user)
            with self.refused():
                self.call("directive.notice.floor", "write", floor.ids, {"channel_email": True})
        self.log_in(self.admin_user)
        self.call("directive.notice.floor", "write", floor.ids, {"channel_email": True})
        self.assertTrue(floor.channel_email)
