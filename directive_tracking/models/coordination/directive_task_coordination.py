from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.workflow import DRAFT, OPEN_STATES
from ..notice.telling import says_what_it_sent

STATES = [("open", "Not finished"), ("done", "Done")]
DUTY = ("duty", "product", "date_deadline")


class DirectiveTaskCoordination(models.Model):
    """The part of one coordinating agency in a task: its duty, product and inner deadline.

    There is one row per coordinating agency, and it follows the task's list of them. The Office
    fills it in while it orders, the lead agency while the task is open; the agency itself reports
    its part as finished. The task as a whole is completed by the lead agency alone.
    """

    _name = "directive.task.coordination"
    _description = "Part of a Coordinating Agency"
    _inherit = ["directive.waiting.mixin"]
    _order = "id"
    _rec_name = "agency_id"
    _owed_while = (("active", "=", True),)
    _owed_no_more = ("active", True, False)

    duty = fields.Text(readonly=True, help="The contribution expected of this agency.")
    product = fields.Char(string="Expected product", readonly=True)
    state = fields.Selection(STATES, required=True, default="open", readonly=True, copy=False)
    date_set = fields.Date(
        readonly=True, copy=False, help="The day on which the inner deadline was set."
    )
    percent = fields.Integer(string="Progress", aggregator=None, readonly=True, copy=False)
    date_last_news = fields.Date(string="Last report", readonly=True, copy=False)
    date_done = fields.Date(string="Finished on", readonly=True, copy=False)
    active = fields.Boolean(
        default=True, readonly=True, help="Whether the agency still coordinates the task."
    )
    can_set_duty = fields.Boolean(compute="_compute_can")
    can_reopen = fields.Boolean(compute="_compute_can")
    can_report = fields.Boolean(compute="_compute_can", help="Report the own part.")

    _one_per_agency = models.UniqueIndex("(task_id, agency_id)")
    _open_deadline_idx = models.Index(
        "(date_deadline) WHERE state = 'open' AND active AND date_ended IS NULL"
        " AND date_deadline IS NOT NULL"
    )

    @api.depends("state", "active", "agency_id", "task_id.state", "task_id.lead_agency_id")
    @api.depends_context("uid")
    def _compute_can(self):
        for row in self:
            may_set = row.active and row._is_setter()
            row.can_set_duty = may_set
            row.can_report = row.active and row.is_of_my_agency and row.task_id.can_report
            row.can_reopen = may_set and row.state == "done" and row.task_id.state != DRAFT

    def _is_setter(self):
        """Tell whether the user says what this agency has to do: the Office or the lead agency."""
        task = self.task_id
        if task.state == DRAFT:
            return self.env.su or task._is_office()
        judges = self.env.su or task._is_office() or task._is_lead()
        return task.state in OPEN_STATES and judges

    @api.model_create_multi
    def create(self, vals_list):
        if not self._in_workflow():
            self._refuse()
        return super().create(vals_list)

    # Its duty

    def action_open_duty(self):
        """Open the form that sets the duty, product and inner deadline."""
        return self._open_duty()

    def _open_duty(self, **context):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_coordination_duty_action"
        )
        return dict(action, context={**context, "default_coordination_ids": self.ids})

    @says_what_it_sent
    def action_set_duty(self, values, note=None):
        """Set what these agencies have to do, by the Office or the lead agency.

        :param dict values: any of ``duty``, ``product`` and ``date_deadline``
        :param str note: the reason; required of the Office once the task is assigned
        :raises UserError: if the user may not, nothing changes, or the day is after the task's
        """
        values, note = dict(self._typed_values(values)), self._typed_text(note)
        self._guard_values([values])  # an invalid day cannot be compared
        self.check_access("read")
        self._hold_with_tasks()
        self._check_setters()
        self._check_duty(values, note)
        changed = [row._set_duty(values, note) for row in self]
        if not any(changed):
            raise UserError(self.env._("Nothing has changed: enter the changes first."))
        return True

    def _check_setters(self):
        for row in self:
            if not row.can_set_duty:
                raise UserError(
                    self.env._(
                        "You are not allowed to change the part of %(agency)s in “%(task)s”: only "
                        "the Office and the lead agency can, while the task is open.",
                        agency=row.agency_id.name,
                        task=row.task_id.name,
                    )
                )

    def _check_duty(self, values, note):
        foreign = values.keys() - set(DUTY)
        if foreign:
            raise UserError(
                self.env._(
                    "Only duty, product and inner deadline can be set here, not: %(fields)s.",
                    fields=", ".join(sorted(map(str, foreign))),
                )
            )
        for row in self:
            task = row.task_id
            row._check_inner_deadline(task, fields.Date.to_date(values.get("date_deadline")))
            corrects = task.state != DRAFT and not (self.env.su or task._is_lead())
            if corrects and not note:
                raise UserError(
                    self.env._("The task is assigned: enter the reason for the change.")
                )

    def _set_duty(self, values, note):
        """Write ``values`` with trail and notice; return whether anything has changed."""
        before, day = self._in_words(DUTY), self.date_deadline
        self._as_system().write(values)
        if self.date_deadline != day:
            self._as_system().date_set = self.env["directive.settings"]._today()
        changes = self._changes_since(before, self._in_words(DUTY))
        if changes and self.task_id.state != DRAFT:
            # Nobody writes the trail; who may set the duty was checked.
            self.task_id.sudo()._log_part(self, "coordination_set", note, changes)
        return bool(changes)

    # Its end

    @says_what_it_sent
    def action_reopen_part(self, note=None):
        """Ask these agencies to go on with a part they had reported as finished.

        :param str note: what is missing
        :raises UserError: if the user may not, the part is not finished, or there is no reason
        """
        note = self._typed_text(note)
        if not note and self.env.context.get("directive_ask_note"):
            return self._open_duty(default_reopens=True)
        self.check_access("read")
        self._hold_with_tasks()
        self._check_setters()
        if not all(row.can_reopen for row in self):
            raise UserError(self.env._("Only a part that has been finished can be reopened."))
        if not note:
            raise UserError(self.env._("Say what is missing."))
        for row in self:
            row._as_system().write({"state": "open", "date_done": False, "date_ended": False})
            # Nobody writes the trail; who may reopen the part was checked.
            row.task_id.sudo()._log_part(row, "coordination_reopened", note)
        return True

    def _finish(self, day):
        """Record these parts as finished on ``day``."""
        self._as_system().write({"state": "done", "date_done": day, "date_ended": day})

    @api.model
    def _end_with_tasks(self, tasks):
        """Nobody waits for a task that has ended: from the day its result was reported.

        One statement for parts and questions: each step that ends a task passes here.
        """
        self._move_with_tasks(
            """
            WITH lapsed AS (
                UPDATE directive_task_opinion
                   SET state = 'lapsed', date_ended = %(today)s, write_uid = %(uid)s,
                       write_date = %(now)s
                 WHERE task_id = ANY(%(tasks)s) AND state = 'asked')
            UPDATE directive_task_coordination AS part
               SET date_ended = COALESCE(task.date_reported, %(today)s), write_uid = %(uid)s,
                   write_date = %(now)s
              FROM directive_task AS task
             WHERE task.id = part.task_id AND task.id = ANY(%(tasks)s)
               AND part.active AND part.date_ended IS NULL
            """,
            tasks,
        )

    @api.model
    def _go_on_with_tasks(self, tasks):
        """Parts not finished are waited for again with the reopened ``tasks``."""
        self._move_with_tasks(
            """
            UPDATE directive_task_coordination
               SET date_ended = NULL, write_uid = %(uid)s, write_date = %(now)s
             WHERE task_id = ANY(%(tasks)s) AND active AND state = 'open'
               AND date_ended IS NOT NULL
            """,
            tasks,
        )

    def _move_with_tasks(self, statement, tasks):
        tasks.flush_recordset(["date_reported"])
        waiting = [
            self.env[name] for name in ("directive.task.coordination", "directive.task.opinion")
        ]
        for model in waiting:
            model.flush_model()
        self.env.cr.execute(
            SQL(
                statement,
                tasks=tasks.ids,
                today=self.env["directive.settings"]._today(),
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        for model in waiting:
            model.invalidate_model(flush=False)
        tasks.invalidate_recordset(["waiting_text", "is_kept_waiting"], flush=False)

    def _pass_on(self, newcomers):
        """Let the agencies that take over open parts find the duties with them.

        An agency takes over from the one it was put in the place of, and a successor from those
        merged into it.
        """
        for row in self.filtered(lambda row: not row.date_ended):
            heir = row._successor_part(newcomers)
            if not heir or not any(row[name] for name in DUTY):
                continue
            days = [one.date_deadline for one in (row, heir) if one.date_deadline]
            duties = dict.fromkeys(filter(None, (heir.duty, row.duty)))
            heir.write(
                {
                    "duty": "\n".join(duties),
                    "product": heir.product or row.product,
                    "date_deadline": min(days, default=False),
                    "date_set": self.env["directive.settings"]._today(),
                }
            )

    def _successor_part(self, newcomers):
        """Return the part of the agency that takes over this one, if there is one."""
        here = self.task_id.coordination_ids - self
        successors = here.filtered(lambda row: row.agency_id in self.agency_id.successor_ids)
        fresh = newcomers.filtered(lambda row: row.task_id == self.task_id)
        return successors[:1] or (fresh if len(fresh) == 1 else fresh.browse())

    def _leave(self):
        """End these parts: the agencies do not coordinate the task any more."""
        drafts = self.filtered(lambda row: row.task_id.state == DRAFT)
        kept = (self - drafts)._as_system()
        today = self.env["directive.settings"]._today()
        for row in kept:
            row.write({"active": False, "date_ended": row.date_ended or today})
        drafts._as_system().unlink()

    def _resume_parts(self):
        """Take these parts up again: the agencies coordinate the task once more."""
        rows = self._as_system()
        rows.active = True
        rows.filtered(lambda row: row.state == "open").date_ended = False
