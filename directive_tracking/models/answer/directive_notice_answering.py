from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.guard.secrecy import find_mark
from ...tools.notice.answers import LONGEST, Typed, clean
from .directive_notice_answer import APPLIED, REFUSED

MOST_ANSWERS = 20  # of one person to one notice within an hour; after that they are asked to call
WINDOW = timedelta(hours=1)


class DirectiveNoticeAnswering(models.AbstractModel):
    """The answers of recipients from outside the application, by any channel.

    A link can be forwarded and a sender's number forged, so an answer is weak proof: it only
    concerns the record of the message, which defines its possible answers and their effects
    (`directive.subject.mixin`).
    """

    _name = "directive.notice.answering"
    _description = "Answering a Message"

    @api.model
    def _take(self, row, kind, text="", day="", via="link"):
        """Apply an answer of the recipient of ``row``, once, and return its evidence.

        An identical earlier answer is returned and nothing is done.

        :param row: the `directive.notice.delivery` that is answered
        :param kind: a kind of `directive.notice.answer`
        :param text: their own words, as typed
        :param day: a day, as typed, where the kind asks for one
        :param via: by which way the answer came
        :return: a `directive.notice.answer`, taken over or refused with its reason
        :raises ValueError: for any other kind
        """
        row.ensure_one()
        row = row._in_recipient_language()
        answering, Answer = row.env[self._name], row.env["directive.notice.answer"]
        if kind not in Answer._kinds():
            raise ValueError(f"A message is not answered by {kind!r}.")
        typed = row._record_told()._understood(Typed(kind, clean(text), day or ""), via)
        values = answering._prepare(row, typed, via)
        return Answer._equal_to(values) or answering._carry_out(row, typed, values)

    @api.model
    def _prepare(self, row, typed, via):
        """Return the columns of the answer, should it be taken over."""
        Answer, subject = self.env["directive.notice.answer"], row._record_told()
        notice, anew = row.notice_id, subject._answer_round(row, typed)
        return {
            "delivery_id": row.id,
            "notice_id": row._root_notice().id,
            **{name: notice[name].id for name in Answer._copied_columns()},
            "partner_id": row.partner_id.id,
            "user_id": row._answering_user().id,
            "agency_id": row.agency_id.id,
            "kind": typed.kind,
            "text": typed.text[:LONGEST],
            **subject._answer_values(typed),
            "via": via,
            "state": APPLIED,
            "fingerprint": Answer._fingerprint(
                typed.kind, typed.text, subject._answer_detail(typed), *([anew] if anew else [])
            ),
        }

    @api.model
    def _carry_out(self, row, typed, values):
        """Record the answer and apply it, or record why that is not possible."""
        Answer = self.env["directive.notice.answer"]
        try:
            with self.env.cr.savepoint():
                self._check(row, typed)
                answer = Answer._add(values)
                row._record_told()._carry_out_answer(answer)
                way = self.env._("Answered by %(way)s", way=answer._way())
                row._same_message()._acknowledge(way)
                return answer
        except UserError as error:
            return Answer._add(self._prepare_refusal(row, typed, values, str(error)))

    @api.model
    def _prepare_refusal(self, row, typed, values, reason):
        """Return the row of a refused answer; equal ones with one reason share a row."""
        fingerprint = self.env["directive.notice.answer"]._fingerprint
        key = fingerprint(values["fingerprint"], reason)
        if find_mark(typed.text):
            values = self._without_words(row, typed, values)
        if self._has_answered_too_often(row):
            # One row records this, however many follow.
            values = self._without_words(row, typed, values)
            key = fingerprint(REFUSED, "too often")
        return {**values, "state": REFUSED, "reason": reason, "fingerprint": key}

    @api.model
    def _without_words(self, row, typed, values):
        """Return the columns of an answer of which nothing is kept that was typed."""
        return {**values, **dict.fromkeys(("text", *row._record_told()._answer_values(typed)))}

    # Validity of an answer

    @api.model
    def _check(self, row, typed):
        """Raise, with a sentence for the recipient, unless this answer can be applied."""
        hidden = row._out_of_sight_reasons()
        if hidden:
            raise UserError(hidden[row])
        if row.notice_id._is_withdrawn():
            raise UserError(self.env._("It has been withdrawn."))
        self._check_text(row, typed)
        if typed.kind not in row._record_told()._answer_kinds():
            raise UserError(
                self.env._(
                    "“%(kind)s” is no answer to this message: send a comment instead.",
                    kind=self.env["directive.notice.answer"]._kinds()[typed.kind],
                )
            )
        row._record_told()._check_answer(row, typed)

    @api.model
    def _check_text(self, row, typed):
        row._hold_recipient()
        if mark := find_mark(typed.text):  # the system records it: the guard asks only users
            self._refuse_mark(self.env._("Answer"), mark)
        if self._has_answered_too_often(row):
            raise UserError(
                self.env._(
                    "You have answered this message many times within an hour: please call the "
                    "Office, or try again later."
                )
            )
        if len(typed.text) > LONGEST:
            raise UserError(
                self.env._(
                    "The text has %(length)s characters; the limit is %(longest)s: please "
                    "shorten it.",
                    length=len(typed.text),
                    longest=LONGEST,
                )
            )

    @api.model
    def _has_answered_too_often(self, row):
        domain = [
            ("notice_id", "=", row._root_notice().id),
            ("partner_id", "=", row.partner_id.id),
            ("date", ">", fields.Datetime.now() - WINDOW),
        ]
        answers = self.env["directive.notice.answer"]
        return answers.search_count(domain, limit=MOST_ANSWERS) >= MOST_ANSWERS
