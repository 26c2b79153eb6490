from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.agency.fate import moved
from ...tools.workflow import WORKFLOW
from ..notice.telling import says_what_it_sent

STATES = [
    ("asked", "Awaiting an answer"),
    ("late", "Late"),
    ("answered", "Answered"),
    ("withdrawn", "Withdrawn"),
]
WAITING = ("asked", "late")


class DirectiveExplanation(models.Model):
    """An explanation that a leader asks of one agency of a task, with the agency's answer.

    Question and answer are append-only: asked by `directive.task.action_request_explanation`,
    answered once by the agency, or withdrawn by a leader. The state follows from the dates.
    """

    _name = "directive.explanation"
    _description = "Explanation"
    _inherit = [
        "directive.visibility.mixin",
        "directive.own.mixin",
        "directive.hold.mixin",
        "directive.trail.mixin",
    ]
    _signatures = {"asked_by_id": "signer", "author_id": "answerer"}
    _order = "id desc"
    _rec_name = "text"
    _visible_by = ("agency_id",)

    task_id = fields.Many2one("directive.task", required=True, index=True, ondelete="restrict")
    agency_id = fields.Many2one("directive.agency", required=True, index=True, ondelete="restrict")
    asked_by_id = fields.Many2one(
        "res.users", string="Leader", required=True, index=True, ondelete="restrict"
    )
    date_asked = fields.Date(string="Asked on", required=True)
    text = fields.Text(string="Question", required=True)
    date_deadline = fields.Date(string="Answer by", required=True, index=True)
    state = fields.Selection(STATES, compute="_compute_state", search="_search_state")

    author_id = fields.Many2one("res.users", string="Answered by", ondelete="restrict")
    answerer_name = fields.Char(string="Answered by (on record)", readonly=True)
    answerer_post = fields.Char(string="Post of the person who answered", readonly=True)
    date_answered = fields.Date(string="Answered on")
    answer = fields.Text()
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_explanation_attachment_rel", string="Files"
    )
    date_withdrawn = fields.Date(string="Withdrawn on")
    withdraw_note = fields.Text(string="Reason for the withdrawal")
    is_late = fields.Boolean(
        string="Answered late", compute="_compute_state", help="Answered after its day, or not yet."
    )
    can_answer = fields.Boolean(compute="_compute_can")
    can_withdraw = fields.Boolean(compute="_compute_can")

    _waiting_idx = models.Index(
        "(date_deadline, id) WHERE date_answered IS NULL AND date_withdrawn IS NULL"
    )

    @api.model
    def _reorganisation_fields(self):
        """The successor answers what is still asked; a given answer stays with its author."""
        waiting = (("date_answered", "=", False), ("date_withdrawn", "=", False))
        return super()._reorganisation_fields() | {"agency_id": moved(*waiting, follows="task_id")}

    @api.depends("date_answered", "date_withdrawn", "date_deadline")
    def _compute_state(self):
        today = self.env["directive.settings"]._today()
        for one in self:
            late = bool(one.date_deadline) and (one.date_answered or today) > one.date_deadline
            one.state = (
                (one.date_withdrawn and "withdrawn")
                or (one.date_answered and "answered")
                or (late and "late")
                or "asked"
            )
            one.is_late = late and one.state != "withdrawn"

    @api.model
    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env["directive.settings"]._today()
        waiting = Domain("date_answered", "=", False) & Domain("date_withdrawn", "=", False)
        domains = {
            "asked": waiting & Domain("date_deadline", ">=", today),
            "late": waiting & Domain("date_deadline", "<", today),
            "answered": Domain("date_answered", "!=", False),
            "withdrawn": Domain("date_withdrawn", "!=", False),
        }
        return Domain.OR(domains.get(one, Domain.FALSE) for one in value)

    @api.depends("date_answered", "date_withdrawn", "agency_id")
    @api.depends_context("uid")
    def _compute_can(self):
        leader = self.env["directive.task"]._is_leader()
        for one in self:
            waits = one.state in WAITING
            one.can_answer = waits and one._is_answerer()
            one.can_withdraw = waits and leader

    def _asked_of_us(self):
        """Return those that wait for an answer of the user's agencies, whoever gives it there."""
        ours = self.env.user._directive_agencies()
        return self.filtered(lambda one: one.state in WAITING and one.agency_id in ours)

    def _is_answerer(self):
        """Tell whether the user answers for the agency: its head, where it has two tiers."""
        agency = self.sudo().agency_id  # the flag is read for every user
        if agency._waits_for_a_signer(()):
            return agency in self.env.user._directive_headed_agencies()
        return agency in self.env.user._directive_agencies()

    @api.depends("text")
    @api.depends_context("uid")
    def _compute_display_name(self):
        super()._compute_display_name()
        self._hide_names()

    def _refuse(self):
        raise UserError(
            self.env._(
                "Explanations are asked for on their task and answered once; they cannot be "
                "changed or deleted."
            )
        )

    # The answer

    @says_what_it_sent
    def action_answer(self, text=None, attachment_ids=()):
        """Answer for the agency; the leader who asked and the Office are told.

        :param str text: the explanation
        :param attachment_ids: ids of files the user has uploaded
        :raises UserError: if the user may not answer for the agency, it is answered or withdrawn
            already, or the text is empty
        """
        text = self._typed_text(text)
        self.check_access("read")
        if not text and self.env.context.get("directive_ask_note"):
            return self._open_answer()
        self._hold_with_task()
        self._check_waits()
        for one in self.filtered(lambda one: not one._is_answerer()):
            raise UserError(
                self.env._(
                    "Only %(agency)s can give this explanation; where the agency asks for it, its "
                    "head.",
                    agency=one.sudo().agency_id.name,  # of an explanation they may read
                )
            )
        if not text:
            raise UserError(self.env._("Enter the explanation."))
        self._record_answer(text, attachment_ids)
        return True

    def _record_answer(self, text, attachment_ids):
        today = self.env["directive.settings"]._today()
        self._record(
            {
                "answer": text,
                "author_id": self.env.uid,
                "date_answered": today,
                "attachment_ids": [fields.Command.set(attachment_ids)],
                **self._signature(self.env.user, "answerer"),
            }
        )
        for one in self:
            one.sudo(False)._own_attachments()
            one._tell_of_answer()

    def _own_attachments(self):
        """Attach the files to the answer, so that its readers see them."""
        # Read past a cache that holds only what the answerer could see before they answered.
        self.sudo().attachment_ids.sudo(False)._adopt(self)

    def _open_answer(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_explanation_answer_action"
        )
        return dict(action, context={"default_explanation_id": self.id})

    @says_what_it_sent
    def action_withdraw(self, note=None):
        """Withdraw these questions, saying why; the agencies are told.

        :raises UserError: if the user is not a leader, one is answered already, or without a reason
        """
        note = self._typed_text(note)
        self.check_access("read")
        if not note and self.env.context.get("directive_ask_note"):
            return self._open_withdrawal()
        self._hold_with_task()
        if not (self.env.su or self.env["directive.task"]._is_leader()):
            raise UserError(self.env._("Only leaders can withdraw a request for an explanation."))
        self._check_waits()
        if not note:
            raise UserError(self.env._("Say why the explanation is no longer needed."))
        today = self.env["directive.settings"]._today()
        self._record({"date_withdrawn": today, "withdraw_note": note})
        self._tell_of_withdrawal(note)
        return True

    def _open_withdrawal(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_chase_withdrawal_action"
        )
        return dict(action, context={"default_explanation_ids": self.ids})

    def _hold_with_task(self):
        """Lock the tasks and these: the second to answer sees that it is answered."""
        mine = self.sudo()  # agencies have no right to write them
        mine.task_id._hold()
        mine._hold()

    def _check_waits(self):
        for one in self.filtered(lambda one: one.state not in WAITING):
            who = one.answerer_name
            raise UserError(
                self.env._("%(name)s has already given this explanation.", name=who)
                if who
                else self.env._("This explanation is no longer asked for.")
            )

    def _record(self, vals):
        """Write what a step says; the caller has checked the user."""
        # Nobody has the right to write explanations; the steps alone do.
        return self.sudo().with_context(directive_workflow=WORKFLOW).write(vals)
