from odoo.exceptions import AccessError

from ..mail_common import MailCase

TODO = "mail.mail_activity_data_todo"


class TestMailAgencies(MailCase):
    """Agencies that share a record do not meet each other there, unless the Office wants it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_task(cls.agency_b, directive_id=cls.directive.id, state="in_progress")
        cls.office_people = cls.office_user, cls.leader_user

    def test_what_an_agency_writes_is_heard_by_itself_the_office_and_leaders(self):
        for thread in self.threads:
            message = self.say(thread, self.user_a)
            for user in (self.user_a, self.head_a, *self.office_people):
                with self.subTest(user=user.login):
                    self.assertTrue(self.hears(message, user))
            for user in (self.user_b, self.user_x, self.admin_user, self.outside_user):
                with self.subTest(user=user.login):
                    self.assertFalse(self.hears(message, user))

    def test_what_the_office_and_leaders_write_is_heard_by_all(self):
        for thread in self.threads:
            for user in self.office_people:
                message = self.say(thread, user)
                for reader in (self.user_a, self.user_b, *self.office_people):
                    self.assertTrue(self.hears(message, reader))

    def test_no_field_of_a_record_tells_of_a_hidden_message(self):
        for thread in self.threads:
            message = self.say(thread, self.user_a)
            other = thread.with_user(self.user_b)
            self.forget()
            self.assertNotIn(message, other.message_ids)
            for domain in (
                [("message_ids", "in", message.ids)],
                [("message_ids.body", "ilike", "A word")],
            ):
                self.forget()
                self.assertFalse(other.search([*domain, ("id", "=", thread.id)]))

    def test_files_of_a_message_are_seen_with_it_alone(self):
        for thread in self.threads:
            file = self.make_attachment(self.user_a, "secret.txt")
            self.say(thread, self.user_a, attachment_ids=file.ids)
            for user, expected in (
                (self.user_b, False),
                (self.head_a, True),
                (self.office_user, True),
            ):
                self.forget()
                with self.subTest(user=user.login):
                    self.assertEqual(file.with_user(user).has_access("read"), expected)
                    found = (
                        self.env["ir.attachment"]
                        .with_user(user)
                        .search([("name", "=", "secret.txt")])
                    )
                    self.assertEqual(file in found, expected)

    def test_an_answer_names_no_hidden_message(self):
        hidden = self.say(self.task, self.user_a)
        self.assertFalse(self.say(self.task, self.user_b, parent_id=hidden.id).parent_id)
        self.assertFalse(self.say(self.task, self.office_user).parent_id)

    def test_the_office_publishes_once_and_it_is_written_down(self):
        message = self.say(self.task, self.user_a)
        for user in (self.user_a, self.head_a, self.user_b, self.admin_user):
            self.refused(message.with_user(user).action_directive_publish)
        message.with_user(self.office_user).action_directive_publish()
        self.assertTrue(self.hears(message, self.user_b))
        self.assertEqual(message.published_by_id, self.office_user)
        note = self.task.message_ids[:1]
        self.assertEqual((note.parent_id, note.author_id), (message, self.office_user.partner_id))
        self.refused(message.with_user(self.leader_user).action_directive_publish)

    def test_followers_of_other_agencies_are_invisible(self):
        for thread in self.threads:
            people = (self.user_a | self.head_a | self.user_b | self.office_user).partner_id
            thread.message_subscribe(people.ids)
            mine = (self.user_a | self.head_a | self.office_user).partner_id
            seen = thread.with_user(self.user_a)
            self.forget()
            self.assertEqual(seen.message_partner_ids & people, mine)
            self.assertNotIn(self.user_b.partner_id, seen.message_follower_ids.partner_id)
            for partner in people:
                found = seen.search(
                    [("id", "=", thread.id), ("message_partner_ids", "in", partner.ids)]
                )
                with self.subTest(partner=partner.name):
                    self.assertEqual(bool(found), partner in mine)
            self.forget()
            everybody = thread.with_user(self.office_user).message_partner_ids
            self.assertEqual(everybody & people, people)

    def test_nobody_of_another_agency_is_told(self):
        for thread in self.threads:
            thread.message_subscribe((self.user_b | self.head_a).partner_id.ids)
            message = self.say(thread, self.user_a, partner_ids=self.user_b.partner_id.ids)
            told = message.sudo().notified_partner_ids
            self.assertNotIn(self.user_b.partner_id, told)
            self.assertIn(self.head_a.partner_id, told)

    def test_whom_else_the_office_addressed_is_not_told(self):
        people = (self.user_a | self.user_b).partner_id
        message = self.say(self.task, self.office_user, partner_ids=people.ids)
        self.assertEqual(message.sudo().notified_partner_ids & people, people)
        mine = message.with_user(self.user_b)
        self.forget()
        self.assertFalse(mine.partner_ids)
        lines = (
            self.env["mail.notification"]
            .with_user(self.user_b)
            .search([("mail_message_id", "=", message.id)])
        )
        self.assertNotIn(self.user_a.partner_id, lines.res_partner_id)
        self.assertNotIn(self.user_a.name, mine.told_names)
        self.assertIn(self.user_a.name, message.with_user(self.office_user).told_names)

    def test_marks_of_other_agencies_are_not_shown(self):
        from odoo.addons.mail.tools.discuss import Store

        message = self.say(self.task, self.office_user)
        for user in (self.user_a, self.user_b):
            message.sudo()._message_reaction(
                "👍", "add", user.partner_id, self.env["mail.guest"], Store()
            )
        for user, expected in (
            (self.user_a, self.user_a),
            (self.office_user, self.user_a | self.user_b),
        ):
            reactions = message.with_user(user).sudo().reaction_ids
            self.assertEqual(reactions._of_known_people().partner_id, expected.partner_id)

    def test_to_dos_of_other_agencies_are_neither_seen_nor_changed(self):
        for thread in self.threads:
            todo = thread.activity_schedule(TODO, user_id=self.user_a.id, summary="Do it")
            other = todo.with_user(self.user_b)
            self.forget()
            self.assertFalse(other.search([("id", "=", todo.id)]))
            self.assertNotIn(todo, thread.with_user(self.user_b).activity_ids)
            self.assertNotEqual(thread.with_user(self.user_b).activity_user_id, self.user_a)
            for call, *args in (
                (other.write, {"summary": "x"}),
                (other.unlink,),
                (other.action_done,),
            ):
                with self.assertRaises(AccessError):
                    call(*args)
            mine = todo.with_user(self.user_a)
            mine.write({"summary": "Mine"})
            mine.action_done()

    def test_an_agency_gives_no_to_do_to_another(self):
        for thread in self.threads:
            mine = thread.with_user(self.user_b)
            with self.assertRaises(AccessError):
                mine.activity_schedule(TODO, user_id=self.user_a.id)
            self.assertTrue(mine.activity_schedule(TODO, user_id=self.user_b.id))

    def test_suggestions_name_only_known_people(self):
        for user, known, unknown in (
            (self.user_a, self.head_a, self.user_b),
            (self.user_b, self.office_user, self.user_a),
        ):

            def names(text, user=user):
                found = self.env["res.partner"].with_user(user).get_mention_suggestions(text, 50)
                return [row["id"] for row in found.get("res.partner", [])]

            self.assertIn(known.partner_id.id, names(known.name))
            self.assertNotIn(unknown.partner_id.id, names(unknown.name))
        self.say(self.task, self.user_a)
        rows = self.task.with_user(self.user_b)._message_get_suggested_recipients(
            reply_discussion=True
        )
        self.assertNotIn(self.user_a.partner_id.id, [row.get("partner_id") for row in rows])

    def test_on_a_delegated_task_the_delegating_agency_is_heard(self):
        part = self.task.with_user(self.user_a)._delegate(self.agency_below, content="A part")
        order = self.say(part, self.user_a)
        answer = self.say(part, self.user_below)
        for message in (order, answer):
            for user in (self.user_a, self.user_below, self.office_user):
                self.assertTrue(self.hears(message, user))

    def test_who_left_an_agency_hears_it_no_more_and_its_words_stay_its_own(self):
        message = self.say(self.task, self.user_a)
        post = self.env["directive.agency.member"].search([("user_id", "=", self.user_a.id)])
        post.agency_id = self.agency_b
        self.assertFalse(self.hears(message, self.user_a))
        self.assertTrue(self.hears(message, self.head_a))

    def test_what_was_written_before_is_kept_apart_as_well(self):
        file = self.make_attachment(self.user_a, "secret.txt")
        message = self.say(self.task, self.user_a, attachment_ids=file.ids)
        self.forget()
        self.env.cr.execute("UPDATE mail_message SET directive_agency_id = NULL")
        self.env.cr.execute(
            "UPDATE ir_attachment SET res_model = %s, res_id = %s, public = true WHERE id = %s",
            (self.task._name, self.task.id, file.id),
        )
        self.assertTrue(self.hears(message, self.user_b))
        self.env["mail.message"]._give_voices()
        self.env["ir.attachment"]._make_old_private()
        self.assertFalse(self.hears(message, self.user_b))
        self.assertTrue(self.hears(message, self.head_a))
        self.assertFalse(file.public)
        self.assertFalse(file.with_user(self.user_b).has_access("read"))

    def test_followers_of_other_agencies_are_not_read_line_by_line(self):
        self.task.message_subscribe((self.user_a | self.user_b).partner_id.ids)
        lines = self.task.message_follower_ids
        self.forget()
        mine = self.env["mail.followers"].with_user(self.user_a).search([("id", "in", lines.ids)])
        self.assertIn(self.user_a.partner_id, mine.partner_id)
        self.assertNotIn(self.user_b.partner_id, mine.partner_id)
        for line in lines:
            in_sight = line.with_user(self.user_a).sudo().is_in_sight
            self.assertEqual(in_sight, line in mine)
        others = lines - mine.with_env(self.env)
        self.forget()
        with self.assertRaises(AccessError):
            others.with_user(self.user_a).read(["partner_id"])

    def test_a_to_do_of_the_office_is_not_changed_by_an_agency(self):
        todo = self.task.activity_schedule(TODO, user_id=self.office_user.id, summary="Call")
        other = todo.with_user(self.user_a)
        for call, *args in ((other.write, {"summary": "x"}), (other.unlink,)):
            with self.assertRaises(AccessError):
                call(*args)

    def test_no_field_of_a_record_tells_of_another_agency_s_to_do(self):
        for thread in self.threads:
            mine = thread.with_user(self.user_a)
            through = [
                name
                for name, field in thread._fields.items()
                if field.related and field.related.startswith("activity_ids.")
            ]
            self.assertIn("activity_summary", through)
            thread.activity_ids.unlink()
            thread.activity_schedule(TODO, user_id=self.user_b.id, summary="For B alone")
            for name in through:
                self.forget()
                with self.subTest(record=thread._name, field=name):
                    self.assertFalse(mine[name])
                    self.forget()
                    self.assertTrue(thread.with_user(self.office_user)[name])

    def test_a_search_by_the_state_of_to_dos_asks_those_one_sees(self):
        for thread in self.threads:
            thread.activity_ids.unlink()
            thread.activity_schedule(TODO, user_id=self.user_b.id, date_deadline="2020-01-01")
            self.forget()
            for user, expected in ((self.user_a, False), (self.office_user, True)):
                mine = thread.browse().with_user(user)
                for domain, found in (
                    ([("activity_state", "=", "overdue")], expected),
                    ([("activity_state", "=", False)], not expected),
                    ([("activity_state", "!=", False)], expected),
                ):
                    with self.subTest(record=thread._name, user=user.login, domain=domain):
                        self.assertEqual(thread.id in mine.search(domain).ids, found)
            own = thread.activity_schedule(TODO, user_id=self.user_a.id, date_deadline="2099-01-01")
            self.assertTrue(own)
            mine = thread.browse().with_user(self.user_a)
            self.assertIn(thread.id, mine.search([("activity_state", "=", "planned")]).ids)
            self.assertNotIn(thread.id, mine.search([("activity_state", "=", "overdue")]).ids)
