from odoo import api, models
from odoo.tools import plaintext2html
from odoo.tools.translate import LazyTranslate

from ....tools.notice.delivery import ACCEPTED, Outcome
from ..mail_activity import ACTIVITY_TYPE

_lt = LazyTranslate(__name__)
BATCH = 500  # rows of one claim: they are sent in one transaction


class DirectiveChannelApp(models.AbstractModel):
    """The in-app channel: one to-do per record and user.

    It uses Odoo's activities, without their e-mails and followers.
    """

    _name = "directive.channel.app"
    _inherit = "directive.channel"
    _description = "Channel: In the Application"

    _label = _lt("In the application")
    _short_label = _lt("App")
    _is_silent = True
    _needs_user = True
    _opens_todo = True

    @api.model
    def _suppression_reasons(self, rows):
        reason = self.env._("The recipient has no user account.")
        return {row: reason for row in rows if not row.user_id}

    @api.model
    def _claim_size(self, line=None):
        return BATCH

    @api.model
    def _in_messages(self, rows):
        """Return all rows as one message; rows that do not fit together are tried one by one.

        So one bad row does not hold up the others.
        """
        is_retry = max(rows.mapped("attempt_count"), default=0) > 1
        return list(rows) if is_retry else [rows] if rows else []

    @api.model
    def _hand_over(self, rows, line):
        """Open or renew the to-do of every record and user among these rows."""
        latest = {(row.notice_id.res_model, row.notice_id.res_id, row.user_id): row for row in rows}
        todos, new_vals = self._open_todos(rows), []
        for key, row in latest.items():
            vals = self._prepare_activity_vals(row)
            if key in todos:
                todos[key].write(vals)
            else:
                new_vals.append(vals | self._prepare_activity_key(row))
        quiet = {"mail_activity_quick_update": True, "directive_no_follow": True}
        # The system creates to-dos for other users.
        self.env["mail.activity"].sudo().with_context(**quiet).create(new_vals)
        return Outcome(ACCEPTED)

    @api.model
    def _open_todos(self, rows):
        """Return the open to-dos of these rows by record and user."""
        notices = rows.notice_id
        todos = self.env["mail.activity"]._opened_by_product(
            list(set(notices.mapped("res_model"))), notices.mapped("res_id"), rows.user_id
        )
        return {(todo.res_model, todo.res_id, todo.user_id): todo for todo in todos}

    @api.model
    def _prepare_activity_key(self, row):
        return {
            "activity_type_id": self.env["ir.model.data"]._xmlid_to_res_id(ACTIVITY_TYPE),
            "res_model_id": self.env["ir.model"]._get_id(row.notice_id.res_model),
            "res_id": row.notice_id.res_id,
            "user_id": row.user_id.id,
        }

    @api.model
    def _prepare_activity_vals(self, row):
        notice = row.notice_id.with_context(lang=row.partner_id.lang)
        return {
            "note": notice.note and plaintext2html(notice.note),
            **notice._record()._todo_vals(notice),
        }
