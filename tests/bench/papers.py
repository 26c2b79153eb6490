"""Measure (h): a list of 50,000 tasks as a spreadsheet, and the board of an order."""

import resource
import tempfile

from .reading import FULL_SIZE, find_cast

ROWS, SECONDS, MEGABYTES = 50_000, 15, 300


def measure(database, report, size):
    """Print the lines of one database."""
    with database.environment() as env:
        cast = find_cast(env)
    measure_list(database, report, size, cast.specialist)
    measure_board(database, report, size, cast.specialist)


def measure_list(database, report, size, uid):
    """Print the time and the memory of the spreadsheet of all open tasks."""
    written = []
    before = _memory()
    ms, queries = database.time(uid, lambda env: _write_list(env, written))
    memory, seconds = _memory() - before, ms / 1000
    wishes = [
        (f"{ROWS:,} rows", written[-1] >= ROWS),
        (f"at most {SECONDS} s", seconds <= SECONDS),
        (f"at most {MEGABYTES} MB", memory <= MEGABYTES),
    ]
    report.text(
        f"(h) spreadsheet of {written[-1]:,} tasks, {size}",
        f"{seconds:.1f} s, {queries} queries, {memory:.0f} MB more than before",
        wishes if size == FULL_SIZE else (),
    )


def _write_list(env, written):
    """Write the list of the open tasks, as the scheduled action does."""
    # Forms are the administrator's.
    form = env["directive.form"].sudo().search([("listed", "=", "13")], limit=1)
    form.listed = "10"
    ask = env["directive.form.ask"].create({"form_id": form.id, "period": "month"})
    with tempfile.TemporaryFile() as target:
        ask._write_sheet(target, written.append)


def _memory():
    """Return the most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_board(database, report, size, uid):
    """Print what the board of an order of 1 and of 100 tasks costs."""
    found = {}
    for tasks in (1, 100):
        with database.environment() as env:
            env.cr.execute(
                "SELECT directive_id FROM directive_task WHERE state <> 'draft'"
                " GROUP BY 1 HAVING count(*) = %s ORDER BY 1 DESC LIMIT 1",
                [tasks],
            )
            [order_id] = env.cr.fetchone()
        found[tasks] = database.compare(ours=(uid, _board(order_id)))["ours"]
    report.text(
        f"(h) board of an order, {size}",
        "; ".join(
            f"of {tasks} tasks: {figure.ms:.1f} ms, {figure.queries:.0f} queries"
            for tasks, figure in found.items()
        ),
        [("no more queries with 100 tasks", found[100].queries <= found[1].queries)],
    )


def _board(order_id):
    def open_board(env):
        board = env["directive.order.board"].create({"directive_id": order_id})
        specification = {
            name: {} for name, field in board._fields.items() if name.endswith("_count")
        }
        rows = {"task_ids": {"fields": {"name": {}, "state": {}, "date_last_news": {}}}}
        board.web_read(specification | rows)

    return open_board
