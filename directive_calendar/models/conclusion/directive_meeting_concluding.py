from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.workflow import DRAFT as DRAFT_ORDER
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.conclusion.lateness import days_late
from .directive_meeting_point import ASSIGNED, NOTED


class DirectiveMeeting(models.Model):
    """Issuing conclusions: each point with a lead agency becomes a task, or several."""

    _inherit = "directive.meeting"

    def action_issue_conclusions(self):
        """Assign the points that are not yet assigned, each as tasks of its lead agencies.

        The first time, an order with the number of the notice is issued; later points join it.

        :raises UserError: if there is nothing to assign, or the order lacks what it needs
        """
        self._check_may_conclude()
        for meeting in self:
            meeting._hold_and_touch()
            meeting._issue_conclusions()
        return True

    def _issue_conclusions(self):
        points = self._draft_points()
        if not points:
            raise UserError(
                self.env._(
                    "“%(meeting)s” has no point that is not yet assigned: enter the conclusions "
                    "first.",
                    meeting=self.display_name,
                )
            )
        self._check_meeting_begun()
        given = points.filtered("lead_agency_id")
        if given:
            self._assign_points(given)
        (points - given)._write_life(state=NOTED)
        self._carry_over()
        self._be_concluded()

    def _check_meeting_begun(self):
        """Raise if the meeting is still to come: it has concluded nothing."""
        if self.day and self.day > self.env["directive.settings"]._today():
            raise UserError(
                self.env._(
                    "“%(meeting)s” takes place on %(day)s: conclusions are issued afterwards.",
                    meeting=self.display_name,
                    day=format_date(self.env, self.day),
                )
            )

    def _assign_points(self, points):
        """Give the work of these points, in one order."""
        quiet = self.with_context(tracking_disable=WORKFLOW)  # no followers while creating
        order = self.conclusion_directive_id or quiet._create_order().with_env(self.env)
        vals, counts = [], []
        for point in points:
            tasks = point._prepare_tasks(order)
            vals += tasks
            counts.append(len(tasks))
        tasks = quiet.env["directive.task"].create(vals).with_env(self.env)
        if order.state == DRAFT_ORDER:
            order.action_issue()
        else:
            tasks.action_assign()
        start = 0
        for point, count in zip(points, counts, strict=True):
            own = tasks[start : start + count]
            point._write_life(state=ASSIGNED, task_ids=own.ids, task_id=own[:1].id)
            start += count

    def _create_order(self):
        """Return the draft of the order; it is issued with its tasks."""
        order = self.env["directive.directive"].create(self._prepare_order())
        self._write_conclusion(conclusion_directive_id=order.id)
        return order

    def _prepare_order(self):
        settings = self.env["directive.settings"]
        day = self.date_to or self.day
        return {
            "number": self.conclusion_number,
            "subject": self.env._(
                "Conclusions of the meeting of %(day)s: %(name)s",
                day=format_date(self.env, day, date_format="dd/MM/yyyy"),
                name=self.name,
            ),
            "date_issued": self.conclusion_date or settings._today(),
            "issuer_id": self.chair_id.issuer_id.id,
            "source": "meeting",
            "urgency": "normal",
            "monitor_id": self.monitor_id.id or self.env.uid,
        }

    def _be_concluded(self):
        settings = self.env["directive.settings"]
        issued = self.conclusion_date or settings._today()
        days = days_late(
            settings._working_calendar(),
            self.date_to or self.day,
            settings._get_calendar("conclusion_days"),
            issued,
        )
        first = (
            {} if self.date_concluded else {"date_concluded": issued, "conclusion_late_days": days}
        )
        self._write_conclusion(state="concluded", **first)

    def _write_conclusion(self, **vals):
        # The step has been checked; nobody writes these fields directly.
        self.sudo().with_context(directive_workflow=WORKFLOW).write(vals)

    # Open points of earlier meetings

    def action_carry_over(self):
        """Take the open points of earlier meetings of the series over into this one."""
        self._check_may_conclude()
        for meeting in self:
            meeting._hold_and_touch()
            if not meeting._carry_over():
                raise UserError(
                    self.env._("No point of an earlier meeting of this series is still open.")
                )
        return True

    def _carry_over(self):
        """Return the points by which this meeting goes on with the open ones of earlier meetings."""
        self.ensure_one()
        open_ones = self._earlier_points().filtered("is_open")
        # The step has been checked; the new points repeat the old ones, whoever wrote those.
        points = self.env["directive.meeting.point"].sudo()
        points = points.with_context(directive_workflow=WORKFLOW)
        return points.create([self._prepare_carried(point.sudo()) for point in open_ones])

    def _prepare_carried(self, point):
        vals = point.copy_data()[0]
        return vals | {
            "meeting_id": self.id,
            "carried_from_id": point.id,
            "state": point.state,
            "task_ids": point.task_ids.ids,
            "task_id": point.task_id.id,
        }

    def _earlier_meetings(self):
        """Return the earlier meetings of the series that took place, the latest first."""
        if not self.series_id:
            return self.browse()
        return self.search(
            [
                ("series_id", "=", self.series_id.id),
                ("id", "!=", self.id),
                ("day", "<=", self.day),
                ("state", "in", ("held", "concluded")),
            ],
            order="day desc, id desc",
        )

    def _earlier_points(self):
        """Return the points of earlier meetings that no later one goes on with."""
        return self._earlier_meetings().point_ids.filtered(lambda point: not point.carried_to_ids)
