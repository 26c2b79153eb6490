from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ...tools.guard.ours import THREAD, is_ours

PLACE = {"res_model", "res_model_id", "res_id"}


class MailActivity(models.Model):
    """A to-do on our records is visible to users who see the record and its assignee.

    An agency sees the to-dos of its own people and of the Office, and assigns none to people of
    other agencies.
    """

    _name = "mail.activity"
    _inherit = ["mail.activity", "directive.sight.mixin"]

    def _shown_to_reader(self):
        user = self.env.user
        if user._directive_knows_all():
            return self
        known = set(user._directive_known_users().ids)
        return self.filtered(lambda todo: (todo.user_id or todo.create_uid).id in known)

    def _shown_to_reader_sql(self, alias, query):
        user = self.env.user
        if user._directive_knows_all():
            return SQL("TRUE")
        owner = SQL(
            "COALESCE(%s, %s)",
            self._field_to_sql(alias, "user_id", query),
            self._field_to_sql(alias, "create_uid", query),
        )
        return SQL("%s = ANY(%s)", owner, user._directive_known_users().ids)

    @api.model_create_multi
    def create(self, vals_list):
        todos = super().create(vals_list)
        todos._check_given_to_known()
        return todos

    def write(self, vals):
        places = None if self.env.su or PLACE.isdisjoint(vals) else self._places()
        result = super().write(vals)
        if places is not None:
            self._check_stays(places)
        if "user_id" in vals:
            self._check_given_to_known()
        return result

    def _places(self):
        # Whether it may be read there is asked elsewhere.
        return {todo.id: (todo.res_model, todo.res_id) for todo in self.sudo()}

    def _check_stays(self, places):
        """Raise if a to-do has come onto a record of ours, or has left one of ``places``.

        Odoo asks only for the record that it leaves: the other one may be hidden.
        """
        new = self._places()
        moved = {
            place for one in new if new[one] != places[one] for place in (places[one], new[one])
        }
        if any(is_ours(self.env.registry, model) for model, _id in moved):
            raise UserError(
                self.env._(
                    "A to-do stays with its record: mark it as done, and plan another one there."
                )
            )

    def _check_given_to_known(self):
        user = self.env.user
        if self.env.su or user._directive_knows_all():
            return
        ours = self.filtered(lambda todo: is_ours(self.env.registry, todo.res_model))
        if ours.user_id - user._directive_known_users():
            raise AccessError(
                self.env._("An agency can assign to-dos only to its own people and to the Office.")
            )

    def _action_done(self, *args, **kwargs):
        """Close these to-dos; their files go into the message that says so."""
        opened = self.with_context(directive_thread=THREAD)
        messages, following = super(MailActivity, opened)._action_done(*args, **kwargs)
        return messages.with_env(self.env), following.with_env(self.env)
