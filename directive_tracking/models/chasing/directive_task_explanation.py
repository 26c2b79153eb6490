from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.workflow import WORKFLOW
from ..notice.telling import says_what_it_sent
from .directive_explanation import WAITING

ABOUT_EXPLANATIONS = ("explanation_due", "explanation_late")


class DirectiveTask(models.Model):
    """Explanations asked of the agencies of a task, and a leader's call to come in."""

    _inherit = "directive.task"

    explanation_ids = fields.One2many("directive.explanation", "task_id", string="Explanations")
    my_explanation_id = fields.Many2one(
        "directive.explanation",
        string="Explanation asked of us",
        compute="_compute_my_explanation_id",
        help="The explanation that the reader may give now.",
    )
    my_question = fields.Text(compute="_compute_my_explanation_id")
    has_explanations = fields.Boolean(compute="_compute_my_explanation_id")

    @api.depends("explanation_ids.date_answered", "explanation_ids.date_withdrawn")
    @api.depends_context("uid")
    def _compute_my_explanation_id(self):
        for task in self:
            asked = task.explanation_ids
            task.has_explanations = bool(asked)
            task.my_explanation_id = asked.filtered("can_answer")[:1]
            task.my_question = (task.my_explanation_id or asked._asked_of_us()[:1]).text

    @says_what_it_sent
    def action_request_explanation(self, note=None, date_deadline=None, agency_ids=()):
        """Ask agencies of these open tasks to explain, and remind them until they answer.

        :param str note: the leader's question
        :param date_deadline: the day to answer by; by default so many working days from today as
            the settings say
        :param agency_ids: ids of agencies of the tasks; by default each lead agency
        :raises UserError: if the user is not a leader, a task has ended, the text is empty, the day
            has passed, an agency has no part in a task, or has been asked the same and not answered
        """
        note = self._typed_text(note)
        if not note and self.env.context.get("directive_ask_note"):
            return super().action_request_explanation(note)
        deadline = self._explanation_deadline(date_deadline)
        self.check_access("read")
        self._check_words(note)
        asked = self._explaining_agencies(agency_ids)
        self.sudo()._hold_and_touch()  # leaders have no right to write them
        self._check_not_asked_yet(note, asked)
        self._ask_explanations(note, deadline, asked)
        return super().action_request_explanation(note)

    def _spoken_to(self, word):
        """Only the agencies asked are told of a question."""
        if word != "request_explanation":
            return super()._spoken_to(word)
        return self.explanation_ids.filtered(lambda one: one.state in WAITING).agency_id

    def _explanation_deadline(self, date_deadline):
        settings = self.env["directive.settings"]
        deadline = self._typed_day(date_deadline)
        if deadline and deadline < settings._today():
            raise UserError(self.env._("The day to answer by has already passed."))
        return deadline or settings._working_days_from_today("explanation_days")

    def _explaining_agencies(self, agency_ids):
        """Return ``{task: agencies asked}``."""
        wanted = self.env["directive.agency"].browse(agency_ids)
        asked = {}
        for task in self.sudo():  # agencies are not secret to leaders
            asked[task] = task.lead_agency_id
            if wanted:
                asked[task] = (task.lead_agency_id | task.coordinating_agency_ids) & wanted
            if not asked[task]:
                raise UserError(
                    self.env._(
                        "None of the selected agencies has a part in “%(task)s”.", task=task.name
                    )
                )
        return asked

    def _check_not_asked_yet(self, note, asked):
        """Raise if an agency owes the answer to the same question: it was pressed twice."""
        known = self.sudo().explanation_ids  # the user has been checked
        for one in known.filtered(lambda one: one.state in WAITING and one.text == note):
            if one.agency_id in asked.get(one.task_id, ()):
                raise UserError(
                    self.env._(
                        "%(agency)s has already been asked this and has not answered yet.",
                        agency=one.agency_id.name,
                    )
                )

    def _ask_explanations(self, note, deadline, asked):
        Explanation = self.env["directive.explanation"].sudo()  # the user has been checked
        Explanation.with_context(directive_workflow=WORKFLOW).create(
            [
                {
                    "task_id": task.id,
                    "agency_id": agency.id,
                    "asked_by_id": self.env.uid,
                    "date_asked": self.env["directive.settings"]._today(),
                    "text": note,
                    "date_deadline": deadline,
                }
                for task, agencies in asked.items()
                for agency in agencies
            ]
        )

    @says_what_it_sent
    def action_call_in(self, note=None):
        """Call the agencies of these open tasks in to report to the leadership in person.

        :param str note: when and where, and what about
        """
        return self._say_or_ask("call_in", note)

    def _words(self):
        return super()._words() | {"call_in": "agency_called_in"}

    def _say_or_ask(self, word, note):
        result = super()._say_or_ask(word, note)
        if result is True:  # the leader has decided
            self.sudo()._close_todos(self.env.user)
        return result

    def action_answer_explanation(self):
        """Open the form that answers the explanation asked of the reader's agency."""
        self.ensure_one()
        self.check_access("read")
        return self.my_explanation_id._open_answer()

    def _close_explanation_todos(self, agency):
        """Take away the to-dos of the question from the people of the agency that has answered."""
        users = agency.member_ids.user_id
        todos = self.env["mail.activity"]._opened_by_product([self._name], self.ids, users)
        label = self.env["directive.notice.event"]._get("explanation_wanted").label
        for lang, group in todos.grouped(lambda todo: todo.user_id.lang).items():
            words = self.with_context(lang=lang).env._(label)
            group.filtered(lambda todo, words=words: todo.summary == words).unlink()

    def _irrelevant_reason(self, notice):
        """Return also why a reminder of an explanation is out of date."""
        reason = super()._irrelevant_reason(notice)
        if reason or notice.event not in ABOUT_EXPLANATIONS:
            return reason
        key = notice.occurrence.split("/")[1]
        if self.env["directive.explanation"].browse(int(key)).exists().state not in WAITING:
            return self.env._("The explanation has been given since.")
        return False
