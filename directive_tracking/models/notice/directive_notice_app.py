from odoo import models
from odoo.tools import plaintext2html

from ...tools.notice.delivery import ACCEPTED, Outcome
from .mail_activity import ACTIVITY_TYPE


class DirectiveNoticeDelivery(models.Model):
    """The channel inside the application: one to-do per record and user.

    It rides on Odoo's activities, without the mail and the following Odoo adds to them.
    """

    _inherit = "directive.notice.delivery"

    def _suppress_app(self):
        reason = self.env._("The recipient has no user account.")
        return {row: reason for row in self if not row.user_id}

    def _hand_over_app(self, line):
        """Open or renew the to-do of every record and user among these rows."""
        activity_type = self.env.ref(ACTIVITY_TYPE)
        latest = {(row.notice_id.res_model, row.notice_id.res_id, row.user_id): row for row in self}
        todos = self._open_todos()
        new_vals = []
        for key, row in latest.items():
            vals = row._prepare_activity_vals()
            if key in todos:
                todos[key].write(vals)
            else:
                new_vals.append(vals | row._prepare_activity_key(activity_type))
        quiet = {"mail_activity_quick_update": True, "directive_no_follow": True}
        # To-dos are made for others, by the system.
        self.env["mail.activity"].sudo().with_context(**quiet).create(new_vals)
        return Outcome(ACCEPTED)

    def _open_todos(self):
        """Return the open to-dos of these rows by record and user."""
        notices = self.notice_id
        res_models = list(set(notices.mapped("res_model")))
        todos = self.env["mail.activity"]._opened_by_product(
            res_models, notices.mapped("res_id"), self.user_id
        )
        return {(todo.res_model, todo.res_id, todo.user_id): todo for todo in todos}

    def _prepare_activity_key(self, activity_type):
        return {
            "activity_type_id": activity_type.id,
            "res_model_id": self.env["ir.model"]._get_id(self.notice_id.res_model),
            "res_id": self.notice_id.res_id,
            "user_id": self.user_id.id,
        }

    def _prepare_activity_vals(self):
        notice = self.notice_id.with_context(lang=self.partner_id.lang)
        return {
            "note": notice.note and plaintext2html(notice.note),
            **notice._record()._todo_vals(notice),
        }
