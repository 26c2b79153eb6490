from odoo import SUPERUSER_ID, api
from odoo.tools import SQL


def migrate(cr, version):
    """Fill what tasks and requests keep from now on, from the trail; it runs after that is filled."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    _fill_since_when(cr)
    _fill_days_suspended(env)
    _fill_deadline_when_asked(cr)


def _fill_since_when(cr):
    """Before, reminders to receive a task counted from its assignment."""
    cr.execute(
        "UPDATE directive_task SET date_given = date_assigned"
        " WHERE date_given IS NULL AND date_assigned IS NOT NULL"
    )


def _fill_days_suspended(env):
    """Add up the days from each suspension to its end, in the province's time zone."""
    env.cr.execute(
        SQL(
            """
            UPDATE directive_task task SET days_suspended_before = past.days
              FROM (SELECT task_id, sum(day - since) AS days
                      FROM (SELECT task_id, verb, moved.day,
                                   lag(verb) OVER rows AS before, lag(moved.day) OVER rows AS since
                              FROM directive_transition
                             CROSS JOIN LATERAL (
                                   SELECT (date AT TIME ZONE 'UTC' AT TIME ZONE %s)::date AS day
                                   ) AS moved
                             WHERE verb IN ('suspend', 'resume')
                            WINDOW rows AS (PARTITION BY task_id ORDER BY date, id)) AS step
                     WHERE verb = 'resume' AND before = 'suspend'
                     GROUP BY task_id) AS past
             WHERE task.id = past.task_id AND COALESCE(task.days_suspended_before, 0) = 0
            """,
            str(env["directive.settings"]._timezone()),
        )
    )


def _fill_deadline_when_asked(cr):
    """The deadline in force when a request was made, where the trail tells it."""
    cr.execute(
        """
        UPDATE directive_task_request request
           SET deadline_before = line.date_deadline,
               asked_late = COALESCE(request.date > line.date_deadline, FALSE)
          FROM directive_task_request asked
         CROSS JOIN LATERAL (
               SELECT date_deadline, agency_id FROM directive_transition
                WHERE task_id = asked.task_id AND date <= asked.create_date
                ORDER BY date DESC, id DESC LIMIT 1) AS line
         WHERE request.id = asked.id AND request.deadline_before IS NULL
           AND line.agency_id IS NOT NULL AND line.date_deadline IS NOT NULL
        """
    )
