from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..tools.ours import THREAD, is_ours


class MailActivity(models.Model):
    """A to-do on one of our records is seen by those who see it, and know whose it is.

    An agency sees and changes its own people's to-dos, and gives none to another agency's.
    """

    _name = "mail.activity"
    _inherit = ["mail.activity", "directive.sight.mixin"]

    @api.private
    def _heard_by_reader(self):
        user = self.env.user
        if user._directive_knows_all():
            return self
        known = set(user._directive_known_users().ids)
        return self.filtered(lambda todo: (todo.user_id or todo.create_uid).id in known)

    @api.private
    def _heard_by_reader_sql(self, alias, query):
        user = self.env.user
        if user._directive_knows_all():
            return SQL("TRUE")
        owner = SQL(
            "COALESCE(%s, %s)",
            self._field_to_sql(alias, "user_id", query),
            self._field_to_sql(alias, "create_uid", query),
        )
        return SQL("%s = ANY(%s)", owner, user._directive_known_users().ids)

    def _check_access(self, operation):
        """Let nobody change a to-do that is not theirs to see, or is another's to do.

        Odoo lets everybody who may write on a record change all its to-dos.
        """
        result = super()._check_access(operation)
        if operation not in ("write", "unlink") or self.env.su:
            return result
        forbidden = (result[0] if result else self.browse()) | self._out_of_reach()
        return (forbidden, lambda: forbidden._make_access_error(operation)) if forbidden else None

    @api.private
    def _out_of_reach(self):
        user = self.env.user
        # What hangs where is asked for the system: the answer is only a refusal.
        ours = self.sudo().filtered(lambda todo: is_ours(self.env.registry, todo.res_model))
        if not ours or user._directive_hears_all():
            return self.browse()
        mine = user._directive_colleagues()
        theirs = ours.filtered(
            lambda todo: todo.user_id not in mine
            and todo.create_uid != user
            or not todo.is_in_sight
        )
        return self.browse(theirs.ids)

    @api.model_create_multi
    def create(self, vals_list):
        todos = super().create(vals_list)
        todos._check_given_to_known()
        return todos

    def write(self, vals):
        result = super().write(vals)
        if "user_id" in vals:
            self._check_given_to_known()
        return result

    def _check_given_to_known(self):
        user = self.env.user
        if self.env.su or user._directive_knows_all():
            return
        ours = self.filtered(lambda todo: is_ours(self.env.registry, todo.res_model))
        if ours.user_id - user._directive_known_users():
            raise AccessError(
                self.env._("An agency gives to-dos to its own people and to the Office only.")
            )

    def _action_done(self, *args, **kwargs):
        """Close these to-dos; their files go into the message that says so."""
        opened = self.with_context(directive_thread=THREAD)
        messages, following = super(MailActivity, opened)._action_done(*args, **kwargs)
        return messages.with_env(self.env), following.with_env(self.env)
