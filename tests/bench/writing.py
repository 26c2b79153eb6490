"""Measures (d), (e) and (f): one step of a task, the nightly reminders, the import of an appendix."""

import base64
import io
import statistics
import time
from datetime import datetime, timedelta
from unittest.mock import patch

import openpyxl

from .figures import ROUNDS, SLOW_ROUNDS
from .reading import find_cast

STEPS = (
    # verb, source state, actor, note
    ("receive", "assigned", "responder", ()),
    ("accept", "reported", "specialist", ()),
    ("return", "reported", "specialist", ("Thiếu phụ lục",)),
    ("suspend", "in_progress", "specialist", ("Chờ văn bản của Bộ",)),
    ("revoke", "in_progress", "specialist", ("Theo Quyết định số 5/QĐ-UBND",)),
    ("reopen", "done", "specialist", ("Kết quả bị thu hồi",)),
)
MAX_QUERIES = 25
ROWS = 1_000
ALIKE_ROWS = 300
HEADER = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm")


def measure_steps(database, report, size):
    """Print the cost of one step in a directive of 1 and of 100 tasks; return the query counts."""
    queries = {}
    for verb, state, actor, note in STEPS:
        found = {}
        for tasks in (1, 100):
            with database.environment() as env:
                task, users = _find_task(env, state, tasks)
            ways = database.compare(ours=(users[actor], _stepper(task.id, verb, note)))
            found[tasks] = ways["ours"]
            queries[verb, tasks] = int(found[tasks].queries)
        report.text(
            f"(d) {verb}, {size}",
            "; ".join(
                f"one of {tasks} tasks: {figure.ms:.1f} ms, {figure.queries:.0f} queries"
                for tasks, figure in found.items()
            ),
            [
                (
                    f"at most {MAX_QUERIES}",
                    max(found[1].queries, found[100].queries) <= MAX_QUERIES,
                ),
                ("no more with 100 tasks", found[100].queries <= found[1].queries),
            ],
        )
    return queries


def measure_sums(database, report, size):
    """Print what a step costs beside the same step while no sums of figures are kept."""
    with database.environment() as env:
        task, users = _find_task(env, "reported", 100)
    call, uid = _stepper(task.id, "accept", ()), users["specialist"]
    taken = {"ours": [], "without": []}
    for turn in range(ROUNDS + 1):
        for name, samples in taken.items():
            with database.environment(uid) as env:
                if name == "without":
                    for table in ("task", "transition", "task_progress"):
                        env.cr.execute(f"ALTER TABLE directive_{table} DISABLE TRIGGER USER")
                started = time.perf_counter()
                call(env)
                env.cr.flush()
                if turn:
                    samples.append(1000 * (time.perf_counter() - started))
    ours, without = (statistics.median(samples) for samples in taken.values())
    report.text(
        f"(d) accept with sums of figures, {size}",
        f"{ours:.1f} ms, without them {without:.1f} ms: {ours / without:.2f}x",
        [("at most 1.2x", ours <= 1.2 * without)],
    )


def _find_task(env, state, tasks):
    """Return a task in ``state``, of an ordinary directive of so many tasks; and its people.

    Always of a commune, and with coordinators, so that the sizes differ in nothing else.
    """
    env.cr.execute(
        """
        SELECT task.id FROM directive_task task JOIN directive_agency a ON a.id = lead_agency_id
        WHERE task.state = %s AND task.urgency = 'normal' AND a.kind = 'commune'
        AND EXISTS (SELECT FROM directive_task_coordinating_agency_rel WHERE task_id = task.id)
        AND directive_id IN (SELECT directive_id FROM directive_task GROUP BY 1 HAVING count(*) = %s)
        ORDER BY task.id DESC LIMIT 1
        """,
        [state, tasks],
    )
    task = env["directive.task"].browse(env.cr.fetchone())
    responders = task.lead_agency_id.member_ids.filtered(lambda one: one.role == "responder")
    return task, {"responder": responders[0].user_id.id, "specialist": task.monitor_id.id}


def _stepper(task_id, verb, note):
    return lambda env: getattr(env["directive.task"].browse(task_id), f"action_{verb}")(*note)


def measure_reminders(database, report, size):
    """Print the nightly run over all open tasks, after an outage that makes it write much."""
    morning = _next_working_morning(database)
    outcome = {}
    with patch.object(database.registry["directive.settings"], "_now_local", lambda self: morning):
        figures = database.compare(
            rounds=SLOW_ROUNDS,
            tenth=(1, lambda env: _remind(env, morning, {}, one_in=10)),
            ours=(1, lambda env: _remind(env, morning, outcome)),
        )
    ours, tenth = figures["ours"], figures["tenth"]
    enough = outcome["open"] >= 50_000 and outcome["notices"] >= 10_000
    report.line(
        f"(e) reminders: {outcome['open']:,} open, {outcome['notices']:,} notices and"
        f" {outcome['deliveries']:,} deliveries, {size}",
        figures,
        [
            ("50,000 open and 10,000 notices in 60 s", enough and ours.ms <= 60_000),
            (
                f"queries as with a tenth of the tasks, {tenth.queries:.0f}",
                ours.queries == tenth.queries,
            ),
        ],
    )


def _next_working_morning(database):
    with database.environment() as env:
        settings = env["directive.settings"]
        day = settings._working_calendar().next_working(settings._today())
    return datetime(day.year, day.month, day.day, 8)


def _remind(env, morning, outcome, one_in=1):
    """Run the reminders as after two weeks of outage; with only one in so many open tasks left."""
    env.cr.execute(
        "UPDATE directive_reminder_rule SET date_last_run = %s", [morning - timedelta(14)]
    )
    env.cr.execute(
        "UPDATE directive_task SET state = 'done' WHERE state IN"
        " ('assigned', 'in_progress', 'reported', 'suspended') AND id %% %s <> 0",
        [one_in],
    )
    env.invalidate_all()
    env["directive.reminder.rule"]._cron_remind()
    env.flush_all()
    outcome["open"] = env["directive.task"].search_count([("is_open", "=", True)])
    for key, model in (
        ("notices", "directive.notice"),
        ("deliveries", "directive.notice.delivery"),
    ):
        outcome[key] = env[model].search_count([])


def measure_likeness(database, report, size):
    """Print what the question for similar open tasks costs: for the busiest agency, and for a file."""
    with database.environment() as env:
        uid = find_cast(env).specialist
        open_ones = [("is_open", "=", True)]
        counts = env["directive.task"]._read_group(open_ones, ["lead_agency_id"], ["__count"])
        leads = [lead.id for lead, _count in sorted(counts, key=lambda one: -one[1])]
    text = "Báo cáo kết quả giải phóng mặt bằng đoạn %s, hoàn thành trước mùa mưa, địa bàn số %s"
    rows = [(n, text % (n, n), [leads[n % len(leads)]]) for n in range(ALIKE_ROWS)]
    figures = database.compare(
        rounds=SLOW_ROUNDS,
        ours=(uid, lambda env: env["directive.task"]._find_alike([(0, text % (1, 1), leads[:1])])),
        rows=(uid, lambda env: env["directive.task"]._find_alike(rows)),
    )
    each = figures["rows"].ms / ALIKE_ROWS
    report.line(
        f"(g) similar open tasks, the busiest agency, {size}; {each:.1f} ms a row of {ALIKE_ROWS}",
        figures,
        [("at most 100 ms", figures["ours"].ms <= 100), ("a row at most 100 ms", each <= 100)],
    )


def measure_import(database, report, size):
    """Print the reading and confirming of an appendix of 1,000 rows."""
    with database.environment() as env:
        uid = find_cast(env).specialist
        names = env["directive.agency"].search([("kind", "!=", "office")]).mapped("name")
    data = base64.b64encode(_appendix(names))
    figures = database.compare(rounds=SLOW_ROUNDS, ours=(uid, lambda env: _import(env, data)))
    report.line(
        f"(f) import of {ROWS:,} rows, {size}",
        figures,
        [("at most 15 s", figures["ours"].ms <= 15_000)],
    )


def _appendix(names):
    """Return a workbook as offices write it, of as many rows as are measured."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["PHỤ LỤC GIAO NHIỆM VỤ"])
    sheet.append(["(Kèm theo Quyết định số 4321/QĐ-UBND ngày 05/01/2026 của UBND tỉnh)"])
    sheet.append(HEADER)
    for row in range(ROWS):
        lead, helper = names[row % len(names)], names[(row + 7) % len(names)]
        due = f"{1 + row % 28:02}/{1 + row % 12:02}/2027" if row % 2 else "Thường xuyên"
        sheet.append(
            [row + 1, f"Báo cáo kết quả thực hiện nội dung số {row}", lead, helper, due, "Báo cáo"]
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _import(env, data):
    wizard = env["directive.import"].create({"file": data, "file_name": "phu-luc.xlsx"})
    wizard.action_read()
    wizard.issuer_id = env["directive.issuer"].search([], limit=1)
    wizard.action_confirm()
    env.flush_all()
    if len(wizard.directive_id.task_ids) != ROWS:
        raise AssertionError(f"{len(wizard.directive_id.task_ids)} tasks came of {ROWS} rows")
