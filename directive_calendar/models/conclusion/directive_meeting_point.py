from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.agency.fate import moved
from odoo.addons.directive_tracking.tools.recurrence import RHYTHM
from odoo.addons.directive_tracking.tools.text import brief_name
from odoo.addons.directive_tracking.tools.workflow import (
    CLOSED,
    DONE,
    OPEN_STATES,
    REVOKED,
    WORKFLOW,
)

DRAFT, NOTED, ASSIGNED = "draft", "noted", "assigned"
STATES = [
    (DRAFT, "Not yet assigned"),
    (NOTED, "Noted, without a task"),
    (ASSIGNED, "Assigned"),
]
# Fields that only the steps of a meeting write.
GUARDED = {"state", "task_ids", "task_id", "carried_from_id", "doubts"}
OFFICE_OR_LEADER = (
    "directive_tracking.group_directive_office,directive_tracking.group_directive_leader"
)
SHOWN = 90  # characters of a point in a list of names


class DirectiveMeetingPoint(models.Model):
    """One point of the conclusions of a meeting, in the words of the notice.

    The Office writes and corrects it until it is assigned. Then each lead agency has a task, which
    says where the point stands; what it says changes only by a correction of the task.
    """

    _name = "directive.meeting.point"
    _description = "Point of a Conclusion"
    _inherit = [
        "directive.visibility.mixin",
        "directive.workflow.mixin",
        "directive.deadline.mixin",
        "directive.term.mixin",
    ]
    _order = "meeting_id desc, sequence, id"
    _rec_names_search = ["text", "label"]
    _visible_by = ("lead_agency_id", "other_lead_ids", "coordinating_agency_ids")
    _document_day = "meeting_id.conclusion_date"

    meeting_id = fields.Many2one(
        "directive.meeting", required=True, readonly=True, index=True, ondelete="restrict"
    )
    meeting_day = fields.Date(related="meeting_id.day", string="Meeting of")
    sequence = fields.Integer(default=1000000, aggregator=None)  # typed ones come last
    label = fields.Char(string="No.", help="As in the notice: 2, 2.1, 3.a.")
    heading = fields.Char(help="The headings above the point.")
    text = fields.Text(string="Conclusion", required=True)

    # Who
    lead_agency_id = fields.Many2one("directive.agency", string="Lead agency", index=True)
    other_lead_ids = fields.Many2many(
        "directive.agency",
        "directive_meeting_point_lead_rel",
        "point_id",
        "agency_id",
        string="Further lead agencies",
        context={"active_test": False},
        help="Each of them gets a task of its own.",
    )
    coordinating_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_meeting_point_coordinating_rel",
        "point_id",
        "agency_id",
        string="Coordinating agencies",
        context={"active_test": False},
    )
    lead_names = fields.Char(string="Lead", compute="_compute_lead_names")

    # Until when
    deadline_kind = fields.Selection(
        selection="_deadline_kinds",
        required=True,
        compute="_compute_deadline_kind",
        store=True,
        readonly=False,
        precompute=True,
    )
    date_deadline = fields.Date(string="Deadline")
    deadline_days = fields.Integer(string="Working days", aggregator=None)
    deadline_text = fields.Char(string="Deadline as worded")

    due_text = fields.Char(string="Until", compute="_compute_due_text", compute_sudo=True)

    # What became of it
    state = fields.Selection(STATES, required=True, default=DRAFT, readonly=True, index=True)
    doubts = fields.Json(readonly=True, help="Doubts of the reading: code and words.")
    doubt_text = fields.Text(string="To check", compute="_compute_doubt_text")
    task_ids = fields.Many2many(
        "directive.task",
        "directive_meeting_point_task_rel",
        "point_id",
        "task_id",
        string="Tasks",
        readonly=True,
        copy=False,
        groups=OFFICE_OR_LEADER,
    )
    task_id = fields.Many2one(
        "directive.task",
        string="First task",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups=OFFICE_OR_LEADER,
    )
    carried_from_id = fields.Many2one(
        "directive.meeting.point",
        string="Carried over from",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups=OFFICE_OR_LEADER,
    )
    carried_to_ids = fields.One2many(
        "directive.meeting.point",
        "carried_from_id",
        string="Carried over to",
        readonly=True,
        groups=OFFICE_OR_LEADER,
    )
    is_open = fields.Boolean(
        string="Still open",
        compute="_compute_is_open",
        search="_search_is_open",
        groups=OFFICE_OR_LEADER,
    )
    standing = fields.Char(
        string="Where it stands", compute="_compute_standing", groups=OFFICE_OR_LEADER
    )

    @api.model
    def _deadline_kinds(self):
        return self.env["directive.task"]._fields["deadline_kind"]._description_selection(self.env)

    @api.depends("label", "text")
    @api.depends_context("uid")
    def _compute_display_name(self):
        for point in self:
            text = " ".join((point.text or "").split())
            brief = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
            point.display_name = f"{point.label}. {brief}" if point.label else brief
        self._hide_names()

    @api.depends("lead_agency_id", "other_lead_ids")
    def _compute_lead_names(self):
        for point in self:
            leads = point._leads()
            names = [brief_name(agency.name) for agency in leads[:3]]
            more = len(leads) - len(names)
            point.lead_names = ", ".join(names) + (
                self.env._(" and %(count)s more", count=more) if more else ""
            )

    @api.depends("date_deadline", "deadline_text", "task_id.date_deadline")
    def _compute_due_text(self):
        for point in self:
            day = point.task_id.date_deadline or point.date_deadline
            point.due_text = format_date(self.env, day) if day else point.deadline_text

    @api.depends("date_deadline")
    def _compute_deadline_kind(self):
        """A typed day means a deadline on that day."""
        for point in self:
            if point.date_deadline and point.deadline_kind not in ("date", "period"):
                point.deadline_kind = "date"
            point.deadline_kind = point.deadline_kind or "none"

    @api.depends("doubts", "lead_agency_id", "state")
    def _compute_doubt_text(self):
        for point in self:
            found = point.doubts if point.state == DRAFT else ()
            point.doubt_text = "\n".join(
                filter(None, (point._doubt_sentence(*one) for one in found or ()))
            )

    def _doubt_sentence(self, code, words):
        """Return one doubt of the reading in words, or None where it has been answered."""
        if code == "missing_lead":
            return not self.lead_agency_id and self.env._(
                "Work is given here, but no agency was recognised."
            )
        sentences = {
            "unmatched_agency": self.env._("“%(words)s” is no known agency.", words=words),
            "related_agencies": self.env._("Who is meant by “%(words)s”?", words=words),
            "multiple_deadlines": self.env._("Several deadlines: %(words)s", words=words),
            "impossible_date": self.env._("No such day: %(words)s", words=words),
        }
        return sentences.get(code) or self.env._("Please check: %(words)s", words=words or code)

    def _questions_deadlines(self):
        return self.state == DRAFT

    # Where it stands

    @api.depends("state", "task_ids.state", "carried_to_ids", "lead_agency_id")
    def _compute_is_open(self):
        for point in self:
            waits = point.state == DRAFT and point.lead_agency_id
            runs = any(task.state in OPEN_STATES for task in point.task_ids)
            point.is_open = not point.carried_to_ids and bool(waits or runs)

    def _search_is_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        waits = Domain("state", "=", DRAFT) & Domain("lead_agency_id", "!=", False)
        runs = Domain("task_ids.state", "in", list(OPEN_STATES))
        return Domain("carried_to_ids", "=", False) & (waits | runs)

    @api.depends("state", "task_ids.state", "task_ids.timeliness", "carried_to_ids")
    def _compute_standing(self):
        for point in self:
            point.standing = point._standing_in_words()

    def _standing_in_words(self):
        """Return where this point stands, in the words of a report."""
        if self.state != ASSIGNED:
            return dict(self._fields["state"]._description_selection(self.env))[self.state]
        tasks = self.task_ids
        done = tasks.filtered(lambda task: task.state == DONE)
        late = tasks.filtered(lambda task: task.timeliness == "open_overdue")
        ended = tasks.filtered(lambda task: task.state in (CLOSED, REVOKED))
        if len(tasks) == len(done):
            return self.env._("Completed")
        if len(tasks) == 1:
            states = dict(tasks._fields["state"]._description_selection(self.env))
            words = states[tasks.state]
            return self.env._("%(state)s, overdue", state=words) if late else words
        counts = self.env._("%(done)s of %(all)s completed", done=len(done), all=len(tasks))
        more = [
            late and self.env._("%(count)s overdue", count=len(late)),
            ended and self.env._("%(count)s ended without result", count=len(ended)),
        ]
        return ", ".join([counts, *filter(None, more)])

    # Writing

    def _leads(self):
        """Return the agencies that get a task of this point, in order."""
        return self.lead_agency_id | self.other_lead_ids

    def _first(self):
        """Return the point as it was decided, from which this one may have been carried over."""
        point = self
        while point.carried_from_id:
            point = point.carried_from_id
        return point

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list if not self._in_workflow() else ():
            # Set explicitly: defaults from the context or the user must not override it.
            vals.update(dict.fromkeys(GUARDED, False), state=DRAFT)
        if not self._in_workflow():
            self._guard_values(vals_list)  # first: the meeting is looked up by them
            self._check_may_conclude([vals.get("meeting_id") for vals in vals_list])
        return super().create(vals_list)

    def write(self, vals):
        if not self._in_workflow():
            self._check_is_draft()
            if (GUARDED | {"meeting_id"}) & vals.keys():
                raise UserError(
                    self.env._("The outcome of a point is set by the steps of its meeting.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_is_draft()

    def _check_is_draft(self):
        for point in self.filtered(lambda point: point.state != DRAFT):
            raise UserError(
                self.env._(
                    "“%(point)s” is part of the conclusions issued and cannot be changed: correct "
                    "its task.",
                    point=point.display_name,
                )
            )

    @api.model
    def _check_may_conclude(self, meeting_ids):
        """Raise unless the caller may write conclusions of these meetings."""
        self.env["directive.meeting"].browse(filter(None, meeting_ids))._check_may_conclude()

    def _write_life(self, **vals):
        # The step of the meeting has been checked; nobody writes these fields directly.
        self.sudo().with_context(directive_workflow=WORKFLOW).write(vals)

    # Its tasks

    def _prepare_tasks(self, directive):
        """Return the values of one task for each lead agency."""
        common = {
            "directive_id": directive.id,
            "point": self.label,
            "name": self.text,
            "group_title": self.heading,
            **self._prepare_deadline(),
        }
        return [
            {
                **common,
                "lead_agency_id": lead.id,
                "coordinating_agency_ids": [Command.set((self.coordinating_agency_ids - lead).ids)],
            }
            for lead in self._leads()
        ]

    def _prepare_deadline(self):
        kind = self.deadline_kind
        vals = {"deadline_kind": kind, "deadline_text": self.deadline_text}
        if kind in ("date", "period"):
            vals["date_deadline"] = self.date_deadline
        elif kind == "working_days":
            vals["deadline_days"] = self.deadline_days
        elif kind == "periodic":
            vals |= {name: self[name] for name in RHYTHM}
        elif kind == "event":
            vals["event_text"] = self.event_text or self.deadline_text
        return vals

    @api.model
    def _reorganisation_fields(self):
        """The successor takes what is not yet assigned; afterwards the task says whose it is."""
        draft = moved(("state", "=", DRAFT))
        return super()._reorganisation_fields() | dict.fromkeys(self._visible_by, draft)
