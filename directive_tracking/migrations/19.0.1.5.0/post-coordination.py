"""Each coordinating agency of the tasks there are gets its part, still to be described.

Nobody was ever asked to finish such a part, so those of ended tasks end with their task.
"""

ADD = """
INSERT INTO directive_task_coordination
       (task_id, agency_id, state, active, percent, date_ended, create_date, write_date)
SELECT task.id, rel.agency_id, 'open', TRUE, 0,
       CASE WHEN task.state IN ('done', 'revoked', 'closed')
            THEN COALESCE(task.date_reported, task.date_done, task.write_date::date) END,
       now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
  FROM directive_task_coordinating_agency_rel AS rel
  JOIN directive_task AS task ON task.id = rel.task_id
    ON CONFLICT DO NOTHING
"""


def migrate(cr, version):
    cr.execute(ADD)
