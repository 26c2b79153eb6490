from odoo.exceptions import AccessError, UserError, ValidationError

from ..broadcast_common import BroadcastCase

TITLE = "Dredge the canal"


class TestBroadcastCause(BroadcastCase):
    """The cause of a broadcast is shown to people who may read it, and frozen with it."""

    def setUp(self):
        super().setUp()
        self.task = self.make_task(name=TITLE)  # of agency A, which B does not see
        action = self.task.with_user(self.office_user).action_broadcast()
        self.context = action["context"]
        self.broadcast = self.make_about(self.agency_a | self.agency_b)

    def make_about(self, agencies, user=None, **vals):
        Broadcast = self.env["directive.broadcast"].with_user(user or self.office_user)
        vals = {"agency_ids": agencies.ids, "audience": "responders", **vals}
        opened = Broadcast.with_context(**self.context)
        broadcast = opened.create({"name": "Flood", "body": "Close the gates", **vals})
        return Broadcast.browse(broadcast.id)

    def shown(self, user):
        self.env.invalidate_all()
        return self.broadcast.with_user(user).cause_name

    def test_it_opens_with_the_record_it_is_about(self):
        self.assertEqual(self.broadcast._cause(), self.task)
        self.assertIn(TITLE, self.shown(self.office_user))
        action = self.broadcast.action_open_cause()
        self.assertEqual((action["res_model"], action["res_id"]), (self.task._name, self.task.id))

    def test_only_the_office_and_leaders_write_one(self):
        self.task.with_user(self.leader_user).action_broadcast()
        for user in (self.user_a, self.admin_user, self.user_b):
            with self.assertRaises(UserError):
                self.task.with_user(user).action_broadcast()
        for records in (self.task.browse(), self.task | self.make_task(name="Second")):
            with self.assertRaisesRegex(UserError, "one record"):
                records.with_user(self.office_user).action_broadcast()

    def test_it_is_named_and_opened_to_readers_of_the_record_alone(self):
        self.broadcast.action_send()
        for user in (self.office_user, self.leader_user, self.user_a):
            self.assertIn(TITLE, self.shown(user), user.login)
            self.broadcast.with_user(user).action_open_cause()
        self.assertFalse(self.shown(self.user_b))
        with self.assertRaisesRegex(UserError, "no record behind"):
            self.broadcast.with_user(self.user_b).action_open_cause()

    def test_no_door_names_it_to_others(self):
        self.broadcast.action_send()
        mine = self.broadcast.with_user(self.user_b)
        self.env.invalidate_all()
        self.assertNotIn(TITLE, str(mine.web_read({"cause_name": {}, "display_name": {}})))
        self.assertNotIn(TITLE, str(mine.export_data(["cause_name"])))
        for name in ("cause_title", "cause_model", "cause_id"):
            with self.subTest(name), self.assertRaises(AccessError):
                mine.search([(name, "!=", False)])
            with self.subTest(name), self.assertRaises(AccessError):
                mine.read([name])
        with self.assertRaises(AccessError):
            self.broadcast.with_user(self.office_user).read(["cause_title"])

    def test_its_messages_say_no_more_than_the_broadcast(self):
        self.broadcast.action_send()
        for row in self.rows(self.broadcast):
            told = [row.notice_id._told(), row.notice_id._item(), row.notice_id.display_name]
            self.assertNotIn(TITLE, str(told))
            self.assertNotIn(TITLE, row.notice_id._record()._todo_vals(row.notice_id)["summary"])
            self.assertNotIn(TITLE, str(self.env["directive.answer.page"]._of(row)))

    def test_it_is_frozen_once_sent(self):
        self.broadcast.action_send()
        for vals in ({"cause_id": False}, {"cause_model": False}, {"cause_title": "Other"}):
            with self.assertRaises(UserError):
                self.broadcast.write(vals)
        with self.assertRaises(UserError):
            self.broadcast.action_drop_cause()
        self.assertIn(TITLE, self.shown(self.office_user))

    def test_a_draft_may_forget_it(self):
        self.broadcast.action_drop_cause()
        self.assertFalse(self.shown(self.office_user))
        self.assertFalse(self.broadcast.sudo().cause_title)
        with self.assertRaises(UserError):
            self.broadcast.with_user(self.user_a).action_drop_cause()

    def test_what_it_was_called_is_kept_and_nobody_says_otherwise(self):
        self.assertIn(TITLE, self.broadcast.sudo().cause_title)
        forger = self.broadcast.with_context(default_cause_title="Forged")
        with self.assertRaises(AccessError):
            forger.copy()
        with self.assertRaises(AccessError):
            self.broadcast.write({"cause_title": "Forged"})

    def test_of_what_is_gone_the_name_is_left_to_the_office(self):
        self.broadcast.action_send()
        self.env.cr.execute("UPDATE directive_broadcast SET cause_model = 'directive.gone'")
        self.assertIn(TITLE, self.shown(self.office_user))
        self.assertFalse(self.shown(self.user_a))
        with self.assertRaisesRegex(UserError, "no record behind"):
            self.broadcast.action_open_cause()

    def test_a_cause_is_a_record_its_author_may_read(self):
        gone = self.task.id + 10_000
        for model, res_id in (
            ("res.users", self.office_user.id),
            ("no.model", 1),
            ("directive.task", gone),
            ("directive.task", False),
            (False, self.task.id),
        ):
            with self.subTest(model=model), self.assertRaises(ValidationError):
                self.make_about(self.agency_a, cause_model=model, cause_id=res_id)
        self.assertFalse(self.make_about(self.agency_a, cause_model=False, cause_id=False)._cause())

    def test_a_correction_is_about_the_same(self):
        self.broadcast.action_send()
        draft = self.broadcast.browse(self.broadcast.action_correct()["res_id"])
        self.assertEqual(draft._cause(), self.task)

    def test_a_correction_by_whom_the_record_is_hidden_from_is_about_none(self):
        self.broadcast.action_send()
        hidden = self.task.browse()
        self.patch(self.registry["directive.task"], "_filtered_access", lambda *_args: hidden)
        self.env.invalidate_all()
        draft = self.broadcast.browse(self.broadcast.action_correct()["res_id"])
        self.assertIsNone(draft._cause())
