from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...tools.notice.answers import clean, read_day
from ...tools.request.kinds import is_possible
from .directive_notice_answer import EXTENSION


class DirectiveTask(models.Model):
    """Asking for more time by an answer to a notice, with the rules of every request."""

    _inherit = "directive.task"

    @api.model
    def _answer_kinds(self):
        return (*super()._answer_kinds(), EXTENSION)

    def _offers_answer(self, row, kind):
        """More time is worth offering to the lead agency, while it works."""
        if kind != EXTENSION:
            return super()._offers_answer(row, kind)
        is_working = is_possible(EXTENSION, self.state)
        return is_working and self._is_led_by(row) and not self._pending_extension()

    @api.model
    def _answer_values(self, typed):
        values = super()._answer_values(typed)
        if typed.kind == EXTENSION:
            values["proposed_deadline"] = self._proposed_day(typed)
        return values

    @api.model
    def _answer_detail(self, typed):
        if typed.kind != EXTENSION:
            return super()._answer_detail(typed)
        return self._proposed_day(typed) or typed.day

    @api.model
    def _proposed_day(self, typed):
        return read_day(typed.day, self.env["directive.settings"]._today())

    # Whether more time may be asked for

    def _check_answer(self, row, typed):
        super()._check_answer(row, typed)
        if typed.kind == EXTENSION:
            self._check_asks_for_time(row, typed)

    def _check_asks_for_time(self, row, typed):
        if not self._is_led_by(row):
            raise UserError(
                self.env._("Only the lead agency can ask for more time: send a comment instead.")
            )
        if not typed.text:
            raise UserError(self.env._("Say why more time is needed."))
        if not typed.day.strip():
            raise UserError(self.env._("Propose the new deadline."))
        if not self._proposed_day(typed):
            day = clean(typed.day)[:40]
            raise UserError(self.env._("“%(day)s” is not a date: write it as 15/12/2026.", day=day))
        if self._pending_extension():
            raise UserError(self._pending_sentence())

    def _pending_extension(self):
        return self.request_ids.filtered(
            lambda request: request.state == "pending" and request.kind == EXTENSION
        )

    @api.model
    def _pending_sentence(self):
        Request = self.env["directive.task.request"]
        return Request._one_pending.get_error_message(Request)

    # Doing it

    def _carry_out_answer(self, answer):
        """Do it in the person's name. A request has a user as its author.

        The same rules apply to people without a user; the Office is notified of their request.
        """
        user = answer.user_id
        if answer.kind == EXTENSION and user:
            self._ask_for_time(answer)  # which notifies the Office
            return
        if answer.kind == EXTENSION:
            requests = self.env["directive.task.request"]
            requests.new(self._prepare_wish(answer))._check_request()
        super()._carry_out_answer(answer)

    def _ask_for_time(self, answer):
        requests = self.env["directive.task.request"].with_user(answer.user_id)
        try:
            requests.create(self._prepare_wish(answer))
        except UniqueViolation:  # a colleague has asked at the same moment
            raise UserError(self._pending_sentence()) from None

    def _prepare_wish(self, answer):
        return {
            "task_id": self.id,
            "kind": EXTENSION,
            "proposed_deadline": answer.proposed_deadline,
            "reason": self.env._("By %(way)s: %(text)s", way=answer._way(), text=answer.text),
        }

    def _answer_words(self, answer):
        if answer.kind != EXTENSION:
            return super()._answer_words(answer)
        return self.env._(
            "Asks by %(way)s for more time, until %(day)s: %(text)s",
            way=answer._way(),
            day=format_date(self.env, answer.proposed_deadline),
            text=answer.text or "",
        )

    # The page

    def _answer_page(self, row):
        return super()._answer_page(row) | {
            "pending_request": self._pending_words(row),
            "first_day": self._first_day_to_propose(),
        }

    def _first_day_to_propose(self):
        today, deadline = self.env["directive.settings"]._today(), self.date_deadline
        day = max(today, deadline + timedelta(days=1)) if deadline else today
        return fields.Date.to_string(day)

    def _pending_words(self, row):
        """Return the sentence about a pending request, or False."""
        pending = self._pending_extension()[:1]
        if not pending or not self._is_led_by(row):
            return False
        return self.env._(
            "You have asked for more time until %(day)s: the Office has not decided yet.",
            day=format_date(self.env, pending.proposed_deadline),
        )
