from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from ...tools.agency.fate import moved
from ...tools.recipient import once
from ...tools.recurrence import RHYTHM
from ...tools.workflow import WORKFLOW
from ..notice.telling import says_what_it_sent
from ..task.lead_beside_helpers import lead_beside_helpers
from .directive_directive import LIVING

STATES = [("running", "Running"), ("paused", "Paused"), ("ended", "Ended")]
# The states a step leads from, and to.
STEPS = {
    "pause": (("running",), "paused"),
    "resume": (("paused",), "running"),
    "end": (LIVING, "ended"),
}
# Values that a series shares with its tasks
OF_TASK = ("point", "name", "product", "remark", "group_title", "needs_report", "deadline_text")
DAYS_NAMED = 6  # of a message; more are counted


class DirectiveTaskSeries(models.Model):
    """Periodic work: a scheduled action opens the task of each next occurrence.

    A series is an order of the leadership like its tasks: it begins with the first of them, only
    the Office changes it, with a reason, and the trail keeps each change.
    """

    _name = "directive.task.series"
    _description = "Periodic Task"
    _inherit = ["directive.correction.mixin", "directive.rhythm.mixin"]
    _order = "date_open, id"

    # What each of its tasks says
    directive_id = fields.Many2one(
        "directive.directive", required=True, readonly=True, index=True, ondelete="cascade"
    )
    point = fields.Char()
    name = fields.Char(string="Content", required=True)
    product = fields.Char(string="Expected product")
    remark = fields.Text(string="Remarks")
    group_title = fields.Char(string="Heading")
    deadline_text = fields.Char(string="Deadline as worded")
    lead_agency_id = fields.Many2one(
        "directive.agency", string="Lead agency", required=True, index=True, ondelete="restrict"
    )
    coordinating_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_task_series_agency_rel",
        "series_id",
        "agency_id",
        string="Coordinating agencies",
    )
    needs_report = fields.Boolean(default=True)
    monitor_id = fields.Many2one("res.users", string="Office specialist", index="btree_not_null")
    frequency = fields.Selection(required=True)

    # How far it is
    state = fields.Selection(STATES, required=True, default="running", readonly=True)
    date_until = fields.Date(string="Last day", help="Nothing due after this day is opened.")
    date_last = fields.Date(string="Opened up to", required=True, readonly=True)
    date_open = fields.Date(
        string="Next opens on", compute="_compute_date_open", store=True, readonly=True
    )
    date_next = fields.Date(string="Next is due on", compute="_compute_date_next")
    trouble = fields.Char(
        readonly=True, help="Why the next occurrence could not be opened; the series was paused."
    )
    task_ids = fields.One2many("directive.task", "series_id", string="Tasks", readonly=True)
    occurrence_ids = fields.One2many("directive.task.occurrence", "series_id", readonly=True)
    transition_ids = fields.One2many(
        "directive.transition", "series_id", string="Audit trail", readonly=True
    )
    task_count = fields.Integer(compute="_compute_task_count", string="Number of tasks")
    can_change = fields.Boolean(compute="_compute_can_change")

    _due_idx = models.Index("(date_open, id) WHERE state = 'running'")

    @api.depends("date_last", "date_until", "state", *RHYTHM)
    def _compute_date_next(self):
        for series in self:
            known = series.date_last and series._rhythm().repeats
            due = known and series._rhythm().due_after(series.date_last)
            over = due and series.date_until and due > series.date_until
            series.date_next = due if due and not over and series.state != "ended" else False

    @api.depends("date_next")
    def _compute_date_open(self):
        """The day after the one before was due, in the province."""
        for series in self:
            due = series.date_next
            series.date_open = due and series._rhythm().opens_on(due)

    @api.depends("task_ids")
    def _compute_task_count(self):
        counts = self.env["directive.task"]._read_group(
            [("series_id", "in", self.ids)], ["series_id"], ["__count"]
        )
        found = {series.id: count for series, count in counts}
        for series in self:
            series.task_count = found.get(series.id, 0)

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_change(self):
        allowed = self._is_corrector()
        for series in self:
            series.can_change = allowed and series.state in LIVING

    @api.constrains("frequency")
    def _check_rhythm(self):
        if any(not series._rhythm().repeats for series in self):
            raise ValidationError(
                self.env._("Choose how often: continuous work cannot be a series.")
            )

    # Its beginning

    @api.model
    @api.private
    def _begin_with(self, tasks):
        """Begin one series for each of the just assigned ``tasks``, its first occurrence."""
        today = self.env["directive.settings"]._today()
        # Nobody creates series; who may assign these tasks was checked.
        quiet = self.sudo().with_context(directive_workflow=WORKFLOW, tracking_disable=WORKFLOW)
        first = {task: task._rhythm().due_after(today) for task in tasks}
        many = quiet.create([self._prepare_series(task, first[task]) for task in tasks])
        # The link is the system's as well.
        for series, task in zip(many, tasks.sudo(), strict=True):
            task._restore_history({"series_id": series.id, "date_occurrence": first[task]})
        many.occurrence_ids.create(
            [
                {"series_id": one.id, "date": one.date_last, "state": "opened", "task_id": task.id}
                for one, task in zip(many, tasks, strict=True)
            ]
        )
        many._trigger_next()
        return many

    @api.model
    def _prepare_series(self, task, due):
        return {
            **{name: task[name] for name in (*OF_TASK, *RHYTHM)},
            "directive_id": task.directive_id.id,
            "lead_agency_id": task.lead_agency_id.id,
            "coordinating_agency_ids": task.coordinating_agency_ids.ids,
            "monitor_id": task.monitor_id.id,
            "date_last": due,
        }

    # The steps

    @says_what_it_sent
    def action_pause(self, note=None):
        """Pause these series: nothing is opened until they are resumed."""
        return self._step_or_ask("pause", note)

    @says_what_it_sent
    def action_resume(self, note=None):
        """Resume these series with the occurrence that is running."""
        return self._step_or_ask("resume", note)

    @says_what_it_sent
    def action_end(self, note=None):
        """End these series; tasks already opened stay."""
        return self._step_or_ask("end", note)

    def _step_or_ask(self, step, note):
        note = self._typed_text(note)
        if not note and self.env.context.get("directive_ask_note"):
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "directive_tracking.directive_task_series_step_action"
            )
            return dict(action, context={"default_series_ids": self.ids, "default_step": step})
        self._check_change(note, STEPS[step][0])
        # Nobody writes series; `_check_change` has asked who may.
        for series in self.sudo().with_context(directive_workflow=WORKFLOW):
            if step == "resume":
                series._skip_paused()
            series.write({"state": STEPS[step][1], "trouble": False})
            series._log(f"{step}_series", note)
            series._tell_change(step, note)
        self.directive_id.sudo()._follow_tasks()  # the state of an order is the system's
        self._trigger_next()
        return True

    def _check_change(self, note, states=LIVING, needs_note=True):
        """Raise unless the user may change these series, all of them in ``states``."""
        self.check_access("read")
        # Series first, as the scheduled action does; whether the user may is checked next.
        self.sudo()._hold()
        self.sudo().directive_id._hold_and_touch()
        if not self._is_corrector():
            raise UserError(self.env._("Only an Office specialist can change a periodic task."))
        labels = dict(self._fields["state"]._description_selection(self.env))
        for series in self.filtered(lambda one: one.state not in states):
            raise UserError(
                self.env._(
                    "“%(series)s” is in the state “%(state)s”: this is not possible any more.",
                    series=series.name,
                    state=labels[series.state],
                )
            )
        if needs_note and not note:
            raise UserError(self.env._("Enter the reason."))

    def _log(self, verb, note):
        """Write the trail of a step on these series."""
        Trail = self.env["directive.transition"].with_context(directive_workflow=WORKFLOW)
        return Trail.create(
            [{**self._prepare_trail_vals(), **one} for one in self._lines(verb, note)]
        )

    def _lines(self, verb, note):
        now = fields.Datetime.now()
        return [{"user_id": self.env.uid, "date": now, "verb": verb, "note": note}]

    def _prepare_trail_vals(self):
        return {"series_id": self.id, "directive_id": self.directive_id.id}

    # Telling

    def _tell_change(self, what, note):
        """Tell the agencies and the specialist of a change, once, on the latest task."""
        latest = self.task_ids.sorted("id")[-1:]
        if not latest:
            return
        agencies = self.lead_agency_id | self.coordinating_agency_ids
        told = once(agencies._notice_recipients() + latest._office_rows())
        line = self.transition_ids.sorted("id")[-1:]
        occurrence = f"series/{self.id}/{what}/{line.id}"
        latest._post_notice("series_changed", {latest.id: told}, occurrence, note=note)

    def _days_in_words(self, days):
        """Return ``days``, or their number with the first and the last if nobody would read all."""
        words = [format_date(self.env, day) for day in days]
        if len(words) <= DAYS_NAMED:
            return ", ".join(words)
        return self.env._(
            "%(count)s occurrences from %(first)s to %(last)s",
            count=len(words),
            first=words[0],
            last=words[-1],
        )

    @api.model
    def _reorganisation_fields(self):
        living = ("state", "in", LIVING)
        return super()._reorganisation_fields() | {
            "lead_agency_id": moved(living),
            "coordinating_agency_ids": moved(living),
        }

    @api.model
    def _reorganised(self, name, values, planned):
        return lead_beside_helpers(self, name, super()._reorganised(name, values, planned), planned)
