from datetime import timedelta

from markupsafe import Markup, escape
from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...tools.notice.answers import COMMENT, EXTENSION, LONGEST, RECEIVED, clean, read_day
from ...tools.workflow import ASSIGNED, WORKING_STATES
from .directive_notice_answer import APPLIED, REFUSED

MOST_ANSWERS = 20  # of one person to one notice within an hour; after that he is asked to call
WINDOW = timedelta(hours=1)


class DirectiveNoticeDelivery(models.Model):
    """What a recipient may answer from outside the application, whatever way it comes.

    A link can be handed on and a sender's number forged, so an answer is a weak proof: it
    can say "received", leave a comment and ask for more time, on the one record the message
    was about. It never reports, closes or accepts anything.
    """

    _inherit = "directive.notice.delivery"

    answer_ids = fields.One2many("directive.notice.answer", "delivery_id", string="Answers")

    def _answer(self, kind, text="", day="", via="link"):
        """Do what the recipient of this row answers, once, and return the evidence of it.

        An equal answer given before is returned as it stands and nothing is done.

        :param kind: ``received``, ``comment`` or ``extension``
        :param text: his own words, as typed
        :param day: the deadline he proposes, as typed; for an extension
        :param via: by which way the answer came
        :return: a `directive.notice.answer`, taken over or refused with its reason
        :raises ValueError: for any other kind; there is no way to ask for more
        """
        self.ensure_one()
        if kind not in (RECEIVED, COMMENT, EXTENSION):
            raise ValueError(f"A message is not answered by {kind!r}.")
        row = self._in_recipient_language()
        text = clean(text)
        values = row._prepare_answer(kind, text, day, via)
        Answer = row.env["directive.notice.answer"]
        equal = Answer._equal_to(values)
        if equal:
            return equal
        try:
            with self.env.cr.savepoint():
                row._check_answer(kind, text, day)
                return row._carry_out(Answer._add(values))
        except UserError as error:
            return Answer._add(row._prepare_refusal(values, str(error)))

    def _prepare_answer(self, kind, text, day, via):
        proposed = self._proposed_day(day) if kind == EXTENSION else None
        return {
            "delivery_id": self.id,
            "notice_id": self._root_notice().id,
            "task_id": self.task_id.id,
            "directive_id": self.directive_id.id,
            "partner_id": self.partner_id.id,
            "user_id": self._answering_user().id,
            "agency_id": self.agency_id.id,
            "kind": kind,
            "text": text[:LONGEST],
            "proposed_deadline": proposed,
            "via": via,
            "state": APPLIED,
            "fingerprint": self.env["directive.notice.answer"]._fingerprint(
                kind, text, proposed or (kind == EXTENSION and day)
            ),
        }

    def _prepare_refusal(self, values, reason):
        """Return the row of an answer that is not possible; equal ones for one reason are one."""
        fingerprint = self.env["directive.notice.answer"]._fingerprint
        key = fingerprint(values["fingerprint"], reason)
        if self._has_answered_too_often():
            # One row says so, however many follow.
            values = {**values, "text": None, "proposed_deadline": None}
            key = fingerprint(REFUSED, "too often")
        return {**values, "state": REFUSED, "reason": reason, "fingerprint": key}

    def _answering_user(self):
        """Return the recipient's user: what is done in his name obeys his rights."""
        return self.user_id or self.partner_id.user_ids.filtered("active")[:1]

    def _proposed_day(self, day):
        return read_day(day, self.env["directive.settings"]._today())

    # Whether it may be answered

    def _check_answer(self, kind, text, day):
        """Raise, with a sentence for the recipient, unless this answer can be taken over."""
        hidden = self._out_of_sight_reasons()
        if hidden:
            raise UserError(hidden[self])
        if self._has_answered_too_often():
            raise UserError(
                self.env._(
                    "You have answered this message many times within the hour: "
                    "please call the Office, or try again later."
                )
            )
        if len(text) > LONGEST:
            raise UserError(
                self.env._(
                    "The text has %(length)s characters, more than the %(longest)s possible: "
                    "please shorten it.",
                    length=len(text),
                    longest=LONGEST,
                )
            )
        if kind == COMMENT and not text:
            raise UserError(self.env._("Write your comment first."))
        if kind == EXTENSION:
            self._check_extension_answer(text, day)

    def _has_answered_too_often(self):
        domain = [
            ("notice_id", "=", self._root_notice().id),
            ("partner_id", "=", self.partner_id.id),
            ("date", ">", fields.Datetime.now() - WINDOW),
        ]
        answers = self.env["directive.notice.answer"]
        return answers.search_count(domain, limit=MOST_ANSWERS) >= MOST_ANSWERS

    def _check_extension_answer(self, text, day):
        if not self._acts_for_lead():
            raise UserError(
                self.env._("Only the lead agency asks for more time: send a comment instead.")
            )
        if not text:
            raise UserError(self.env._("Say why more time is needed."))
        if not (day or "").strip():
            raise UserError(self.env._("Propose the new deadline."))
        if not self._proposed_day(day):
            raise UserError(
                self.env._("“%(day)s” is not a date: write it as 15/12/2026.", day=clean(day)[:40])
            )
        if self.task_id.has_pending_request:
            raise UserError(self._pending_sentence())

    def _acts_for_lead(self):
        """Tell whether the recipient belongs to the lead agency of the task, if there is one."""
        if not self.task_id:
            return False
        user = self._answering_user()
        if user:
            return self.task_id.with_user(user)._is_lead()
        agencies = self._agencies_of_contacts().get(self.partner_id.id, ())
        return self.task_id.lead_agency_id.id in agencies

    def _may_ask_for_time(self):
        """Tell whether more time is worth offering: to the lead agency, while it works."""
        task = self.task_id
        return (
            task.state in WORKING_STATES and self._acts_for_lead() and not task.has_pending_request
        )

    # Doing it

    def _carry_out(self, answer):
        getattr(self, f"_carry_out_{answer.kind}")(answer)
        self._same_message()._acknowledge(self.env._("Answered by %(way)s", way=answer._way()))
        return answer

    def _carry_out_received(self, answer):
        """The recipient has it; if he acts for the lead agency, the task is received as well."""
        user, task = answer.user_id, self.task_id
        if user and task.state == ASSIGNED and task.with_user(user)._is_lead():
            task.with_user(user).action_receive()
        self._note_answer(answer)
        if answer.text:
            self._alert_office(answer)

    def _carry_out_comment(self, answer):
        self._note_answer(answer)
        self._alert_office(answer)

    def _carry_out_extension(self, answer):
        """Make the request in the person's name, which tells the Office.

        A request has a user as its author. Who has none is held to the same rules, and the
        Office is told of his wish.
        """
        Request = self.env["directive.task.request"]
        vals = {
            "task_id": self.task_id.id,
            "kind": EXTENSION,
            "proposed_deadline": answer.proposed_deadline,
            "reason": self.env._("By %(way)s: %(text)s", way=answer._way(), text=answer.text),
        }
        if not answer.user_id:
            Request.new(vals)._check_request()
            self._note_answer(answer)
            self._alert_office(answer)
            return
        try:
            Request.with_user(answer.user_id).create(vals)
        except UniqueViolation:  # a colleague has asked at this very moment
            raise UserError(self._pending_sentence()) from None

    @api.model
    def _pending_sentence(self):
        Request = self.env["directive.task.request"]
        return Request._one_pending.get_error_message(Request)

    def _same_message(self):
        """Return the rows of this recipient that spoke of the same record in the same message."""
        notice = self.notice_id
        others = self.message_ref and self.search(
            [("message_ref", "=", self.message_ref), ("partner_id", "=", self.partner_id.id)]
        )
        return self | (others or self).filtered(
            lambda row: (row.notice_id.res_model, row.notice_id.res_id)
            == (notice.res_model, notice.res_id)
        )

    # Telling the others

    def _note_answer(self, answer):
        """Write the answer into the conversation of its record, if that has one."""
        record = self.notice_id._record()
        if "message_ids" not in record._fields:
            return
        lines = self._answer_words(answer).split("\n")
        # Who has only a telephone has no user to write with; the row of evidence stands for him.
        record.sudo().message_post(
            body=Markup("<br/>").join(map(escape, lines)),
            author_id=self.partner_id.id,
            subtype_xmlid="mail.mt_note",
        )

    def _answer_words(self, answer):
        values = {"way": answer._way(), "text": answer.text or ""}
        if answer.kind == COMMENT:
            return self.env._("By %(way)s: %(text)s", **values)
        if answer.kind == EXTENSION:
            values["day"] = format_date(self.env, answer.proposed_deadline)
            return self.env._("Asks by %(way)s for more time, until %(day)s: %(text)s", **values)
        if answer.text:
            return self.env._("Received, by %(way)s: %(text)s", **values)
        return self.env._("Received, by %(way)s", **values)

    def _alert_office(self, answer):
        """Tell those of the Office who follow the record, so that no answer lies unseen."""
        record = self.notice_id._record()
        rows = record._office_rows()
        record._tell(
            "answer_received",
            {record.id: [one for one in rows if one.partner_id != self.partner_id.id]},
            occurrence=str(answer.id),
            urgency=self.notice_id.urgency,
            note=f"{self.partner_id.name}: {self._answer_words(answer)}",
        )
