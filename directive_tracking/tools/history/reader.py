"""Reading one tracker: from bytes to past tasks."""

import re
from datetime import date

from ..appendix.agency.agencies import AgencyReader
from ..appendix.beside import set_apart
from ..appendix.columns import find_header
from ..appendix.errors import AppendixError
from ..appendix.model import LeftAside
from ..appendix.reader import (
    read_tables,
    refuse_all_hidden,
    refuse_lost_letters,
    refuse_secrets,
    warn_duplicates,
)
from ..statistics import official_class
from ..text import fold, shadow
from .columns import HISTORY
from .legend import side_legend, take_legend, width_of
from .model import PastReading
from .results import read_day
from .row import PastTaskReader, is_open
from .walk import SIGNED, HistoryWalk

_AS_OF = re.compile(
    r"\b(?:cap nhat|so lieu|tinh|thong ke|du lieu|tong hop|bao cao|chot|tinh hinh)\b[^;\n]{0,25}"
    r"\b(?:den|toi)\b[^;\n]{0,40}"
    r"|\b(?:cap nhat|chot|so lieu)\b[^;\n\d]{0,25}\d[^;\n]{0,30}"
)
# Only where nothing says it plainly; "có thời hạn đến ngày" says something else.
_UNTIL = re.compile(
    r"(?<!han )\b(?:den|toi|tai) (?:het )?(?:ngay|thoi diem)\b[^;\n]{0,30}"
    r"|(?:^\W*|\()(?:den|toi) (?:het )?\d[^;\n]{0,30}"
)

# "(xuất ngày 01/10/2026 10:20)": the program that wrote the file knows nothing later.
_EXPORTED = re.compile(
    r"\b(?:ket )?xuat (?:(?:du lieu|bao cao|tu he thong) )?(?:luc|ngay|vao)\b[^;\n]{0,30}"
)


def read_history(file_name, data, agencies, province=None, as_of=None):
    """Read a tracker of past tasks (.xlsx, .xls, .csv, .docx).

    `as_of` overrides the day to which the file says it is up to date; official classes are those
    of that day.

    :raises AppendixError: with a sentence for the user, if the file cannot be read
    """
    tables = set_apart(read_tables(file_name, data, whole=True), HISTORY)
    legend, legend_rows = take_legend([table for table in tables if not table.aside])
    walk, sheets_aside = _walked(tables, legend_rows)
    if not walk.found_header:
        refuse_all_hidden(file_name, walk.left_aside)
        refuse_lost_letters(file_name, walk.preamble)
        raise AppendixError("no_table", file=file_name)
    refuse_secrets(file_name, walk.preamble)
    if not walk.tasks:
        refuse_all_hidden(file_name, walk.left_aside)
        raise AppendixError("empty", file=file_name, part="no_rows")
    as_of = as_of or find_as_of(tables, {id(source.row) for source in walk.tasks})
    for source in walk.tasks:
        if side_legend(legend, source.row, width_of(source.header)):
            source.texts["note"] = ""  # the legend stands in the last column
    since = as_of and as_of.replace(month=1, day=1)
    tasks = _read_tasks(walk.tasks, AgencyReader(agencies, province), legend, since)
    warn_duplicates(tasks, walk.tasks)
    _link_continued(tasks, walk.tasks)
    for task in tasks:
        judge(task, as_of)
    return PastReading(as_of, tasks, walk.left_aside, sheets_aside)


def _walked(tables, legend_rows):
    walk, sheets_aside = HistoryWalk(), []
    for table in tables:
        taken = legend_rows.get(id(table), [])
        for row in taken:
            at = table.at(row)
            walk.left_aside.append(LeftAside(at, "legend", " | ".join(row.own_texts)))
        table.rows = [row for row in table.rows if not any(row is one for one in taken)]
        for row in table.rows:
            row.hidden = row.hidden and row.why_hidden != "filtered_row"
        before, left = len(walk.tasks), len(walk.left_aside)
        walk.walk(table)
        _drop_numbers(walk, before)
        if len(walk.tasks) == before:
            sheets_aside += _why_aside(table, walk.left_aside, left, bool(taken))
    return walk, sheets_aside


def _drop_numbers(walk, before):
    """Take rows whose contents are only numbers for those of a summary."""
    own = walk.tasks[before:]
    if own and all(re.fullmatch(r"[\d\s.,%-]*", source.texts.get("content", "")) for source in own):
        for source in own:
            at, text = source.table.at(source.row), " | ".join(source.row.own_texts)
            walk.left_aside.append(LeftAside(at, "summary_sheet", text))
        del walk.tasks[before:]


def _why_aside(table, left_aside, start, had_legend):
    """Return the reason why a sheet has no tasks, and give it to its rows."""
    if "sheet" not in table.place:
        return []
    if table.aside:
        return [table.aside]
    if not table.rows:
        return ["legend_sheet" if had_legend else "empty_sheet"]
    has_header = any(find_header(table.rows, place, HISTORY) for place in range(len(table.rows)))
    kind = "empty_sheet" if has_header else "legend_sheet" if had_legend else "summary_sheet"
    for place in range(start, len(left_aside)):
        left = left_aside[place]
        if left.kind in ("letterhead", "outside", "group", "total", "summary_sheet"):
            left_aside[place] = LeftAside(left.at, kind, left.text)
    return [kind]


def find_as_of(tables, tasks=frozenset()):
    """Return the day to which the file says it is up to date: the latest it names, else None.

    What is said in the rows of ``tasks`` (ids) is about these tasks.
    """
    told, until, exported, signed = [], [], [], []
    for table in tables:
        if table.aside:
            continue
        texts = [
            cell.line
            for row in table.rows
            if id(row) not in tasks
            for cell in row.cells
            if cell.text and len(cell.text) < 200
        ]
        texts += [text for row in table.rows if id(row) not in tasks for text in _beside(row)]
        texts += table.before + table.after
        for text in texts:
            plain = shadow(text)
            told += [read_day(match[0])[0] for match in _AS_OF.finditer(plain)]
            until += [read_day(match[0])[0] for match in _UNTIL.finditer(plain)]
            exported += [read_day(match[0])[0] for match in _EXPORTED.finditer(plain)]
            if SIGNED.fullmatch(plain):
                signed.append(read_day(plain)[0])
    known = ([day for day in days if day] for days in (told, until, exported, signed))
    return max(next(filter(None, known), []), default=None)


def _beside(row):
    """Yield "Đến ngày" with the day in the cell after it."""
    for cell, after in zip(row.cells, row.cells[1:], strict=False):
        if after.is_day and re.search(r"\b(?:ngay|den|thoi diem)\W*$", shadow(cell.line)):
            yield f"{cell.line} {after.line}"


def _read_tasks(sources, names, legend, since):
    shares = {}
    for source in sources:
        column = source.header.columns.get("percent")
        if column is not None:
            shares.setdefault(id(source.table), []).append(source.row.cell(column).text)
    are_shares = {key: _are_shares(texts) for key, texts in shares.items()}
    return [
        PastTaskReader(source, names, legend, are_shares.get(id(source.table), False), since).read()
        for source in sources
    ]


def _are_shares(texts):
    """Tell whether a column holds shares of one: some between 0 and 1, none above.

    >>> _are_shares(["0.8", "1", ""]), _are_shares(["80", "1"])
    (True, False)
    """
    numbers = [
        float(text.replace(",", ".")) for text in texts if re.fullmatch(r"\d+(?:[.,]\d+)?", text)
    ]
    return any(0 < number < 1 for number in numbers) and max(numbers) <= 1


def _link_continued(tasks, sources):
    """Link a task to its row in a later sheet: same content, order and lead."""
    seen = {}
    for task, source in zip(tasks, sources, strict=True):
        sheet = task.at.get("sheet")
        lead = tuple(map(str, task.lead)) or fold(source.texts.get("lead"))
        key = (fold(task.content), fold(task.source_number), task.source_date, lead)
        earlier = seen.get(key)
        if earlier and earlier.at.get("sheet") != sheet:
            task.same_as, earlier.continued_at = earlier.at, task.at
        seen[key] = task


def judge(task, as_of):
    """Derive the official class, and the contradictions that depend on days."""
    task.official_class = None if task.continued_at else class_of(task, as_of)
    found = []
    if task.claim == "on_time" and task.official_class in ("done_late", "open_overdue"):
        found.append("claimed_on_time_but_late")
    if task.claim == "late" and task.official_class in ("done_on_time", "open_in_term"):
        found.append("claimed_late_but_on_time")
    day = task.date_reported
    if day and is_open(task.state) and task.state != "reported":
        found.append("open_with_completion_date")
    if day and task.source_date and day < task.source_date:
        found.append("completed_before_assigned")
    if day and as_of and day > as_of:
        found.append("completed_after_cutoff")
    task.contradictions = list(dict.fromkeys([*task.contradictions, *found]))


def class_of(task, as_of):
    """Return the official class, None without what decides it: the day of completion, or today's."""
    if task.state is None:
        return None
    if not as_of and task.date_deadline and task.state in ("assigned", "in_progress", "reported"):
        return None
    if task.state == "done" and task.date_deadline and not task.date_reported:
        return None
    return official_class(task.state, task.date_deadline, task.date_reported, as_of or date.max)
