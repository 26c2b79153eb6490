"""The same answers by hand: SQL over the plain tables and relations, with the rules written out.

Two queries for the visibility of a task: over the relation ``visible_agency_ids``, the obvious
way, and over the array that the product stores for its own lists.
"""

from odoo.tools import SQL

from .screens import COUNT_LIMIT, LIMIT

# The day in the province, as the product counts: after 17:00 UTC it is a day ahead.
TODAY = SQL("(now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date")
OPEN = SQL("task.state IN ('assigned', 'in_progress', 'reported', 'suspended')")
RUNNING = SQL("task.state IN ('assigned', 'in_progress', 'reported')")
LATE = SQL("%s AND task.date_deadline < %s", RUNNING, TODAY)
# Values that the product computes in Python, as columns.
COMPUTED = {
    "timeliness": SQL(
        "CASE WHEN task.state = 'done' THEN CASE WHEN COALESCE(task.date_reported, task.date_done)"
        " > task.date_deadline THEN 'done_late' ELSE 'done_on_time' END"
        " WHEN task.state NOT IN ('draft', 'revoked', 'closed') THEN"
        " CASE WHEN task.date_deadline IS NULL THEN 'open_no_deadline'"
        " WHEN %s THEN 'open_overdue' ELSE 'open_in_term' END END",
        LATE,
    ),
    "days_overdue": SQL("CASE WHEN %s THEN %s - task.date_deadline ELSE 0 END", LATE, TODAY),
    "is_due_soon": SQL("%s AND task.date_deadline BETWEEN %s AND %s + 5", RUNNING, TODAY, TODAY),
    "is_open": OPEN,
    "suspended_days": SQL(
        "task.days_suspended_before + COALESCE(%s - task.date_suspended, 0)", TODAY
    ),
}
NAMES = {"res.users": "partner.complete_name", "directive.directive": "named.number"}


def mine_query(user_id):
    """Return the query of the agencies a user belongs to; the list's queries name its answer."""
    return SQL(
        "SELECT agency_id FROM directive_agency_member WHERE user_id = %s"
        " AND (date_from IS NULL OR date_from <= %s)"
        " AND (date_to IS NULL OR date_to >= %s)",
        user_id,
        TODAY,
        TODAY,
    )


def by_relation(agency_ids, led):
    """Return the SQL conditions for tasks these agencies see and lead, on plain tables."""
    seen = SQL(
        "EXISTS (SELECT FROM directive_task_visible_agency_rel seen"
        " WHERE seen.task_id = task.id AND seen.agency_id = ANY(%s))",
        agency_ids,
    )
    return [seen, SQL("task.lead_agency_id = ANY(%s)", agency_ids)] if led else [seen]


def by_array(agency_ids, led):
    """Return the same conditions over the array, as the product's own lists ask."""
    seen = SQL("task.visible_agency_keys && %s", agency_ids)
    return [seen, SQL("ARRAY[task.lead_agency_id] && %s", agency_ids)] if led else [seen]


def list_queries(env, screen, conditions=(), text=None):
    """Return the queries of the rows, names included, and of the count of an open-task list.

    :param conditions: restrictions of the list besides being open
    :param str text: text that the content or number must contain
    """
    where = SQL(" AND ").join([OPEN, *conditions, *([_contains(text)] if text else [])])
    columns, joins = _columns(env, screen)
    rows = SQL(
        "SELECT %s FROM (SELECT * FROM directive_task task WHERE %s"
        " ORDER BY task.date_deadline, task.id LIMIT %s) task %s"
        " ORDER BY task.date_deadline, task.id",
        columns,
        where,
        LIMIT,
        joins,
    )
    count = SQL(
        "SELECT count(*) FROM (SELECT FROM directive_task task WHERE %s LIMIT %s) found",
        where,
        COUNT_LIMIT,
    )
    return rows, count


def _contains(text):
    """Return the condition of a text that is neither a number nor an agency, as the search box asks it."""
    # Known only once a database is open.
    from odoo.addons.directive_tracking.tools.search import words_pattern

    return SQL("unaccent(task.name) ILIKE unaccent(%s)", f"%{words_pattern(text)}%")


def _columns(env, screen):
    """Return the columns of the list and the joins that bring the names."""
    columns, joins = [SQL("task.id")], []
    for name, specification in screen.specification.items():
        field = env[screen.model]._fields[name]
        if name in COMPUTED:
            columns.append(COMPUTED[name])
        elif field.store and field.column_type:
            columns.append(SQL.identifier("task", name))
        else:
            raise NotImplementedError(f"Say in SQL how the list's column {name} is worked out")
        if specification:
            alias = SQL.identifier(f"of_{name}")
            columns.append(SQL("%s.name", alias))
            joins.append(_join_name(env[field.comodel_name], alias, SQL.identifier("task", name)))
    return SQL(", ").join(columns), SQL(" ").join(joins)


def _join_name(model, alias, key):
    table = SQL.identifier(model._table)
    partner = SQL("JOIN res_partner partner ON partner.id = named.partner_id")
    return SQL(
        "LEFT JOIN LATERAL (SELECT %s AS name FROM %s named %s WHERE named.id = %s) %s ON TRUE",
        SQL(NAMES.get(model._name, "named.name")),
        table,
        partner if model._name == "res.users" else SQL(),
        key,
        alias,
    )


def pivot_query(measures=("count(*)",)):
    """Return the query of ``measures`` of tasks by lead agency and official class, with names."""
    return SQL(
        "SELECT counted.*, agency.name FROM ("
        "SELECT task.lead_agency_id, %s AS class, %s FROM directive_task task"
        " WHERE task.state NOT IN ('draft', 'revoked') AND task.parent_id IS NULL"
        " GROUP BY 1, 2) counted"
        " LEFT JOIN directive_agency agency ON agency.id = counted.lead_agency_id"
        " ORDER BY agency.sequence, agency.name, agency.id",
        COMPUTED["timeliness"],
        SQL(", ").join(one if isinstance(one, SQL) else SQL(one) for one in measures),
    )
