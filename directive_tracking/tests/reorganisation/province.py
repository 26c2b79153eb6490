"""Random provinces with work of every kind, and pictures of the whole database."""

import json
from collections import Counter
from datetime import date, timedelta

from odoo.tools import SQL

FAR = date.today() + timedelta(days=1600)  # a deadline of the future on any day
STATES = ("draft", "assigned", "in_progress", "reported", "suspended", "done", "revoked", "closed")
# Evidence that is only added to; the tables of the reorganisation itself are left out by name.
ASIDE = (
    "directive_transition",
    "directive_notice",
    "directive_notice_delivery",
    "ir_cron_trigger",
    "bus_bus",
    "directive_figures_change",  # only added to; the figures themselves are compared
    "directive_figures_touch",
)
# Odoo's note of who wrote a row last, which is true of doing and of undoing.
LOG = ["write_uid", "write_date"]
# Worked out from what moves: the preview does not list it.
DERIVED = {
    "directive_agency": {"search_name", "parent_path"},
    "directive_task": {"visible_agency_keys"},
}


UNCHANGED = {}  # the rows of tables that a transaction has not changed, by its number and the table
TABLES = SQL(
    "SELECT c.relname, pg_current_xact_id()::text, pg_stat_get_xact_tuples_inserted(c.oid)"
    " + pg_stat_get_xact_tuples_updated(c.oid) + pg_stat_get_xact_tuples_deleted(c.oid) > 0"
    " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1"
)


def picture(env, aside=ASIDE):
    """Return ``{table: {row as JSON: times}}`` of every table but those ``aside``."""
    env.flush_all()
    return {
        name: _rows(env, name) if changed else _unchanged_rows(env, transaction, name)
        for name, transaction, changed in env.execute_query(TABLES)
        if name not in aside and not name.startswith("directive_reorganisation")
    }


def _unchanged_rows(env, *table):
    if table not in UNCHANGED:
        UNCHANGED[table] = _rows(env, table[-1])
    return UNCHANGED[table]


def _rows(env, name):
    query = SQL("SELECT (to_jsonb(t) - %s)::text FROM %s t", LOG, SQL.identifier(name))
    return Counter(row for (row,) in env.execute_query(query))


def differences(before, after):
    """Return ``{table: (rows gone, rows new)}`` where two pictures differ."""
    found = {}
    for name in before.keys() | after.keys():
        gone = before.get(name, Counter()) - after.get(name, Counter())
        new = after.get(name, Counter()) - before.get(name, Counter())
        if gone or new:
            found[name] = (
                [json.loads(row) for row in gone],
                [json.loads(row) for row in new],
            )
    return found


def changed_cells(differences):
    """Return ``{(table, id, column)}`` of changed rows and ``{(table, id)}`` of new ones."""
    cells, rows = set(), set()
    for table, (gone, new) in differences.items():
        if not (gone or new) or "id" not in (gone or new)[0]:
            continue
        old = {row["id"]: row for row in gone}
        for row in new:
            if row["id"] not in old:
                rows.add((table, row["id"]))
                continue
            passed = DERIVED.get(table, set())
            cells |= {
                (table, row["id"], column)
                for column, value in row.items()
                if value != old[row["id"]][column] and column not in passed
            }
    return cells, rows


def fill(case, chance, agencies):
    """Give ``agencies`` tasks in all states, with requests, reports, groups and a broadcast."""
    tasks = case.env["directive.task"]
    for _number in range(12):
        lead, *helpers = chance.sample(list(agencies), 3)
        state = chance.choice(STATES)
        task = case.make_task(
            lead, case.env["directive.agency"].union(*helpers[: chance.randrange(3)]),
            state=state, deadline=FAR, directive_id=case.make_directive().id,
        )  # fmt: skip
        if state in ("assigned", "in_progress") and chance.random() < 0.5:
            case.env["directive.task.request"].with_user(case.responder_of(task)).create(
                {
                    "task_id": task.id,
                    "reason": "Rain",
                    "proposed_deadline": FAR + timedelta(days=240),
                }
            )
        tasks |= task
    for number in range(2):
        chosen = chance.sample(list(agencies), 2)
        case.env["directive.agency.group"].create(
            {"name": f"Group {number}", "agency_ids": [(6, 0, [one.id for one in chosen])]}
        )
    case.env["directive.broadcast"].with_user(case.office_user).create(
        {"name": "Flood", "body": "Watch", "agency_ids": [(6, 0, chance.choice(agencies).ids)]}
    )
    return tasks
