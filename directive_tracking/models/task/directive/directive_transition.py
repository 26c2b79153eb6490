from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ....tools.agency.fate import KEPT


class DirectiveTransition(models.Model):
    """A line about a task says who leads it and until when, from that step on.

    So the lines alone tell which agency led a task on a past day, and with which deadline.
    """

    _inherit = "directive.transition"

    task_id = fields.Many2one("directive.task", index=True, ondelete="cascade")
    agency_id = fields.Many2one(
        "directive.agency",
        string="Lead agency",
        ondelete="restrict",
        help="The lead agency after the step. Empty if it was not recorded at that time; then "
        "the deadline is not known either.",
    )
    date_deadline = fields.Date(string="Deadline", help="The deadline in force after the step.")

    _agency_idx = models.Index("(agency_id, date)")
    _task_moves = models.Constraint(
        "CHECK (task_id IS NULL OR (state_from IS NOT NULL AND state_to IS NOT NULL))",
        "A line about a task needs the old and the new state.",
    )

    @api.model
    def _complete(self, vals_list):
        super()._complete(vals_list)
        for vals in vals_list:
            self._say_in_force(vals)

    @api.model
    def _say_in_force(self, vals):
        """Write into ``vals`` the lead agency and the deadline that the task has now.

        A line about the past, such as one of a load of past tasks, states them itself.
        """
        task = self.env["directive.task"].browse(vals.get("task_id"))
        if task and "agency_id" not in vals:
            vals["agency_id"] = task.lead_agency_id.id
            vals["date_deadline"] = task.date_deadline

    @api.model
    def _in_force(self, tasks, day):
        """Return ``{task id: (agency id, deadline, state)}`` at the end of ``day``.

        It is read from the trail alone. Tasks not assigned by then, or whose lead at that time
        was not recorded, are left out.
        """
        self.flush_model()
        after = self.env["directive.settings"]._start_of_day_utc(day + timedelta(days=1))
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (task_id) task_id, agency_id, date_deadline, state_to
                  FROM directive_transition
                 WHERE task_id = ANY(%s) AND date < %s
                 ORDER BY task_id, date DESC, id DESC
                """,
                tasks.ids,
                after,
            )
        )
        return {task: tuple(rest) for task, *rest in rows if rest[0]}

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
