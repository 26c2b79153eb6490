from itertools import groupby

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL

from odoo.addons.directive_tracking.tools.trail import in_force

BATCH = 10_000


def migrate(cr, version):
    """Say in each line of the trail the lead agency and the deadline in force, where known.

    Extensions granted before left no line: they get the one that the request proves. A line whose
    lead or deadline cannot be known stays empty.
    """
    env = api.Environment(cr, SUPERUSER_ID, {})
    _add_extensions(env)
    _fill_unmoved(env)
    _fill_moved(env)


def _add_extensions(env):
    """Add the lines of granted extensions; the moment is that of the decision."""
    noon = SQL("request.date_decided + interval '5 hours'")  # noon in Vietnam
    env.execute_query(
        SQL(
            """
            INSERT INTO directive_transition (
                task_id, directive_id, user_id, date, verb, state_from, state_to, note,
                date_deadline, signer_name, signer_post, create_uid, create_date)
            SELECT request.task_id, task.directive_id, request.decided_by_id, moment.at, 'extend',
                   COALESCE(line.state_to, 'in_progress'), COALESCE(line.state_to, 'in_progress'),
                   COALESCE(request.decision_note, request.reason), request.proposed_deadline,
                   request.decider_name, request.decider_post, 1, now() AT TIME ZONE 'UTC'
              FROM directive_task_request request
              JOIN directive_task task ON task.id = request.task_id
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN abs(request.write_date::date - request.date_decided) <= 1
                               THEN date_trunc('second', request.write_date)
                               ELSE %s END AS at) moment
              LEFT JOIN LATERAL (
                   SELECT earlier.state_to FROM directive_transition earlier
                    WHERE earlier.task_id = request.task_id AND earlier.date <= moment.at
                    ORDER BY earlier.date DESC, earlier.id DESC LIMIT 1) line ON TRUE
             WHERE request.kind = 'extension' AND request.state = 'approved'
               AND request.decided_by_id IS NOT NULL AND request.proposed_deadline IS NOT NULL
               AND NOT EXISTS (
                   SELECT FROM directive_transition there
                    WHERE there.task_id = request.task_id AND there.verb = 'extend'
                      AND there.date_deadline = request.proposed_deadline)
             ORDER BY request.id
            RETURNING id
            """,
            noon,
        )
    )


def _fill_unmoved(env):
    """Fill the lines of tasks whose lead and deadline never changed, nearly all of them."""
    env.cr.execute(
        """
        UPDATE directive_transition line
           SET agency_id = task.lead_agency_id, date_deadline = task.date_deadline
          FROM directive_task task
         WHERE task.id = line.task_id AND line.agency_id IS NULL
           AND NOT EXISTS (
               SELECT FROM directive_transition move
                WHERE move.task_id = task.id AND move.verb IN ('correct', 'resume', 'extend'))
        """
    )


def _fill_moved(env):
    """Fill the lines of the other tasks as far as `in_force` knows."""
    env.cr.execute(
        """
        SELECT line.task_id, line.id, line.verb, line.date_deadline, line.agency_id IS NULL,
               task.lead_agency_id, task.date_deadline, task.date_deadline_original
          FROM directive_transition line JOIN directive_task task ON task.id = line.task_id
         WHERE line.task_id IN (SELECT task_id FROM directive_transition WHERE agency_id IS NULL)
         ORDER BY line.task_id, line.date, line.id
        """
    )
    values = []
    for _task, lines in groupby(env.cr.fetchall(), key=lambda row: row[0]):
        values += _known(list(lines))
    for start in range(0, len(values), BATCH):
        env.cr.execute(
            SQL(
                """
                UPDATE directive_transition line SET agency_id = known.lead, date_deadline = known.day
                  FROM (VALUES %s) AS known (id, lead, day) WHERE line.id = known.id
                """,
                SQL(", ").join(
                    SQL("(%s, %s, %s::date)", *one) for one in values[start : start + BATCH]
                ),
            )
        )


def _known(lines):
    verbs = [line[2] for line in lines]
    granted = [line[3] if line[2] == "extend" else None for line in lines]
    found = in_force(verbs, granted, *lines[0][5:])
    return [(line[1], *pair) for line, pair in zip(lines, found, strict=True) if line[4] and pair]
