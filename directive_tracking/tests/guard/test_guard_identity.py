import contextlib
from unittest.mock import patch

from passlib.context import CryptContext

from odoo.exceptions import AccessDenied, AccessError, UserError
from odoo.fields import Command
from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.res_users import ResUsers as Core

from ...models.guard.contacts.res_partner import IDENTITY
from ...models.guard.login.res_users import PREFERENCES
from ..access.test_access_rpc import RpcCase


@tagged("post_install", "-at_install")
class TestGuardIdentity(RpcCase):
    """Only administrators define the identity of users."""

    def people(self):
        return self.user_a, self.head_a, self.office_user, self.leader_user, self.admin_user

    def values(self, model, names):
        for name in names:
            field = self.env[model]._fields.get(name)
            if field is not None and field.type in ("char", "html", "text"):
                yield name, "The Chairman"

    def test_the_form_of_a_user_says_in_words_that_can_be_translated_what_is_not_given(self):
        privileges = self.env["res.groups"]._get_view_group_hierarchy()["privileges"].values()
        self.assertTrue(privileges)
        self.assertNotIn("No", [one["placeholder"] for one in privileges])

    def test_no_field_of_one_s_contact_is_one_s_own_to_write(self):
        user = self.env.user
        own = {name for name in user.SELF_WRITEABLE_FIELDS if user._fields[name].inherited}
        self.assertLessEqual(own, set(PREFERENCES))

    def test_nobody_renames_himself_over_the_interface(self):
        names = {name for name, field in self.env["res.users"]._fields.items() if field.store}
        for user in self.people():
            self.log_in(user)
            before = user.partner_id.read(["name", "email", "phone"])
            for name, value in self.values(
                "res.users", [*names, "name", "email", "phone", "signature"]
            ):
                if name in self.env.user.SELF_WRITEABLE_FIELDS:
                    continue
                with self.subTest(user=user.login, field=name), self.refused("AccessError"):
                    self.call("res.users", "write", user.ids, {name: value})
            for name, value in self.values("res.partner", IDENTITY):
                with self.subTest(user=user.login, field=name), self.refused("AccessError"):
                    self.call("res.partner", "write", user.partner_id.ids, {name: value})
            self.env.invalidate_all()
            self.assertEqual(user.partner_id.read(["name", "email", "phone"]), before)

    def test_nor_through_commands_on_whatever_relation(self):
        self.enterContext(mute_logger("odoo.sql_db"))  # most of these rows are incomplete
        tried = 0
        for user in self.people():
            self.log_in(user)
            name = user.name
            for model, field in self.relations_to_people():
                if not self.env[model].with_user(user).has_access("create"):
                    continue
                target = user if field.comodel_name == "res.users" else user.partner_id
                command = Command.update(target.id, {"name": "The Chairman"})
                with self.subTest(user=user.login, field=str(field)):
                    with self.assertRaises(JsonRpcException):
                        self.call(model, "create", {field.name: [command]})
                    self.env.invalidate_all()
                    self.assertEqual(user.name, name)
                tried += 1
        self.assertGreater(tried, 5)

    def relations_to_people(self):
        for model in self.env.registry:
            if model.startswith("directive.") and not self.env[model]._abstract:
                for field in self.env[model]._fields.values():
                    is_many = field.type in ("one2many", "many2many") and not field.readonly
                    if is_many and field.comodel_name in ("res.partner", "res.users"):
                        yield model, field

    def test_a_manager_of_contacts_does_not_rename_users(self):
        self.office_user.group_ids += self.env.ref("base.group_partner_manager")
        stranger = self.env["res.partner"].create({"name": "Stranger"})
        stranger.with_user(self.office_user).name = "Known"
        for name, value in self.values("res.partner", IDENTITY):
            with self.assertRaises(AccessError):
                self.leader_user.partner_id.with_user(self.office_user).write({name: value})

    def test_nor_lets_anything_be_read_before_their_names(self):
        """Odoo shows some fields of a contact as part of its name."""
        self.office_user.group_ids += self.env.ref("base.group_partner_manager")
        leader = self.leader_user.partner_id
        name = leader.display_name
        for field in leader._fields.values():
            if not field.store or field.type not in ("char", "many2one", "boolean", "selection"):
                continue
            with self.subTest(field=field.name), self.env.cr.savepoint() as savepoint:
                with contextlib.suppress(UserError, ValueError):
                    leader.with_user(self.office_user).write(
                        {field.name: self.other(leader, field)}
                    )
                self.env.invalidate_all()
                self.assertEqual((leader.display_name, leader.complete_name), (name, name))
                savepoint.rollback()

    def other(self, record, field):
        """Return another value that ``field`` of ``record`` might take."""
        if field.type == "many2one":
            others = self.env[field.comodel_name].search([("id", "!=", record[field.name].id)])
            return others[-1:].id
        if field.type == "selection":
            others = [one for one in field.get_values(self.env) if one != record[field.name]]
            return others and others[0]
        return "The Chairman" if field.type == "char" else not record[field.name]

    def test_administrators_of_accounts_do(self):
        manager = self.make_user("server_manager")
        manager.group_ids += self.env.ref("base.group_erp_manager") + self.env.ref(
            "base.group_partner_manager"
        )
        self.user_a.with_user(manager).name = "Nguyễn Văn A"
        self.assertEqual(self.user_a.partner_id.name, "Nguyễn Văn A")

    def test_language_picture_and_time_zone_are_one_s_own(self):
        self.user_a.with_user(self.user_a).write({"tz": "Asia/Ho_Chi_Minh"})
        self.assertEqual(self.user_a.tz, "Asia/Ho_Chi_Minh")


@tagged("post_install", "-at_install")
class TestGuardLogin(RpcCase):
    """Information that a login attempt gives to a stranger."""

    def setUp(self):
        super().setUp()
        self.hashed = 0
        self.env["res.users"]._placeholder_hash()
        for name in ("verify", "verify_and_update"):
            original = getattr(CryptContext, name)
            self.patch(CryptContext, name, self.counting(original))

    def counting(self, real):
        def verify(context, secret, hashed, *args, **kwargs):
            self.hashed += len(hashed or "") > 20  # shorter values are not hashes
            return real(context, secret, hashed, *args, **kwargs)

        return verify

    def cost(self, login):
        """Return how many hashes a wrong password for ``login`` costs the server."""
        self.hashed = 0
        with self.assertRaises(AccessDenied):
            self.env["res.users"]._login(
                {"type": "password", "login": login, "password": "wrong"}, {"interactive": True}
            )
        return self.hashed

    def test_a_stranger_costs_as_much_as_a_wrong_password(self):
        without = self.make_user("server_without")
        self.env.cr.execute("UPDATE res_users SET password = NULL WHERE id = %s", [without.id])
        gone = self.make_user("server_gone")
        gone.active = False
        self.assertEqual(self.cost(self.user_a.login), 1)
        for login in ("nobody-at-all", without.login, gone.login, ""):
            self.assertEqual(self.cost(login), 1, login)

    def test_nobody_is_looked_up_while_an_address_cools_down(self):
        def refuse(_users, user=None):
            raise AccessDenied("Too many tries")  # pylint: disable=translation-required

        with patch.object(Core, "_assert_can_auth", refuse):
            costs = {self.cost(login) for login in (self.user_a.login, "nobody-at-all")}
        self.assertEqual(len(costs), 1)

    def test_a_right_password_still_opens(self):
        user = self.make_user("server_right")
        credential = {"type": "password", "login": user.login, "password": user.login}
        answer = self.env["res.users"]._login(credential, {"interactive": True})
        self.assertEqual(answer["uid"], user.id)
