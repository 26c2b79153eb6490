from unittest.mock import patch

from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.orm.model_classes import add_to_registry
from odoo.tests import tagged

from odoo.addons.base.models.ir_rule import IrRule as BaseRule

from ...tools.recipient import Recipient
from ..common import GROUP, DirectiveCase

NAME = "directive.undeclared"


class Undeclared(models.Model):
    """A subject of an addon that forgot its record rules."""

    _name = NAME
    _description = "Undeclared"
    _inherit = ["directive.subject.mixin"]
    _visible_by = ("agency_id",)
    _module = None

    name = fields.Char()
    agency_id = fields.Many2one("directive.agency")


@tagged("post_install", "-at_install")
class TestVisibilityUndeclared(DirectiveCase):
    """Undeclared models are visible to no user."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_model()
        cls.model = cls.env["ir.model"]._get(NAME)
        cls.env["ir.model.access"].create(
            [
                {
                    "name": f"{NAME} {role}",
                    "model_id": cls.model.id,
                    "group_id": cls.env.ref(GROUP + role).id,
                    **dict.fromkeys(("perm_read", "perm_write"), True),
                }
                for role in ("agency", "office", "leader", "admin")
            ]
        )
        cls.of_a = cls.env[NAME].create({"name": "Of A", "agency_id": cls.agency_below.id})

    @classmethod
    def _make_model(cls):
        add_to_registry(cls.registry, Undeclared)
        cls.addClassCleanup(cls._forget_model)
        cls.registry._setup_models__(cls.env.cr, [NAME])
        cls.registry.init_models(cls.env.cr, [NAME], {"models_to_check": True})

    @classmethod
    def _forget_model(cls):
        del cls.registry[NAME]
        cls.registry.clear_all_caches()

    def declare(self, role, domain):
        """Write a record rule for ``role``, as the addon should have done."""
        self.env["ir.rule"].create(
            {
                "name": f"{NAME} {role}",
                "model_id": self.model.id,
                "groups": [(4, self.env.ref(GROUP + role).id)],
                "domain_force": domain,
            }
        )

    def seen_by(self, user):
        """Return the results of ``user`` after checking that all queries agree."""
        mine = self.env[NAME].with_user(user)
        found = mine.search([])
        self.assertEqual(found.ids, mine.browse(self.of_a.ids)._filtered_access("read").ids)
        wanted = {user: set(self.of_a.ids)}
        self.assertEqual(
            set(found.ids), self.env[NAME].browse(self.of_a.ids)._readable(wanted)[user]
        )
        return found

    def test_without_rules_nobody_sees_it(self):
        for user in (self.user_below, self.user_b, self.office_user, self.leader_user):
            with self.subTest(user=user.login):
                self.assertFalse(self.seen_by(user))
                with self.assertRaises(AccessError):
                    self.of_a.with_user(user).read(["name"])
                with self.assertRaises(AccessError):
                    self.of_a.with_user(user).write({"name": "Changed"})

    def test_rules_are_read_once_for_all_people_of_the_same_groups(self):
        self.declare("agency", "[('is_visible', '=', True)]")
        self.seen_by(self.user_a)
        self.env.invalidate_all()
        rules = self.env["ir.rule"].with_user(self.user_b)
        self.env.user.browse(self.user_b.id)._get_group_ids()
        with patch.object(BaseRule, "_get_rules") as asked:
            mine = rules._get_rules(NAME).sudo()
        self.assertFalse(asked.called)
        with self.assertQueryCount(0):
            applied = [(one.domain_force, one.groups.ids) for one in mine]
        domain, group = "[('is_visible', '=', True)]", self.env.ref(GROUP + "agency")
        self.assertEqual(applied, [(domain, group.ids)])

    def test_a_rule_changed_or_given_to_another_group_counts_at_once(self):
        self.declare("agency", "[('is_visible', '=', True)]")
        rule = self.env["ir.rule"].search([("model_id", "=", self.model.id)])
        self.assertTrue(self.seen_by(self.user_a))
        self.assertFalse(self.seen_by(self.office_user))
        rule.groups = self.env.ref(GROUP + "office")
        self.assertFalse(self.seen_by(self.user_a))
        self.assertFalse(self.seen_by(self.office_user))  # they see what is theirs
        rule.domain_force = "[(1, '=', 1)]"
        self.assertTrue(self.seen_by(self.office_user))
        rule.active = False
        self.assertFalse(self.seen_by(self.office_user))

    def test_a_rule_for_one_group_shows_it_to_no_other(self):
        self.declare("office", "[(1, '=', 1)]")
        self.assertEqual(self.seen_by(self.office_user).ids, self.of_a.ids)
        self.assertFalse(self.seen_by(self.user_below))
        self.assertFalse(self.seen_by(self.leader_user))

    def test_the_usual_rule_shows_it_to_its_agencies_and_those_above(self):
        self.declare("agency", "[('is_visible', '=', True)]")
        for user in (self.user_below, self.user_a, self.head_a):
            self.assertEqual(self.seen_by(user).ids, self.of_a.ids, user.login)
        self.assertFalse(self.seen_by(self.user_b))

    def test_without_fields_of_agencies_no_agency_sees_it(self):
        self.declare("agency", "[('is_visible', '=', True)]")
        self.patch(self.registry[NAME], "_visible_by", ())
        other = self.env[NAME].create({"name": "Of nobody", "agency_id": self.agency_b.id})
        self.assertFalse(other.visible_agency_ids)

    def test_who_sees_it_follows_its_agency(self):
        self.declare("agency", "[('is_visible', '=', True)]")
        self.of_a.agency_id = self.agency_b
        self.assertEqual(self.seen_by(self.user_b).ids, self.of_a.ids)
        self.assertFalse(self.seen_by(self.user_a))

    def test_who_sees_it_follows_the_tree(self):
        self.declare("agency", "[('is_visible', '=', True)]")
        self.agency_below.parent_id = self.agency_b
        self.assertEqual(self.seen_by(self.user_b).ids, self.of_a.ids)
        self.assertFalse(self.seen_by(self.user_a))

    def test_without_a_conversation_it_is_told_in_the_application_all_the_same(self):
        self.declare("agency", "[('is_visible', '=', True)]")
        head = Recipient(self.head_a.partner_id.id, self.head_a.id, self.agency_a.id)
        self.of_a._tell("something", {self.of_a.id: [head]}, channels=("app",))
        self.env["directive.notice.delivery"]._cron_send()
        todo = self.env["mail.activity"].search([("res_model", "=", NAME)])
        self.assertEqual((todo.user_id, todo.res_name), (self.head_a, "Of A"))
        self.assertTrue(todo.with_user(self.head_a).has_access("read"))
        self.assertFalse(todo.with_user(self.user_b).has_access("read"))
        todo.with_user(self.head_a).action_done()
        [row] = self.of_a.with_user(self.head_a)._my_deliveries()
        self.assertEqual(row.state, "seen")

    def test_its_name_is_told_to_nobody_who_may_not_see_it(self):
        self.declare("agency", "[('is_visible', '=', True)]")
        for user, expected in ((self.head_a, "Of A"), (self.user_b, "(not visible to you)")):
            self.env.invalidate_all()
            # As a link to it would ask: for its name, as the system.
            self.assertEqual(self.of_a.with_user(user).sudo().display_name, expected)
