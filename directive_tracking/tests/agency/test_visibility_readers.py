import gc
from datetime import date
from unittest.mock import patch

from odoo.fields import Command, Domain
from odoo.tests import new_test_user, tagged

from ..broadcast_common import BroadcastCase
from ..common import GROUP

MODELS = ("directive.task", "directive.directive", "directive.broadcast")
AGENCY_RULES = [f"directive_tracking.{name.replace('.', '_')}_rule_agency" for name in MODELS]


@tagged("post_install", "-at_install")
class TestVisibilityReaders(BroadcastCase):
    """Access of many users computed at once equals Odoo's answer for each user."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agency_gone = cls.make_agency("Department merged since")
        cls._make_more_users()
        cls._make_records()
        cls.archive_with_work(cls.agency_gone)

    @classmethod
    def _make_more_users(cls):
        cls.portal = new_test_user(cls.env, login="test_portal", groups="base.group_portal")
        cls.office_in_b = cls.make_user("test_office_in_b", "agency", "office")
        cls.admin_in_b = cls.make_user("test_admin_in_b", "agency", "admin")
        for user in (cls.office_in_b, cls.admin_in_b):
            cls.make_post(user, cls.agency_b)
        cls.in_two = cls.make_member("test_in_two", cls.agency_b)
        cls.make_post(cls.in_two, cls.commune_x)
        cls.left = cls.make_member("test_left", cls.agency_a, date_to=date(2026, 11, 24))
        cls.to_come = cls.make_member("test_to_come", cls.agency_a, date_from=date(2026, 11, 26))
        cls.last_day = cls.make_member("test_last_day", cls.agency_a, date_to=date(2026, 11, 25))
        cls.of_gone = cls.make_member("test_of_gone", cls.agency_gone)
        cls.nowhere = cls.make_user("test_nowhere", "agency")
        cls.closed = cls.make_member("test_closed", cls.agency_a)
        cls.closed.active = False
        cls.users = (
            cls.office_user | cls.leader_user | cls.admin_user | cls.outside_user | cls.user_a
            | cls.head_a | cls.user_b | cls.user_below | cls.user_x | cls.user_y | cls.portal
            | cls.office_in_b | cls.admin_in_b | cls.in_two | cls.left | cls.to_come | cls.last_day
            | cls.of_gone | cls.nowhere | cls.closed
            | cls.env.ref("base.user_root") | cls.env.ref("base.user_admin")
        )  # fmt: skip

    @classmethod
    def make_post(cls, user, agency):
        Member = cls.env["directive.agency.member"]
        return Member.create({"agency_id": agency.id, "user_id": user.id})

    @classmethod
    def _make_records(cls):
        cls.of_a, cls.of_b = cls.make_task(), cls.make_task(cls.agency_b, state="closed")
        tasks = cls.of_a | cls.of_b | cls.make_task(state="draft") | cls.make_task(cls.agency_gone)
        tasks |= cls.make_task(cls.agency_b, coordinators=cls.agency_below)
        tasks |= cls.make_task(cls.agency_below, state="done") | cls.make_task(cls.commune_x)
        sent = [cls.make_sent(one) for one in (cls.agency_a, cls.agency_below, cls.commune_x)]
        cls.broadcast = sent[0]
        drafts = cls.make_broadcast() | cls.make_broadcast(cls.agency_b, user=cls.leader_user)
        cls.records = {
            "directive.task": tasks,
            "directive.directive": tasks.directive_id | cls.make_directive(),
            "directive.broadcast": drafts.union(*sent, cls.make_sent(cls.agency_gone)),
        }
        for model, records in cls.records.items():
            cls.records[model] = cls.env[model].browse(records.ids)  # as the system, who sends

    # The results of both ways

    def one_by_one(self, records, user):
        """Return the ``records`` that ``user`` may read, without caches."""
        self.env.invalidate_all()
        return set(records.with_user(user)._filtered_access("read").ids)

    def assert_alike(self, users=None):
        """Compare both ways for all models, with any of several equivalent users.

        Return ``{(model, user): ids that they may read}``.
        """
        users, seen = self.users if users is None else users, {}
        for model, records in self.records.items():
            expected = {user: self.one_by_one(records, user) for user in users}
            for order in (users, users[::-1]):
                self.env.invalidate_all()
                found = records._readable({user: set(records.ids) for user in order})
                for user in users:
                    with self.subTest(model=model, user=user.login, first=order[0].login):
                        self.assertEqual(found[user], expected[user])
            seen.update({(model, user): ids for user, ids in expected.items()})
        return seen

    def sight(self, user, model="directive.task"):
        return self.env[model].with_user(user)._sight()

    def assert_sight(self, user, expected):
        for model in MODELS:
            self.assertEqual(self.sight(user, model), expected, model)

    def rewrite_rules(self, **vals):
        for xmlid in AGENCY_RULES:
            self.env.ref(xmlid).write(vals)

    def add_rules(self, groups, **vals):
        for model in MODELS:
            vals = {
                "name": "Of the province",
                **vals,
                "model_id": self.env["ir.model"]._get_id(model),
            }
            self.env["ir.rule"].create({**vals, "groups": [Command.set(groups.ids)]})

    def accesses(self, role):
        names = [model.replace(".", "_") for model in MODELS]
        xmlids = [f"directive_tracking.access_{name}_{role}" for name in names]
        return self.env["ir.model.access"].union(*map(self.env.ref, xmlids))

    # By our own rules

    def test_each_role_reads_what_odoo_lets_it_read(self):
        seen = self.assert_alike()
        for model, records in self.records.items():
            self.assertEqual(seen[model, self.office_user], set(records.ids))
            self.assertFalse(seen[model, self.outside_user] | seen[model, self.portal])
            self.assertFalse(seen[model, self.nowhere] | seen[model, self.left])
            self.assertTrue(seen[model, self.of_gone], "an agency merged still reads its own")
            self.assertEqual(seen[model, self.last_day], seen[model, self.user_a])
            self.assertGreater(seen[model, self.user_a], seen[model, self.user_below])

    def test_another_agency_does_not_read_it(self):
        found = self.of_a._readable({self.user_b: {self.of_a.id}, self.user_a: {self.of_a.id}})
        self.assertEqual(found, {self.user_b: set(), self.user_a: {self.of_a.id}})

    def test_by_our_own_rules_alike_users_are_asked_once(self):
        for user, expected in (
            (self.user_a, "agencies"),
            (self.head_a, "agencies"),
            (self.admin_in_b, "agencies"),
            (self.office_user, "all"),
            (self.leader_user, "all"),
            (self.office_in_b, "all"),
            (self.outside_user, False),
            (self.portal, False),
            (self.admin_user, False),
            (self.env.ref("base.user_root"), "unusual"),
        ):
            self.assert_sight(user, expected)

    def test_the_system_is_not_judged_by_a_user_of_its_groups(self):
        root = self.env.ref("base.user_root")
        self.admin_user.group_ids = root.group_ids
        self.assert_alike(self.admin_user | root)

    def test_it_does_not_matter_who_asks(self):
        for model, records in self.records.items():
            wanted = {user: set(records.ids) for user in self.users}
            expected = records._readable(wanted)
            asking = records.with_user(self.user_a)
            self.env.invalidate_all()
            self.assertEqual(asking._readable(wanted), expected, model)

    def test_only_what_is_wanted_is_answered(self):
        tasks = self.records["directive.task"]
        wanted = {self.user_a: {self.of_a.id}, self.user_b: {self.of_b.id}, self.office_user: set()}
        self.assertEqual(tasks._readable(wanted), wanted)

    def test_nothing_asked_is_nothing_answered(self):
        for model, records in self.records.items():
            self.assertEqual(records._readable({}), {})
            nothing = {user: set() for user in self.users}
            self.assertEqual(self.env[model]._readable(nothing), nothing)

    # Posts

    def test_a_post_that_ended_in_this_transaction_shows_nothing_any_more(self):
        self.assert_alike(self.user_a)
        post = self.user_a.directive_member_ids
        post.date_to = date(2026, 11, 24)
        seen = self.assert_alike(self.user_a | self.head_a)
        self.assertFalse(seen["directive.task", self.user_a])
        post.unlink()
        self.assert_alike(self.user_a | self.head_a)

    def test_a_post_begun_in_this_transaction_shows_its_agency(self):
        self.assert_alike(self.nowhere)
        self.make_post(self.nowhere, self.agency_b)
        seen = self.assert_alike(self.nowhere | self.user_b)
        self.assertIn(self.of_b.id, seen["directive.task", self.nowhere])

    def test_a_task_given_to_another_agency_is_read_there(self):
        self.correct(self.of_a, lead_agency_id=self.agency_b.id)
        seen = self.assert_alike()
        self.assertNotIn(self.of_a.id, seen["directive.task", self.user_a])
        self.assertIn(self.of_a.id, seen["directive.task", self.user_b])

    def test_an_agency_moved_in_the_tree_is_read_where_it_is_now(self):
        self.agency_below.parent_id = self.agency_b
        self.assert_alike()

    # Groups

    def test_the_role_may_come_through_another_group(self):
        group = self.env["res.groups"].create(
            {
                "name": "Of the province",
                "implied_ids": [Command.link(self.env.ref(f"{GROUP}agency").id)],
            }
        )
        through = self.make_user("test_through")
        through.group_ids |= group
        self.make_post(through, self.agency_a)
        self.assertNotIn(self.env.ref(f"{GROUP}agency"), through.group_ids)
        users = self.users | through
        seen = self.assert_alike(users)
        self.assertEqual(seen["directive.task", through], seen["directive.task", self.user_a])
        group.implied_ids = [Command.clear()]
        self.assertFalse(self.assert_alike(users)["directive.task", through])

    def test_a_group_of_the_province_may_read_everything(self):
        group = self.env["res.groups"].create({"name": "Of the province"})
        self.user_b.group_ids |= group
        self.add_rules(group, domain_force="[(1, '=', 1)]")
        self.assert_alike()
        self.assert_sight(self.user_b, "all")
        self.assert_sight(self.user_a, "agencies")

    def test_a_role_taken_in_this_transaction_is_gone(self):
        self.assert_alike()
        self.user_a.group_ids -= self.env.ref(f"{GROUP}agency")
        self.assertFalse(self.assert_alike()["directive.task", self.user_a])

    # Rules of a province

    def test_a_group_rule_of_other_words_is_asked_of_each_user(self):
        self.add_rules(
            self.env.ref(f"{GROUP}agency"), domain_force="[('create_uid', '=', user.id)]"
        )
        self.env.cr.execute(
            "UPDATE directive_task SET create_uid = %s WHERE id = %s",
            [self.user_b.id, self.of_a.id],
        )
        seen = self.assert_alike()
        self.assertIn(self.of_a.id, seen["directive.task", self.user_b])
        self.assertNotIn(self.of_a.id, seen["directive.task", self.in_two])
        self.assert_sight(self.user_a, "unusual")

    def test_a_global_rule_restricts_everybody(self):
        self.add_rules(self.env["res.groups"], domain_force="[('create_uid', '=', user.id)]")
        seen = self.assert_alike()
        self.assertFalse(seen["directive.task", self.user_a])
        self.assert_sight(self.office_user, "unusual")

    def test_a_global_rule_that_forbids_all_shows_nothing(self):
        self.add_rules(self.env["res.groups"], domain_force="[(0, '=', 1)]")
        self.assertFalse(self.assert_alike(self.users)["directive.task", self.office_user])

    def test_without_a_rule_nobody_reads_anything(self):
        self.rewrite_rules(active=False)
        seen = self.assert_alike()
        self.assertFalse(seen["directive.task", self.user_b])
        self.assertTrue(seen["directive.task", self.office_user], "They have a rule of their own.")

    def test_our_rule_in_other_words_is_asked_of_each_user(self):
        for words in (
            "[('is_visible', '=', False)]",
            "[('is_visible', '!=', True)]",
            "[('is_visible', 'in', [True])]",
            "[('is_visible', '=', 1)]",
            "['!', ('is_visible', '=', True)]",
            "[('is_visible', '=', True), ('create_uid', '=', user.id)]",
            "[('is_visible', '=', True), ('create_date', '<', '2020-01-01')]",
            "[(0, '=', 1)]",
            "[('is_visible', '=', bool(user.id % 2))]",
        ):
            with self.subTest(words=words):
                self.rewrite_rules(domain_force=words)
                self.assert_alike()
                self.assert_sight(self.user_a, "unusual")

    def test_blanks_and_remarks_do_not_change_our_rule(self):
        self.rewrite_rules(domain_force="\n    [\n('is_visible',   '=', True)] # ours \n")
        self.assert_alike()
        self.assert_sight(self.user_a, "agencies")

    def test_an_empty_rule_shows_everything(self):
        for words in (False, "[]", "[(1, '=', 1)]"):
            self.rewrite_rules(domain_force=words)
            self.assert_alike()
            self.assert_sight(self.user_b, "all")

    def test_a_rule_for_writing_says_nothing_of_reading(self):
        self.add_rules(
            self.env.ref(f"{GROUP}agency"), domain_force="[(1, '=', 1)]", perm_read=False
        )
        self.assert_alike()
        self.assert_sight(self.user_b, "agencies")
        self.rewrite_rules(perm_read=False)
        self.assert_alike()
        self.assert_sight(self.user_b, False)

    def test_users_of_other_companies_are_asked_by_themselves(self):
        other = self.env["res.company"].create({"name": "Another province"})
        self.user_b.write({"company_ids": [Command.set(other.ids)], "company_id": other.id})
        self.assertEqual(self.user_a.group_ids, self.user_b.group_ids)
        for words in ("company_ids", "[company_id]", "user.company_ids.ids"):
            self.rewrite_rules(domain_force=f"[('create_uid.company_id', 'in', {words})]")
            seen = self.assert_alike(self.user_a | self.user_b)
            self.assertTrue(seen["directive.task", self.user_a])
            self.assertFalse(seen["directive.task", self.user_b])

    # Rights to the model

    def test_without_the_right_to_read_nothing_is_read(self):
        self.accesses("agency").perm_read = False
        self.assertFalse(self.assert_alike()["directive.task", self.user_a])
        self.assert_sight(self.user_a, False)

    def test_a_right_given_to_everybody_shows_nothing_without_a_rule(self):
        self.accesses("agency").write({"group_id": False})
        seen = self.assert_alike()
        self.assertFalse(seen["directive.task", self.outside_user])

    def test_a_right_and_a_rule_for_everybody_are_heeded(self):
        self.accesses("agency").write({"group_id": False})
        self.add_rules(self.env.ref("base.group_user"), domain_force="[(1, '=', 1)]")
        seen = self.assert_alike()
        everything = set(self.records["directive.task"].ids)
        self.assertEqual(seen["directive.task", self.outside_user], everything)

    # Changes by an addon

    def test_a_check_of_its_own_is_asked_of_each_user(self):
        def refuse(records, operation):
            return (records, ValueError) if records.env.uid == self.user_a.id else None

        for name in MODELS:
            self.startPatcher(patch.object(self.registry[name], "_check_access", refuse))
        seen = self.assert_alike()
        self.assertFalse(seen["directive.task", self.user_a])
        self.assertTrue(seen["directive.task", self.head_a])

    def test_an_answer_of_its_own_is_asked_of_each_user(self):
        def only_own(records, operation):
            return records.filtered(lambda one: one.env.uid == self.user_a.id)

        for name in MODELS:
            self.startPatcher(patch.object(self.registry[name], "_filtered_access", only_own))
        self.assertFalse(self.assert_alike()["directive.task", self.head_a])

    def test_a_visibility_of_its_own_is_asked_of_each_user(self):
        def hide(records):
            records.is_visible = False

        for name in MODELS:
            self.startPatcher(patch.object(self.registry[name], "_compute_is_visible", hide))
        self.assertFalse(self.assert_alike()["directive.task", self.user_a])

    def test_rules_put_together_in_its_own_way_are_asked_of_each_user(self):
        usual = self.registry["ir.rule"]._compute_domain

        def narrower(rules, model, mode="read"):
            mine = rules.env.uid == self.user_a.id
            return usual(rules, model, mode) & Domain("id", "=" if mine else "!=", 0)

        self.startPatcher(patch.object(self.registry["ir.rule"], "_compute_domain", narrower))
        self.assertFalse(self.assert_alike()["directive.task", self.user_a])

    def test_agencies_that_see_a_record_in_another_way_are_heeded(self):
        def nobody(records):
            return ()

        for name in MODELS:
            self.startPatcher(patch.object(self.registry[name], "_visible_to", nobody))
        self.assertFalse(self.assert_alike()["directive.task", self.user_a])

    def test_a_record_being_edited_is_visible_as_it_is_stored(self):
        for records in self.records.values():
            for record in records.with_user(self.user_a):
                edited = record.new(origin=record)
                self.assertEqual(edited.sudo().is_visible, record.sudo().is_visible)

    def test_another_field_of_its_own_is_asked_of_each_user(self):
        for name in MODELS:
            field = self.registry[name]._fields["is_visible"]
            self.startPatcher(patch.object(field, "compute", lambda records: records._fail()))
        self.assert_sight(self.user_a, "unusual")

    def test_who_is_asked_by_himself_leaves_no_environment_behind(self):
        self.rewrite_rules(domain_force="[('is_visible', '!=', False)]")
        gc.collect()
        gc.disable()  # it would find them by and by, and others look through them meanwhile
        self.addCleanup(gc.enable)
        before = {env.uid for env in self.env.transaction.envs}
        self.of_a._readable({user: {self.of_a.id} for user in self.users})
        self.assertLess(len(before), len(self.users))
        self.assertEqual({env.uid for env in self.env.transaction.envs}, before)
