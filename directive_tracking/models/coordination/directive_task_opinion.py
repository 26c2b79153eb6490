from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.workflow import WORKING_STATES
from ..notice.telling import says_what_it_sent

STATES = [
    ("asked", "Not answered"),
    ("answered", "Answered"),
    ("withdrawn", "Withdrawn"),
    ("lapsed", "Lapsed"),
]
ANSWERS = [
    ("agree", "Agrees"),
    ("remarks", "Agrees, with remarks"),
    ("disagree", "Disagrees"),
]
ANSWER_FIELDS = ("answer", "answer_text", "date_answered", "answered_by_id", "date_ended")


class DirectiveTaskOpinion(models.Model):
    """The lead agency's question to a coordinating agency, and its answer. Both are kept."""

    _name = "directive.task.opinion"
    _description = "Opinion of a Coordinating Agency"
    _inherit = ["directive.waiting.mixin", "directive.signature.mixin", "directive.deadline.mixin"]
    _document_day = "task_id.directive_id.date_issued"
    _signatures = {"asked_by_id": "signer", "answered_by_id": "answerer"}
    _order = "id desc"
    _owed_while = (("state", "=", "asked"),)
    _owed_no_more = ("state", "asked", "lapsed")
    _rec_name = "question"

    asked_by_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict")
    date_asked = fields.Date(string="Asked on", required=True, readonly=True)
    date_deadline = fields.Date(string="Answer by", required=True, readonly=False)
    agency_id = fields.Many2one(string="Asked agency", readonly=False)
    task_id = fields.Many2one(readonly=False)
    question = fields.Text(string="Opinion sought on", required=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_task_opinion_question_rel", string="Files"
    )
    state = fields.Selection(
        STATES, required=True, default="asked", readonly=True, copy=False, index=True
    )
    answer = fields.Selection(ANSWERS, readonly=True, copy=False)
    answer_text = fields.Text(string="Opinion", readonly=True, copy=False)
    answer_attachment_ids = fields.Many2many(
        "ir.attachment",
        "directive_task_opinion_answer_rel",
        string="Files of the answer",
        readonly=True,
        copy=False,
    )
    answered_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    date_answered = fields.Date(string="Answered on", readonly=True, copy=False)
    answerer_name = fields.Char(string="Answered by (on record)", readonly=True, copy=False)
    answerer_post = fields.Char(string="Post of the person answering", readonly=True, copy=False)
    is_late = fields.Boolean(string="Late", compute="_compute_is_late")
    can_answer = fields.Boolean(compute="_compute_can")
    can_withdraw = fields.Boolean(compute="_compute_can")

    _one_pending = models.UniqueIndex(
        "(task_id, agency_id) WHERE state = 'asked'",
        lambda env, _diagnostics: env._(
            "This agency has not answered the earlier question yet: wait for its answer, or "
            "withdraw that question."
        ),
    )
    _asked_deadline_idx = models.Index("(date_deadline) WHERE state = 'asked'")

    @api.depends("waiting_days")
    def _compute_is_late(self):
        for opinion in self:
            opinion.is_late = opinion.state != "withdrawn" and opinion.waiting_days > 0

    @api.depends("state", "agency_id", "task_id.lead_agency_id")
    @api.depends_context("uid")
    def _compute_can(self):
        mine = self.env.user._directive_agencies()
        for opinion in self:
            is_asked = opinion.state == "asked"
            opinion.can_answer = is_asked and (self.env.su or opinion.agency_id in mine)
            opinion.can_withdraw = is_asked and (self.env.su or opinion.task_id._is_lead())

    # Asking

    @api.model_create_multi
    def create(self, vals_list):
        if self._in_workflow():
            self._sign_all(vals_list)
            return super().create(vals_list)
        for vals in vals_list:
            self._begin(vals)
        self._sign_all(vals_list)
        self.env["directive.task"]._check_named_readable(vals_list)
        opinions = super().create(vals_list)
        opinions._check_question()
        for opinion in opinions:
            # Files of other records cannot be read for this check.
            opinion.sudo().attachment_ids._adopt(opinion)
            opinion.task_id._tell_agency(opinion, "opinion_asked", opinion.question)
        return opinions

    @api.model
    def _begin(self, vals):
        """Write into ``vals`` who asks, when and unanswered, whatever the caller says.

        Set explicitly: defaults from the context or the user must not override it.
        """
        vals.update(
            dict.fromkeys(ANSWER_FIELDS, False),
            answer_attachment_ids=False,
            state="asked",
            asked_by_id=self.env.uid,
            date_asked=self.env["directive.settings"]._today(),
        )

    def _check_question(self):
        """Raise unless the lead agency of an open task asks one of its coordinators in time."""
        self.task_id.sudo()._hold_and_touch()  # agencies have no right to write it
        today = self.env["directive.settings"]._today()
        for opinion in self:
            opinion._check_asker()
            opinion._check_inner_deadline(opinion.task_id, opinion.date_deadline)
            if opinion.date_deadline < today:
                raise UserError(
                    self.env._("The day for the answer has already passed: choose a later one.")
                )

    def _check_asker(self):
        task = self.task_id
        if not (self.env.su or task._is_lead()):
            raise UserError(
                self.env._(
                    "Only %(lead)s, the lead agency, can ask for opinions on “%(task)s”.",
                    lead=task.lead_agency_id.name,
                    task=task.name,
                )
            )
        if task.state not in WORKING_STATES:
            raise UserError(
                self.env._(
                    "“%(task)s” is not being worked on: you cannot ask for opinions.",
                    task=task.name,
                )
            )
        if self.agency_id not in task.coordinating_agency_ids:
            raise UserError(
                self.env._(
                    "%(agency)s does not coordinate “%(task)s”: only a coordinating agency can be "
                    "asked for its opinion.",
                    agency=self.agency_id.name,
                    task=task.name,
                )
            )

    @says_what_it_sent
    def action_withdraw(self):
        """Withdraw these questions; the agencies are told that no answer is needed."""
        self.check_access("read")
        self._hold_with_tasks()
        self._check_pending()
        for opinion in self:
            if not opinion.can_withdraw:
                raise UserError(self.env._("Only the lead agency can withdraw its question."))
        self._end("withdrawn")
        for opinion in self:
            opinion.task_id._tell_agency(opinion, "opinion_withdrawn", opinion.question)
        return True

    def _check_pending(self):
        for opinion in self.filtered(lambda one: one.state != "asked"):
            raise UserError(
                self.env._(
                    "The question to %(agency)s is no longer open: %(state)s.",
                    agency=opinion.agency_id.name,
                    state=opinion._value_in_words("state", opinion.state),
                )
            )

    def _end(self, state):
        today = self.env["directive.settings"]._today()
        self._as_system().write({"state": state, "date_ended": today})
        self.flush_recordset(["state"])  # before a new question: one waits at a time

    # Answering

    def action_open_answer(self):
        """Open the form for the answer."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_opinion_answer_action"
        )
        return dict(action, context={"default_opinion_id": self.id})

    @says_what_it_sent
    def action_answer(self, answer, text=None, attachment_ids=None):
        """Answer this question for the asked agency, once; late answers are taken and marked.

        :param str answer: ``agree``, ``remarks`` or ``disagree``
        :param str text: the remarks; required unless the agency simply agrees
        :param list attachment_ids: ids of files uploaded by the user
        :raises UserError: if the user is not of that agency, or it is answered already
        """
        self.ensure_one()
        text = self._typed_text(text)
        self.check_access("read")
        self._hold_with_tasks()
        self._check_pending()
        self._check_answer(answer, text)
        self._write_answer(answer, text, attachment_ids or [])
        self.task_id._tell_lead(self, "opinion_answered", self._answer_in_words())
        return True

    def _check_answer(self, answer, text):
        if not self.can_answer:
            raise UserError(
                self.env._(
                    "Only %(agency)s, the agency asked, can answer.", agency=self.agency_id.name
                )
            )
        if answer not in list(dict(ANSWERS)):
            raise UserError(self.env._("Choose whether your agency agrees."))
        if answer != "agree" and not text:
            raise UserError(self.env._("Enter the remarks, or the reason for disagreeing."))

    def _write_answer(self, answer, text, attachment_ids):
        today = self.env["directive.settings"]._today()
        # The uploader's own rights decide which files they may name.
        files = self.env["ir.attachment"].browse(attachment_ids)
        files._adopt(self)
        self._as_system().write(
            {
                "state": "answered",
                "answer": answer,
                "answer_text": text or False,
                "answer_attachment_ids": [(6, 0, files.ids)],
                "answered_by_id": self.env.uid,
                "date_answered": today,
                "date_ended": today,
                **self._signature(self.env.user, "answerer"),
            }
        )

    def _answer_in_words(self):
        words = self._value_in_words("answer", self.answer)
        return ": ".join(filter(None, (self.agency_id.name, words, self.answer_text)))
