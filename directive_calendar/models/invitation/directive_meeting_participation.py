from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.invitation.words import (
    ANSWERABLE,
    ANSWERS,
    ATTENDANCES,
    ATTENDS,
    CONSENTS,
    EXCUSED,
    SUBSTITUTE,
    UNKNOWN,
    WAITING,
)
from ...tools.week.words import OFF

# Fields that only the steps write.
STEPS_WRITE = (
    "answer",
    "substitute_name",
    "substitute_post",
    "consent",
    "consent_note",
    "excuse_reason",
    "date_answered",
    "answered_number",
    "attendance",
    "date_told",
)
LONGEST_NAME = 100
LONGEST_REASON = 1000


class DirectiveMeetingParticipation(models.Model):
    """The answer of an invited agency, by the application or by a message; the last one counts."""

    _name = "directive.meeting.participation"
    _inherit = [
        "directive.meeting.participation",
        "directive.hold.mixin",
        "directive.own.mixin",
    ]

    answer = fields.Selection(ANSWERS, required=True, readonly=True, default=WAITING, copy=False)
    substitute_name = fields.Char(string="Substitute", readonly=True, copy=False)
    substitute_post = fields.Char(string="Post of the substitute", readonly=True, copy=False)
    consent = fields.Selection(CONSENTS, readonly=True, copy=False)
    consent_note = fields.Char(string="Opinion of the chair", readonly=True, copy=False)
    excuse_reason = fields.Text(string="Reason", readonly=True, copy=False)
    date_answered = fields.Datetime(string="Answered on", readonly=True, copy=False)
    answered_number = fields.Integer(
        string="Last change known",
        readonly=True,
        copy=False,
        aggregator=None,
        help="The number of the last change of the meeting that the answer knew.",
    )
    attendance = fields.Selection(
        ATTENDANCES, required=True, readonly=True, default=UNKNOWN, copy=False, index=True
    )
    date_told = fields.Datetime(string="Told on", readonly=True, copy=False)
    answer_ids = fields.One2many(
        "directive.meeting.answer", "participation_id", string="Answers", readonly=True
    )
    when_text = fields.Char(string="When", compute="_compute_when_text")
    where_text = fields.Char(string="Where", compute="_compute_when_text")
    off_text = fields.Char(string="Does not take place", compute="_compute_off_text")
    answer_text = fields.Char(string="Answer in words", compute="_compute_answer_text")
    can_answer = fields.Boolean(compute="_compute_can_answer")

    @api.depends("meeting_id.date_start", "meeting_id.date_end", "meeting_id.place")
    @api.depends_context("lang")
    def _compute_when_text(self):
        for row in self:
            meeting = row.meeting_id
            row.when_text = meeting._hour_in_words()
            row.where_text = meeting.place or meeting.room_id.name

    @api.depends("meeting_id.mark_text", "meeting_id.state", "meeting_id.reason", "is_excluded")
    @api.depends_context("lang")
    def _compute_off_text(self):
        """Say of a meeting that does not take place that it does not, and why."""
        for row in self:
            meeting = row.meeting_id
            is_off = meeting.state in OFF and not row.is_excluded
            told = filter(None, (meeting.mark_text, meeting.reason)) if is_off else ()
            row.off_text = ": ".join(told)

    @api.depends("answer", "substitute_name", "substitute_post", "excuse_reason", "off_text")
    @api.depends_context("lang")
    def _compute_answer_text(self):
        """Say the answer; none is awaited where the meeting does not take place."""
        labels = dict(self._fields["answer"]._description_selection(self.env))
        for row in self:
            person = ", ".join(filter(None, (row.substitute_name, row.substitute_post)))
            details = {SUBSTITUTE: person, EXCUSED: row.excuse_reason}.get(row.answer)
            words = ": ".join(filter(None, (labels[row.answer], details)))
            row.answer_text = False if row.off_text and row.answer == WAITING else words

    @api.depends("agency_id", "answer")
    @api.depends_context("uid")
    def _compute_can_answer(self):
        mine = self.env.user._directive_agencies()
        for row in self:
            row.can_answer = row.agency_id in mine and not row._why_closed()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list if not self._in_workflow() else ():
            # Set explicitly: defaults of the context or the user must not enter.
            vals.update(dict.fromkeys(STEPS_WRITE, False), answer=WAITING, attendance=UNKNOWN)
        return super().create(vals_list)

    def write(self, vals):
        if not self._in_workflow() and not vals.keys().isdisjoint(STEPS_WRITE):
            raise UserError(
                self.env._("Answers and attendance are noted by their buttons, not written.")
            )
        return super().write(vals)

    def _write_step(self, **vals):
        # Only the steps write these fields; each has been checked before.
        self.sudo().with_context(directive_workflow=WORKFLOW).write(vals)

    # Answering

    def action_attend(self):
        """Answer for one's agency: somebody with the right rank will attend."""
        return self._answer_in_app(ATTENDS)

    def do_answer(self, answer, name="", post="", reason=""):
        """Answer for one's agency, or as the Office what an agency has said by telephone.

        :param answer: attends | substitute | excused
        :param name: of the substitute; ``post`` their post
        :param reason: why the agency asks to be excused
        :raises UserError: unless the invitation can still be answered so, by this user
        """
        return self._answer_in_app(*map(self._typed_text, (answer, name, post, reason)))

    def _answer_in_app(self, answer, name="", post="", reason=""):
        self.check_access("read")
        for row in self:
            way = row._way_of_user()
            row._take_answer(answer, name, post, reason, way, self.env.user)
        return True

    def _way_of_user(self):
        """Return how the user may answer: for their agency, or as the Office for anybody."""
        if self.agency_id in self.env.user._directive_agencies():
            return "app"
        if self.env.user.has_group("directive_tracking.group_directive_office"):
            return "office"
        raise UserError(self.env._("You are not allowed to answer for another agency."))

    def _take_answer(self, answer, name, post, reason, way, user):
        """Take over one answer; who answers at the same second as a colleague comes after them."""
        self.ensure_one()
        self._check_answer(answer, name, post, reason)
        row = self.sudo()  # the rows are written by the steps alone
        row._hold_and_touch()
        values = {
            "answer": answer,
            "substitute_name": name if answer == SUBSTITUTE else False,
            "substitute_post": post if answer == SUBSTITUTE else False,
        }
        consent = row._consent_needed(values)
        row._write_step(
            **values,
            consent=consent,
            consent_note=False,
            excuse_reason=reason if answer == EXCUSED else False,
            date_answered=fields.Datetime.now(),
            answered_number=row.meeting_id._last_number(),
        )
        row._keep_answer(values, reason, way, user)
        row._after_answer()

    def _consent_needed(self, values):
        """Return the consent after an answer: that to the same substitute stays."""
        if values["answer"] != SUBSTITUTE:
            return False
        is_same = all((self[name] or False) == (values[name] or False) for name in values)
        return self.consent if is_same and self.consent else WAITING

    def _stands_as(self, answer, name, post, reason):
        """Tell whether this is what the agency answers now."""
        now = (self.answer, self.substitute_name, self.substitute_post, self.excuse_reason)
        return now == (answer, name or False, post or False, reason or False)

    def _keep_answer(self, values, reason, way, user):
        answers = self.env["directive.meeting.answer"].with_context(directive_workflow=WORKFLOW)
        vals = {
            **values,
            "participation_id": self.id,
            "meeting_id": self.meeting_id.id,
            "agency_id": self.agency_id.id,
            "reason": reason or False,
            "way": way,
            "user_id": user.id,
        }
        answers.create({**vals, **answers._signature(user)} if user else vals)

    def _check_answer(self, answer, name, post, reason):
        """Raise, in a sentence for whoever answers, unless this can be taken over."""
        if why := self._why_closed():
            raise UserError(why)
        if answer not in dict(ANSWERS) or answer == WAITING:
            raise UserError(self.env._("Say whether you attend, send a substitute or are excused."))
        if answer == SUBSTITUTE and not (name and post):
            raise UserError(
                self.env._(
                    "Give name and post of the substitute, such as “Nguyễn Văn A, Deputy Director”."
                )
            )
        if answer == EXCUSED and not reason:
            raise UserError(self.env._("Say why you ask to be excused: the chair reads it."))
        if max(len(name), len(post)) > LONGEST_NAME or len(reason) > LONGEST_REASON:
            raise UserError(self.env._("The text is too long: shorten it."))

    def _why_closed(self):
        """Return why the invitation cannot be answered any more, or False."""
        meeting = self.meeting_id
        if not self.agency_id or self.is_excluded:
            return self.env._("Your agency is not invited to this meeting.")
        if meeting.state not in ANSWERABLE or not meeting.date_invited:
            return self.env._(
                "The meeting is “%(state)s”: there is nothing to answer.",
                state=meeting.standing_text,
            )
        if meeting.date_start <= fields.Datetime.now():
            return self.env._("The meeting has begun: please call the Office.")
        return False

    def _after_answer(self):
        """Tell whom the answer concerns; an agency that has answered knows of the meeting."""
        self._settle_acknowledgements()
        if self.answer == SUBSTITUTE and self.consent == WAITING:
            self._ask_consent()
        elif self.answer == EXCUSED:
            self.meeting_id._tell_office_of(self)

    def _settle_acknowledgements(self):
        # Acknowledgements of colleagues end as well, with the answer of their agency.
        rows = self.env["directive.notice.acknowledgement"].sudo()
        notices = rows.search(
            [
                ("res_model", "=", "directive.meeting"),
                ("res_id", "=", self.meeting_id.id),
                ("state", "=", "waiting"),
            ]
        ).notice_id
        of_agency = SQL("notice_id = ANY(%s) AND agency_id = %s", notices.ids, self.agency_id.id)
        rows._move("seen", self.env._("The agency has answered the invitation."), of_agency)

    def _ask_anew(self):
        """Forget the answers to another time; they stay on record."""
        self._write_step(
            answer=WAITING,
            substitute_name=False,
            substitute_post=False,
            consent=False,
            consent_note=False,
            excuse_reason=False,
            date_answered=False,
            answered_number=False,
        )
