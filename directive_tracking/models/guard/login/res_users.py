from odoo import api, models, tools
from odoo.exceptions import AccessDenied

# Preferences that users may change; administrators change identity.
PREFERENCES = ("image_1920", "lang", "tz")


class ResUsers(models.Model):
    """Accounts: identity, and login attempts that reveal nothing."""

    _inherit = "res.users"

    # Identity

    @property
    def SELF_WRITEABLE_FIELDS(self):
        """Exclude identity fields: contact data, name and signature."""
        return [name for name in super().SELF_WRITEABLE_FIELDS if not self._identifies(name)]

    def _identifies(self, name):
        if name in PREFERENCES:
            return False
        field = self._fields.get(name)
        return name == "signature" or bool(field is not None and field.inherited)

    # Logging in

    def _login(self, credential, user_agent_env):
        """Take as long to refuse a stranger as to refuse a wrong password."""
        try:
            return super()._login(credential, user_agent_env)
        except AccessDenied as error:
            is_cooling_down = (
                error.args != AccessDenied().args
            )  # refused before anybody was looked up
            if not is_cooling_down and not self._has_password(credential.get("login")):
                self._crypt_context().verify(
                    credential.get("password") or "", self._placeholder_hash()
                )
            raise

    @api.model
    def _has_password(self, login):
        """Tell whether a user with this login could have used a password."""
        # Read by the server; the answer shows only in the response time.
        user = self.sudo().search(
            self._get_login_domain(login), order=self._get_login_order(), limit=1
        )
        rows = self.env.execute_query(
            tools.SQL("SELECT password FROM res_users WHERE id = %s", user.id or 0)
        )
        return any(password for (password,) in rows)

    @api.model
    @tools.ormcache(cache="stable")
    def _placeholder_hash(self):
        return self._crypt_context().hash("nobody")

    @api.model
    def _check_uid_passwd(self, uid, passwd):
        """Limit the statements of calls by XML-RPC, which begin with this check."""
        result = super()._check_uid_passwd(uid, passwd)
        self.env["ir.http"]._limit_statements(self.env)
        # Kept for each try of the call: a rollback would take back the limit as well. Nothing
        # else has been done yet.
        self.env.cr.commit()  # pylint: disable=invalid-commit
        return result
