import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, retrying

from ...tools.bulk import AT_ONCE
from ...tools.workflow import WORKFLOW

_logger = logging.getLogger(__name__)


class DirectiveTaskBulk(models.Model):
    """The work: a slice of tasks at a time, with the rights that its author has at that moment.

    What became of a task is written in the same transaction as its step. Killed at any time, the
    work goes on with the tasks that still wait, and takes no step twice.
    """

    _inherit = "directive.task.bulk"

    @api.model
    def _begin(self, start, tasks):
        """Return the new record of the step that the form ``start`` asks for; nothing is done yet.

        The form has checked the user. The record is returned for the work, which keeps its books
        as the system.
        """
        # Nobody may write it.
        Bulk = self.sudo().with_context(directive_workflow=WORKFLOW)
        names = ("step", "mode", "deadline", "grade", "note")
        by_agency = start.step == "chase"
        tasks = tasks.sorted(lambda task: (by_agency and task.lead_agency_id.id, task.id))
        bulk = Bulk.create(
            {
                **{name: start[name] for name in names},
                "agency_id": start.agency_id.id,
                "user_id": self.env.uid,
                "date": fields.Datetime.now(),
                "task_count": len(tasks),
            }
        )
        Line = bulk.env["directive.task.bulk.line"]
        Line.create([{"bulk_id": bulk.id, "task_id": task.id} for task in tasks])
        return bulk

    def _work_together(self):
        """Take the step on all tasks, or raise and leave everything as it was."""
        self._take(self._tasks_for_author(self.line_ids))
        self._settle(self.line_ids, {})

    def _work_slice(self):
        """Take the step on the next tasks, and write down what became of them."""
        self._hold_and_touch()
        self.invalidate_recordset()
        if self.state != "running":
            return
        lines = self._next_lines()
        self._settle(lines, self._take_apart(self._tasks_for_author(lines)))

    def _tasks_for_author(self, lines):
        """Return the tasks as the author sees them now: the step is theirs, with all its checks."""
        author = self.user_id
        tasks = lines.task_id.with_user(author)
        return tasks.with_context(lang=author.lang, tz=author.tz, directive_workflow=None)

    def _next_lines(self):
        """Return the next tasks: of formal reminders all of an agency, which get one document."""
        Line = self.env["directive.task.bulk.line"]
        lines = Line._waiting_of(self, AT_ONCE)
        if self.step == "chase" and len(lines) == AT_ONCE:
            last = lines[-1].task_id.lead_agency_id
            waiting = Line._waiting_of(self, None)
            lines |= waiting.filtered(lambda line: line.task_id.lead_agency_id == last)
        return lines

    def _settle(self, lines, refused):
        lines._settle(refused)
        self._record(
            {
                "done_count": self.done_count + len(lines) - len(refused),
                "refused_count": self.refused_count + len(refused),
            }
        )
        if not self.waiting_count:
            self._end("done")

    def _end(self, state):
        self._record({"state": state, "date_ended": fields.Datetime.now()})

    # In the background

    def _go_on_later(self):
        """Have the scheduled action go on at once, if there is something left to do."""
        if self.state == "running":
            # Its own work: nobody may trigger scheduled actions.
            self.env.ref("directive_tracking.ir_cron_bulk").sudo()._trigger()

    @api.model
    def _cron_go_on(self):
        """Go on with what waits, of each person with their own rights."""
        # The books are everybody's; the steps are taken as their author.
        for bulk in self.sudo().search([("state", "=", "running")], order="id"):
            bulk.with_context(lang=bulk.user_id.lang, tz=bulk.user_id.tz)._go_on_or_stop()

    def _go_on_or_stop(self):
        """Go on; an error nobody foresaw stops this one, not those of other people."""
        try:
            self._go_on()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            self.env.cr.rollback()
            self._go_on_later()  # others hold its tasks
        except Exception:
            self.env.cr.rollback()
            _logger.exception("Step on many tasks %s stopped", self.id)
            self._stop(
                self.env._(
                    "An unexpected error stopped the work; the administrator can find it in the "
                    "log. Completed steps stay: go on, or cancel the rest."
                )
            )

    def _go_on(self):
        Cron = self.env["ir.cron"].sudo()  # the progress of the scheduled action
        self._check_author()
        while self.state == "running":
            before = self.waiting_count
            retrying(self._work_slice, self.env)
            left = Cron._commit_progress(before - self.waiting_count, remaining=self.waiting_count)
            if left <= 0:
                return
        self._tell_author()

    def _check_author(self):
        """Stop if the author may no longer log in: nobody acts in their name."""
        if not self.user_id.active:
            self._stop(self.env._("The account of the person who started it is archived."))

    def _stop(self, problem):
        self._record({"state": "stopped", "problem": problem})

    def _tell_author(self):
        """Show the author, wherever they are, that the work has ended."""
        if self.state != "done":
            return
        self.user_id._bus_send(
            "simple_notification",
            {
                "type": "warning" if self.refused_count else "success",
                "title": self.display_name,
                "message": self._in_words(),
                "sticky": bool(self.refused_count),
            },
        )

    def _in_words(self):
        if self.refused_count:
            return self.env._(
                "%(done)s tasks done, %(refused)s refused: see the list of refused tasks.",
                done=self.done_count,
                refused=self.refused_count,
            )
        return self.env._("%(done)s tasks done.", done=self.done_count)

    # Steps of its author

    def action_cancel(self):
        """Leave the tasks not begun; completed steps stay."""
        self._check_own(("running", "stopped"))
        lines = self.env["directive.task.bulk.line"]._waiting_of(self, None)
        # Nobody may write them; whose it is was checked.
        lines.sudo().with_context(directive_workflow=WORKFLOW).write({"state": "cancelled"})
        self._end("cancelled")
        return True

    def action_go_on(self):
        """Go on with what is not begun after it has stopped."""
        self._check_own(("stopped",))
        self._record({"state": "running", "problem": False})
        self._go_on_later()
        return True

    def _check_own(self, states):
        """Raise unless this is the user's own, in one of ``states``; it is locked from now on."""
        self.ensure_one()
        self.check_access("read")
        self.sudo()._hold_and_touch()  # nobody may write it
        if self.user_id != self.env.user:
            raise UserError(self.env._("Only the person who started it can do this."))
        if self.state not in states:
            raise UserError(self.env._("It has ended already: reload the page."))
