"""The steps that led each task of the plan to where it stands, written into the trail."""

from .cloning import without_indexes

# Some tasks were extended, some results returned; what the trail says, the tasks say too.
EXTENDED = "n % 12 = 0 AND plan.state <> 'assigned'"
RETURNED = "n % 20 = 0 AND plan.state IN ('done', 'reported')"
TIMES = {
    "extension_count": f"({EXTENDED})::int",
    "rework_count": f"({RETURNED})::int",
}


def fill(cr, base):
    """Write the trail of the tasks, of ids from ``base`` on."""
    received = "LEAST(CURRENT_DATE, assigned + 1)"
    has_result = "plan.state IN ('done', 'reported')"
    with without_indexes(cr, "directive_transition"):
        cr.execute(f"""
            INSERT INTO directive_transition (task_id, directive_id, user_id, date, verb, state_from,
                   state_to, agency_id, date_deadline, is_starred, coefficient, create_uid, create_date)
            SELECT task.id, task.directive_id, 1, step.day + interval '3 hours', step.verb, step.before,
                   step.after, task.lead_agency_id, task.date_deadline, task.is_starred, 1, 1, now()
            FROM plan JOIN directive_task task ON task.id = {base} + n CROSS JOIN LATERAL (VALUES
                (1, assigned, 'assign', 'draft', 'assigned', TRUE),
                (2, {received}, 'receive', 'assigned', 'in_progress', plan.state <> 'assigned'),
                (3, {received}, 'extend', 'in_progress', 'in_progress', {EXTENDED}),
                (4, reported, 'report_completion', 'in_progress', 'reported', {has_result}),
                (5, reported, 'return', 'reported', 'in_progress', {RETURNED}),
                (6, reported, 'report_completion', 'in_progress', 'reported', {RETURNED}),
                (7, LEAST(CURRENT_DATE, reported + 2), 'accept', 'reported', 'done', plan.state = 'done'),
                (8, reported, 'revoke', 'in_progress', 'revoked', plan.state = 'revoked'),
                (9, reported, 'close', 'in_progress', 'closed', plan.state = 'closed')
            ) AS step(place, day, verb, before, after, holds)
            WHERE step.holds ORDER BY n, step.place
        """)
