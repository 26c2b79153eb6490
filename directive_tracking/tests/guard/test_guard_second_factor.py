from unittest.mock import patch

from odoo.exceptions import AccessDenied, UserError, ValidationError
from odoo.http import Request
from odoo.tests import HttpCase, TransactionCase, tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from ...models.guard.login import directive_password_request
from ...models.guard.login import res_users_login as login_users
from ...models.guard.login.directive_settings import IDLE, ROLES, SESSION
from ...models.guard.login.res_config_settings import is_address
from ...tools.guard.cooldown import Cooldown
from ..access.test_access_rpc import RpcCase
from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestSecondFactorPage(HttpCase, DirectiveCase):
    """Between password and code nobody is logged in, and the page must work."""

    def test_a_mail_server_that_is_down_shows_no_inside(self):
        down = MailDeliveryException("smtp.inside", "refused")
        server = self.registry["ir.mail_server"]
        self.patch(self.registry["res.users"], "_totp_rate_limit", lambda *args: None)
        with (
            patch.object(server, "_connect__", side_effect=down),
            mute_logger(login_users.__name__),
        ):
            with self.assertRaisesRegex(UserError, "could not be sent"):
                self.office_user._send_totp_mail_code()

    def test_the_page_asks_for_the_code_that_was_sent(self):
        self.office_user.email = "office@example.com"
        name = "directive_tracking.second_factor_office"
        self.env["ir.config_parameter"].set_param(name, "True")
        self.authenticate(None, None)
        form = {"login": "test_office", "password": "test_office"}
        form["csrf_token"] = Request.csrf_token(self)
        page = self.url_open("/web/login", data=form)
        self.assertEqual((page.status_code, page.url.split("/web/")[1]), (200, "login/totp"))
        self.assertIn("office@example.com", page.text)
        self.assertNotIn("alert-danger", page.text)


@tagged("post_install", "-at_install")
class TestSecondFactor(DirectiveCase):
    """A second factor is required only for the roles in the settings."""

    def setUp(self):
        super().setUp()
        for user in self.env["res.users"].search([("email", "=", False)]):
            user.email = f"{user.login}@example.com"

    def by_role(self):
        users = (self.user_a, self.office_user, self.leader_user, self.admin_user)
        return dict(zip(ROLES, users, strict=True))

    def require(self, *roles):
        """Save the settings page as an administrator who has a passkey."""
        self.patch(
            self.registry["res.users"], "_has_own_factor", lambda user: user == self.env.user
        )
        settings = {f"directive_second_factor_{role}": True for role in roles}
        self.env["res.config.settings"].create(settings).execute()

    def factors(self):
        return {role: user._mfa_type() for role, user in self.by_role().items()}

    def test_nobody_needs_one_at_first(self):
        self.assertEqual(set(self.factors().values()), {None})

    def test_each_role_by_itself(self):
        self.admin_user.group_ids -= self.env.ref("base.group_system")
        for role in ROLES:
            self.env["ir.config_parameter"].search([("key", "like", "second_factor")]).unlink()
            self.require(role)
            wanted = {one: "totp_mail" if one == role else None for one in ROLES}
            with self.subTest(role=role):
                self.assertEqual(self.factors(), wanted)

    def test_whoever_may_change_everything_is_an_administrator(self):
        self.require("admin")
        self.outside_user.group_ids += self.env.ref("base.group_system")
        self.assertEqual(self.outside_user._mfa_type(), "totp_mail")

    def test_a_program_of_such_a_user_needs_a_key(self):
        self.require("office")
        self.assertTrue(self.office_user._rpc_api_keys_only())
        self.assertFalse(self.leader_user._rpc_api_keys_only())
        with self.assertRaises(AccessDenied):
            credential = {"type": "password", "login": "test_office", "password": "test_office"}
            self.office_user.with_user(self.office_user)._check_credentials(
                credential, {"interactive": False}
            )

    def test_nobody_is_locked_out_by_the_setting(self):
        self.leader_user.email = False
        with self.assertRaisesRegex(ValidationError, "could no longer log in"):
            self.require("leader")
        self.require("office")

    def test_an_administrator_begins_with_himself(self):
        with self.assertRaisesRegex(ValidationError, "for yourself first"):
            self.env["res.config.settings"].create({"directive_second_factor_admin": True})


@tagged("post_install", "-at_install")
class TestLoggingIn(RpcCase):
    """Over the web, by an unknown visitor."""

    def enter(self, user):
        """Log in with the password as a browser does; return the server's answer."""
        self.session = None
        self.authenticate(None, None)
        params = {"db": self.env.cr.dbname, "login": user.login, "password": "Mat-khau-9"}
        return self.make_jsonrpc_request("/web/session/authenticate", params)

    def test_each_role_by_its_password_and_with_a_second_factor(self):
        users = dict(
            zip(
                ROLES,
                (self.user_a, self.office_user, self.leader_user, self.admin_user),
                strict=True,
            )
        )
        for user in [*users.values(), self.outside_user]:
            user.password = "Mat-khau-9"
            with self.subTest(user=user.login):
                self.assertEqual(self.enter(user)["uid"], user.id)
        for role, user in users.items():
            self.env["ir.config_parameter"].set_param(
                f"directive_tracking.second_factor_{role}", "True"
            )
            with self.subTest(role=role):
                self.assertIsNone(self.enter(user)["uid"], "not without a code")
        self.assertEqual(self.enter(self.outside_user)["uid"], self.outside_user.id)


@tagged("post_install", "-at_install")
class TestClosedDoors(TransactionCase):
    """The defaults of an installation."""

    def setUp(self):
        super().setUp()
        self.parameters = self.env["ir.config_parameter"]
        self.groups = {
            role: self.env.ref(f"directive_tracking.group_directive_{role}") for role in ROLES
        }
        self.parameters.set_param("auth_signup.invitation_scope", "b2c")
        self.parameters.set_param("web.base.url.freeze", False)
        for group in self.groups.values():
            group.write({"lock_timeout_inactivity": 0, "lock_timeout": 0})

    def test_sign_up_is_closed_and_the_address_stays(self):
        self.env["directive.settings"]._close_doors()
        self.assertEqual(self.parameters.get_param("auth_signup.invitation_scope"), "b2b")
        self.assertTrue(self.parameters.get_param("web.base.url.freeze"))
        for role, group in self.groups.items():
            self.assertEqual(group.lock_timeout_inactivity, IDLE[role])
            self.assertEqual(group.lock_timeout, SESSION.get(role, 0))

    def test_what_a_province_has_chosen_stays(self):
        self.groups["office"].lock_timeout_inactivity = 5
        self.env["directive.settings"]._close_doors()
        self.assertEqual(self.groups["office"].lock_timeout_inactivity, 5)

    def test_an_administrator_s_login_does_not_move_the_address(self):
        self.env["directive.settings"]._close_doors()
        self.parameters.set_param("web.base.url", "https://chidao.tinh.gov.vn")
        admin = self.env.ref("base.user_admin")
        admin.password = "Mat-khau-9"
        credential = {"type": "password", "login": admin.login, "password": "Mat-khau-9"}
        self.env["res.users"].authenticate(
            credential, {"interactive": True, "base_location": "https://evil.example"}
        )
        self.assertEqual(self.parameters.get_param("web.base.url"), "https://chidao.tinh.gov.vn")

    def test_the_address_is_one(self):
        for text in ("https://chidao.tinh.gov.vn", "http://10.0.0.5:8069"):
            self.assertTrue(is_address(text))
        for text in (
            "chidao.tinh.gov.vn",
            "https://x/y",
            "https://u@x",
            "ftp://x",
            "https://",
            "https://x?y",
        ):
            self.assertFalse(is_address(text))
            with self.assertRaises(ValidationError):
                self.env["res.config.settings"].create({"directive_base_url": text})


@tagged("post_install", "-at_install")
class TestForgottenPassword(RpcCase):
    """People who forgot their password get a mail; a stranger learns nothing."""

    def setUp(self):
        super().setUp()
        self.session = None
        self.authenticate(None, None)
        self.patch(login_users, "asked", Cooldown(limit=20, seconds=600))
        self.patch(directive_password_request, "sent", Cooldown(limit=3, seconds=600))

    def ask(self, login):
        """Request a new password as a browser does; return the text of the page."""
        page = self.url_open("/web/reset_password").text
        token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        answer = self.url_open(
            "/web/reset_password", data={"login": login, "csrf_token": token}
        ).text
        return answer.split('role="alert"' if 'role="alert"' in answer else 'role="status"')[
            1
        ].split("</p>")[0]

    def letters(self):
        """Answer the requests; return the letters to one user."""
        self.env["directive.password.request"]._cron_answer()
        return self.env["mail.mail"].search([("email_to", "=", self.user_a.email)])

    def test_requests_beyond_a_batch_wait_for_the_next_run(self):
        self.patch(directive_password_request, "BATCH", 1)
        requests = self.env["directive.password.request"]
        requests.create([{"login": self.user_a.login}, {"login": "nobody"}])
        triggers = [("cron_id", "=", self.env.ref("directive_tracking.ir_cron_password").id)]
        before = self.env["ir.cron.trigger"].search_count(triggers)
        requests._cron_answer()
        self.assertEqual(requests.search([]).mapped("login"), ["nobody"])
        self.assertEqual(self.env["ir.cron.trigger"].search_count(triggers), before + 1)

    def test_everybody_is_told_the_same(self):
        twin = self.make_user("server_twin")
        twin.email = self.user_b.email
        without = self.make_user("server_mailless")
        without.email = False
        archived = self.make_user("server_archived")
        archived.active = False
        words = {
            self.ask(login)
            for login in (
                self.user_a.login,
                self.user_b.email,
                without.login,
                archived.login,
                "nobody",
                "x'\"",
            )
        }
        self.assertEqual(len(words), 1, words)
        self.assertIn("instructions", words.pop())

    def test_nobody_is_looked_up_before_the_answer(self):
        with patch.object(self.registry["res.users"], "_get_login_domain") as looking:
            self.ask(self.user_a.login)
        self.assertFalse(looking.called)
        with patch.object(self.registry["ir.mail_server"], "send_email") as sending:
            self.assertEqual(self.letters().state, "outgoing")
        self.assertFalse(sending.called)

    def test_what_a_visitor_typed_is_forgotten(self):
        self.ask("nobody" * 100)
        self.letters()
        self.assertFalse(self.env["directive.password.request"].search([]))

    def test_the_letter_is_plain_and_leads_to_the_address_of_the_settings(self):
        self.env["ir.config_parameter"].set_param("web.base.url", "https://chidao.tinh.gov.vn")
        self.ask(self.user_a.login)
        body = str(self.letters().body_html)
        self.assertIn("https://chidao.tinh.gov.vn/web/reset_password?", body)
        self.assertNotIn("odoo.com", body)

    def test_an_invitation_is_the_same_letter(self):
        values = {"name": "New", "login": "server_new", "email": "server_new@example.com"}
        with patch.object(self.registry["mail.mail"], "send", autospec=True) as send:
            users = self.env["res.users"].with_context(no_reset_password=False)
            users.create({**values, "group_ids": [(4, self.env.ref("base.group_user").id)]})
        self.assertTrue(send.called)

    def test_nobody_is_flooded(self):
        for _time in range(6):
            self.ask(self.user_a.login)
            self.letters()
        self.assertEqual(len(self.letters()), 3)

    def test_sign_up_is_closed(self):
        self.env["directive.settings"]._close_doors()
        self.assertEqual(self.url_open("/web/signup").status_code, 404)
