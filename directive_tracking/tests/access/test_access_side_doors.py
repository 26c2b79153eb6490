from datetime import timedelta

from odoo.exceptions import AccessError

from ..doors import DoorsCase

TODO = "mail.mail_activity_data_todo"


class TestThreads(DoorsCase):
    """Messages, followers and to-dos of tasks and directives go to those who may see them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.task = cls.make_rich_task(coordinators=cls.commune_x)
        cls.threads = (cls.task, cls.task.directive_id)

    def leave(self, user):
        """Let ``user`` hold no post from yesterday on."""
        yesterday = self.env["directive.settings"]._today() - timedelta(days=1)
        posts = self.env["directive.agency.member"].search([("user_id", "=", user.id)])
        posts.date_to = yesterday

    def post(self, thread, user=None, **values):
        values = {
            "body": "A word",
            "message_type": "comment",
            "subtype_xmlid": "mail.mt_comment",
        } | values
        return thread.with_user(user or self.office_user).message_post(**values)

    def test_insiders_write_and_outsiders_do_not(self):
        for thread in self.threads:
            for user in (self.user_a, self.user_x, self.office_user, self.leader_user):
                self.assertTrue(self.post(thread, user))
            for user in (self.user_b, self.user_below, self.admin_user, self.outside_user):
                with self.subTest(thread=thread, user=user.login), self.assertRaises(AccessError):
                    self.post(thread, user)

    def test_nobody_writes_in_another_s_name_nor_on_another_day(self):
        forged = {"author_id": self.leader_user.partner_id.id, "email_from": "boss@example.com"}
        for thread in self.threads:
            day = "2020-01-01 00:00:00"
            message = self.post(thread, self.user_a, date=day, message_type="email", **forged)
            self.assertEqual(message.author_id, self.user_a.partner_id)
            self.assertIn(self.user_a.email, message.email_from)
            self.assertGreater(message.date.year, 2020)
            self.assertEqual(message.message_type, "comment")

    def test_an_outsider_cannot_be_made_a_follower(self):
        for thread in self.threads:
            outsiders = self.user_b | self.outside_user | self.admin_user
            thread.with_user(self.office_user).message_subscribe(outsiders.partner_id.ids)
            self.assertFalse(thread.message_partner_ids & outsiders.partner_id)

    def test_an_insider_can(self):
        for thread in self.threads:
            thread.with_user(self.office_user).message_subscribe(self.user_a.partner_id.ids)
            self.assertIn(self.user_a.partner_id, thread.message_partner_ids)

    def test_an_outsider_cannot_follow_by_himself(self):
        for thread in self.threads:
            with self.assertRaises(AccessError):
                thread.with_user(self.user_b).message_subscribe(self.user_b.partner_id.ids)
            with self.assertRaises(AccessError):
                self.env["mail.followers"].with_user(self.user_b).create(
                    {
                        "res_model": thread._name,
                        "res_id": thread.id,
                        "partner_id": self.user_b.partner_id.id,
                    }
                )

    def test_a_message_addressed_to_an_outsider_does_not_reach_him(self):
        for thread in self.threads:
            to = (self.user_b | self.user_a).partner_id
            message = self.post(thread, partner_ids=to.ids)
            self.assertEqual(message.notified_partner_ids & to, self.user_a.partner_id)
            self.assertFalse(self.sees(message, self.user_b))
            self.assertTrue(self.sees(message, self.user_a))

    def test_a_follower_who_left_gets_no_mail_and_reads_no_more(self):
        for thread in self.threads:
            thread.message_subscribe(self.user_a.partner_id.ids)
            before = self.post(thread, partner_ids=self.user_a.partner_id.ids)
            own = self.post(thread, self.user_a)
            self.assertIn(self.user_a.partner_id, before.notified_partner_ids)
        self.leave(self.user_a)
        for thread in self.threads:
            after = self.post(thread)
            self.assertNotIn(self.user_a.partner_id, after.notified_partner_ids)
        for message in (before, own, after):
            self.assertFalse(self.sees(message, self.user_a))

    def test_a_message_to_a_person_without_user_leaves_the_system_by_no_door(self):
        stranger = self.env["res.partner"].create({"name": "X", "email": "x@example.com"})
        for thread in self.threads:
            message = self.post(thread, partner_ids=stranger.ids)
            self.assertNotIn(stranger, message.notified_partner_ids)

    def test_a_to_do_of_an_outsider_shows_him_nothing(self):
        for thread in self.threads:
            todo = thread.with_user(self.office_user).activity_schedule(
                TODO, user_id=self.user_b.id, summary="The secret of A"
            )
            self.assertFalse(self.sees(todo, self.user_b))
            self.assertNotIn(self.user_b.partner_id, thread.message_partner_ids)

    def test_to_dos_stay_with_insiders_and_leave_with_them(self):
        todo = self.task.activity_schedule(TODO, user_id=self.user_a.id, summary="Do it")
        self.assertTrue(self.sees(todo, self.user_a))
        self.leave(self.user_a)
        self.assertFalse(self.sees(todo, self.user_a))

    def test_another_lead_agency_ends_the_to_dos_and_following_of_the_first(self):
        self.make_task(directive_id=self.task.directive_id.id, lead=self.commune_x)
        for thread in self.threads:
            thread.activity_schedule(TODO, user_id=self.user_a.id, summary="Do it")
            thread.message_subscribe((self.user_a | self.user_x).partner_id.ids)
        self.correct(self.task, lead_agency_id=self.agency_b.id)
        for thread in self.threads:
            self.assertNotIn(self.user_a, thread.activity_ids.user_id)
            self.assertNotIn(self.user_a.partner_id, thread.message_partner_ids)
            self.assertIn(self.user_x.partner_id, thread.message_partner_ids)

    def test_the_office_s_to_do_list_counts_only_what_its_user_may_see(self):
        self.task.activity_schedule(TODO, user_id=self.user_a.id, summary="Do it")
        self.assertTrue(self.counted_todos(self.user_a))
        self.leave(self.user_a)
        self.assertFalse(self.counted_todos(self.user_a))

    def counted_todos(self, user):
        self.env.flush_all()
        self.env.invalidate_all()
        groups = user.with_user(user)._get_activity_groups()
        return sum(
            group["total_count"] for group in groups if group.get("model") == "directive.task"
        )

    def sees(self, line, user):
        """Tell whether ``user`` finds or reads this message or to-do; both must agree."""
        self.env.flush_all()
        self.env.invalidate_all()
        line = line.with_user(user)
        found = bool(line.search([("id", "=", line.id)]))
        self.assertEqual(line.has_access("read"), found)
        return found


class TestNamesAndFiles(DoorsCase):
    """No name and no file gets out through a record that points to it."""

    def test_a_directive_above_keeps_its_name_from_agencies_that_do_not_see_it(self):
        above = self.make_directive(number="Secret 1/NQ-CP")
        order = self.make_directive(number="2/QĐ-UBND", superior_id=above.id)
        self.make_task(directive_id=order.id)
        self.assertNotIn("Secret", self.names(order, "superior_id", self.user_a))
        self.assertIn("Secret", self.names(order, "superior_id", self.leader_user))
        self.make_task(directive_id=above.id)
        self.assertIn("Secret", self.names(order, "superior_id", self.user_a))

    def test_a_delegating_task_keeps_its_name_from_the_agency_below(self):
        task = self.make_task(state="in_progress", name="The secret of A")
        part = task.with_user(self.user_a)._delegate(self.agency_below, content="A part")
        self.assertNotIn("secret", self.names(part, "parent_id", self.user_below))
        self.assertIn("secret", self.names(part, "parent_id", self.user_a))

    def names(self, record, field, user):
        """Return all that ``user`` gets to read of the record that ``field`` points to."""
        self.env.flush_all()
        self.env.invalidate_all()
        record = record.with_user(user)
        groups = record.formatted_read_group([("id", "=", record.id)], [field], ["__count"])
        read = record.read([field])
        web_read = record.web_read({field: {"fields": {"display_name": {}}}})
        export = record.export_data([field])["datas"] if user == self.leader_user else []
        return str([groups, read, web_read, export])

    def test_papers_of_a_directive_are_read_by_whom_it_concerns(self):
        task = self.make_task()
        paper = self.make_attachment(self.env.user, "order.pdf", task.directive_id)
        for user in (self.user_a, self.office_user, self.leader_user):
            self.assertTrue(paper.with_user(user).raw)
        for user in (self.user_b, self.user_below, self.admin_user, self.outside_user):
            self.env.invalidate_all()
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                paper.with_user(user).read(["raw"])

    def test_papers_of_a_draft_are_the_office_s(self):
        task = self.make_task(state="draft")
        papers = [
            self.make_attachment(self.env.user, "x", one) for one in (task, task.directive_id)
        ]
        for paper in papers:
            self.assertTrue(paper.with_user(self.office_user).has_access("read"))
            self.assertFalse(paper.with_user(self.user_a).has_access("read"))

    def test_agencies_add_no_file_to_a_task_or_directive_behind_its_chatter(self):
        task = self.make_task()
        for record in (task, task.directive_id):
            with self.assertRaises(AccessError):
                self.make_attachment(self.user_a, "planted.txt", record)

    def test_a_search_by_what_one_may_not_see_finds_nothing(self):
        task = self.make_task(state="in_progress", name="The secret of A")
        part = task.with_user(self.user_a)._delegate(self.agency_below, content="A part")
        mine = part.with_user(self.user_below)
        self.env.invalidate_all()
        for domain in (
            [("parent_id.name", "ilike", "secret")],
            [("parent_id", "ilike", "secret")],
            [("directive_id.task_ids.name", "ilike", "secret")],
        ):
            with self.subTest(domain=domain):
                self.assertIn(part, part.with_user(self.leader_user).search(domain))
                self.env.invalidate_all()
                self.assertNotIn(part, mine.search(domain))

    def test_whom_else_a_directive_was_given_to_is_not_told(self):
        directive = self.make_task(self.agency_b).directive_id
        self.make_task(self.commune_x, directive_id=directive.id)
        mine = directive.with_user(self.user_b)
        field = "visible_agency_ids"
        self.env.invalidate_all()
        self.assertEqual(mine.search([("is_visible", "=", True)]), directive)
        self.assertNotIn(field, mine.read()[0])
        with self.assertRaises(AccessError):
            mine.web_read({field: {}})
        with self.assertRaises(AccessError):
            mine.search_count([(field, "in", self.commune_x.ids)])
        with self.assertRaises(AccessError):
            mine.formatted_read_group([], [field], ["__count"])
        with self.assertRaises(AccessError):
            mine.task_ids.formatted_read_group([], [f"directive_id.{field}"], ["__count"])
