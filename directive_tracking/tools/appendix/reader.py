"""Reading one appendix file: from bytes to tasks."""

import re

from ..guard.secrecy import find_mark, is_secret_number
from ..recurrence import RHYTHM
from ..text import fold, shadow
from .agency.agencies import AgencyReader
from .beside import set_apart
from .deadline.calendar_words import find_days
from .deadline.deadlines import PARTLY, parse_deadline
from .deadline.named_periods import PERIOD_NAME, period_of_headings, with_unit
from .document import read_document
from .errors import AppendixError
from .file.file_type import open_file
from .grid import Cell, check_text
from .headings import show_point
from .model import LeftAside, Reading, TaskRow, Warning
from .page.pasted import guess_header
from .page.table import read_html
from .rows import TableWalk
from .sheet.csv_file import read_csv
from .sheet.xlsx import read_xlsx
from .status import read_status
from .word.docx import read_docx

SYMBOL = re.compile(r"\d+[a-zđ]?\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ][\wĐ&.-]*|\d+-[A-ZĐ]+/[A-ZĐ]+")
_NUMBER = re.compile(r"\d\S*/(?:(?:tuyệt|tối)\s+)?\S*(?:\s?\(\w+\))?", re.IGNORECASE)
_ROLE_MARKS = {"ct": "lead", "chu tri": "lead", "ph": "coordinators", "phoi hop": "coordinators"}
_MARK = re.compile(r"\s*[xXvV✓✔●*+]\s*")
_TRUNCATED = re.compile(r"(?:\.\.\.|…)$")
_LOST_ZERO = re.compile(r"\d{1,2}\.[123]")  # 15.10 typed as a number is 15.1
# "S? N?i v?": letters outside the encoding became question marks.
_LOST_LETTERS = re.compile(r"[^\W\d_]\?[^\W\d_]|\b[^\W\d_]\?\s[^\W\d_]|\ufffd|á[º»]")
_SHOWN_LINE = 60  # characters of a line shown in a refusal
_SHOWN_END = 20  # characters of a truncated title shown in a warning


def read_appendix(file_name, data, agencies, issued=None, province=None, is_pasted=False):
    """Read an assignment appendix (.xlsx, .docx, .csv) into tasks.

    `issued` overrides the document's date for deadlines without a year. For rows pasted without
    their header, the columns are detected by content. Raises AppendixError, with a sentence for
    the user, if the file cannot be read.
    """
    tables = set_apart(read_tables(file_name, data))
    names = AgencyReader(agencies, province)
    walk = _walked(tables)
    if is_pasted and not walk.tasks:
        walk = _walked(tables, guess_header(tables, names.knows))
    if not walk.found_header:
        refuse_all_hidden(file_name, walk.left_aside)
        refuse_lost_letters(file_name, walk.preamble)
        raise AppendixError("no_table", file=file_name)
    refuse_secrets(file_name, walk.preamble)
    _leave_drafts(walk)
    if not walk.tasks:
        refuse_all_hidden(file_name, walk.left_aside)
        raise AppendixError("empty", file=file_name, part="no_rows")
    document = read_document(walk.preamble, province or names.index.province_name)
    reference = issued or document.date
    tasks = [TaskReader(source, names, reference).read() for source in walk.tasks]
    warn_duplicates(tasks, walk.tasks)
    return Reading(document, tasks, walk.left_aside)


def _walked(tables, header=None):
    walk = TableWalk(header)
    if header:
        columns = ", ".join(f"{name} {n + 1}" for name, n in sorted(header.columns.items()))
        walk.left_aside.append(LeftAside({}, "guessed_columns", columns))
    for table in tables:
        walk.walk(table)
    return walk


def read_tables(file_name, data, **options):
    """Return the tables of a file; `options` are those of `read_xlsx`.

    :raises AppendixError: if the file cannot be read
    """
    tables = _tables(file_name, *open_file(file_name, data), **options)
    for table in tables:
        for row in table.rows:
            _refuse_spelt_mark(file_name, row.own_texts)
            check_text(max(row.own_texts, key=len, default=""), file_name)
    return tables


def _tables(file_name, kind, content, **options):
    if kind == "xlsx":
        return read_xlsx(content, **options)
    if kind == "csv":
        return read_csv(file_name, content, options.get("whole", False))
    if kind == "html":
        return read_html(file_name, content)
    return read_docx(content)


def _refuse_spelt_mark(file_name, texts):
    """Refuse a stamp with one letter in each cell; all others were found in the file before."""
    if len(texts) > 1 and max(map(len, texts)) == 1 and (mark := find_mark(" ".join(texts))):
        raise AppendixError("secret", file=file_name, part=mark, place="sheet")


def refuse_lost_letters(file_name, lines):
    """Report lines with question marks instead of letters: then no header can be recognised."""
    lost = [line for line in lines if _LOST_LETTERS.search(line)]
    if len(lost) * 3 >= len(lines) > 0:
        raise AppendixError("lost_letters", file=file_name, part=lost[0][:_SHOWN_LINE])


def refuse_all_hidden(file_name, left_aside):
    hidden = [left for left in left_aside if left.kind in ("filtered_row", "hidden_row")]
    if hidden:
        raise AppendixError("all_hidden", file=file_name, part=len(hidden))


def refuse_secrets(file_name, lines):
    """Refuse an appendix to a document with a marked number; stamps were checked before."""
    for line in lines:
        for number in _NUMBER.findall(line):
            if is_secret_number(number):
                raise AppendixError("secret", file=file_name, part=number)


def _leave_drafts(walk):
    """Tell whether a sheet is a leftover: a draft, or a copy of the tasks of earlier sheets.

    A sheet named like a copy ("PL (2)") is one only if most of its tasks are in another sheet:
    Excel gives such names to a second appendix as well.
    """
    seen, contents, reasons = set(), set(), {}
    for table in dict.fromkeys(source.table for source in walk.tasks):
        own = [source for source in walk.tasks if source.table is table]
        keys, said = (
            {_comparison_key(source) for source in own},
            {_content(source) for source in own},
        )
        if "sheet" in table.place and keys <= seen:
            reasons[table] = "copied_sheet"
        elif table.is_copy and len(said & contents) * 2 >= len(said):
            reasons[table] = "copied_sheet"
        elif table.doubtful:
            reasons[table] = "draft_sheet"
        seen |= keys
        contents |= said
    final = [source for source in walk.tasks if source.table not in reasons]
    if not final:
        return
    for source in walk.tasks:
        if source.table in reasons:
            at, text = source.table.at(source.row), " | ".join(source.row.own_texts)
            walk.left_aside.append(LeftAside(at, reasons[source.table], text))
    walk.tasks = final


def _content(source):
    return fold(source.texts.get("content"))


def _comparison_key(source):
    return tuple(fold(source.texts.get(name)) for name in ("content", "lead", "deadline"))


class TaskReader:
    """One row being understood."""

    def __init__(self, source, names, reference):
        self.source, self.names, self.reference = source, names, reference
        self.warnings = []

    def read(self):
        source = self.source
        task = TaskRow(
            at=source.table.at(source.row),
            content=self._line("content"),
            point=show_point(self._line("point") or ""),
            point_auto=self._cell("point").auto,
            group_no=source.group_no,
            group=source.group,
            group_parent=source.group_parent,
            subgroup=source.subgroup,
        )
        for name in ("task_number", "product", "leader", "note", "status_text"):
            setattr(task, name, self._line(name))
        self._read_agencies(task)
        self._read_deadline(task)
        self._read_source(task)
        task.status = read_status(task.status_text)
        task.completed_date = self._day("completed_date")
        self._read_other_columns(task)
        self._doubt_cells(task)
        if _TRUNCATED.search(task.content):
            self._warn("truncated_title", "content", task.content[-_SHOWN_END:].strip())
        task.warnings = self.warnings
        return task

    def _read_other_columns(self, task):
        """Return the texts of columns without a field, by column name or number."""
        header = self.source.header
        known = {*header.columns.values(), *header.extra}
        if first := self._line("original"):
            task.extra["Hạn ban đầu"] = first
        for column, cell in enumerate(self.source.row.cells):
            if not re.search(r"\w", cell.text):
                continue
            if name := header.extra.get(column):
                before = task.extra.get(name)  # two columns with the same name are both kept
                task.extra[name] = f"{before}; {cell.line}" if before else cell.line
            elif column not in known and not cell.continued:
                task.unnamed[column + 1] = cell.line

    def _line(self, name):
        return self.source.texts.get(name, "").replace("\n", " ") or None

    def _warn(self, code, field, value=None, hint=None):
        warning = Warning(code, field, value, hint)
        if warning not in self.warnings:
            self.warnings.append(warning)

    def _cell(self, name):
        column = self.source.header.columns.get(name)
        return self.source.row.cell(column) if column is not None else Cell()

    def _doubt_cells(self, task):
        """Add warnings about visible details that the text alone does not show."""
        for name in self.source.header.columns:
            cell = self._cell(name)
            if cell.uncalculated:
                self._warn("uncalculated_formula", name, cell.line)
            elif cell.struck and not cell.text and name in ("lead", "coordinators", "deadline"):
                self._warn("struck_text", name, cell.struck.replace("\n", " "))
            elif _LOST_LETTERS.search(cell.text):
                self._warn("lost_letters", name, cell.line)
        if self._cell("point").uncalculated:
            task.point = None

    def _read_agencies(self, task):
        named = {"lead": False, "coordinators": False, "lead_said": False}
        for column, text in self._agency_cells():
            for found in self.names.read(text):
                role = found.role or column
                if self._is_for_both() and not found.role and named["lead_said"]:
                    role = "coordinators"
                named["lead_said"] |= found.role == "lead"
                named[role] = True
                keys = getattr(task, role)
                keys += [key for key in found.keys if key not in keys]
                if not found.keys:
                    self._warn("unmatched_agency", role, found.value, found.hint)
                elif found.inexact:
                    self._warn("inexact_agency", role, found.value, found.inexact)
        if not named["lead"]:
            self._warn("missing_lead", "lead")

    def _agency_cells(self):
        """Return (role, text) of the cells; "A/ B" below "Chủ trì/ phối hợp" holds both."""
        lead, helpers = (self.source.texts.get(name, "") for name in ("lead", "coordinators"))
        if "lead" not in self.source.header.columns:
            lead = self._heading_agency()
        parts = lead.split("/")
        if self._is_for_both() and len(parts) == 2:
            lead, helpers = parts
        return ("lead", lead), ("coordinators", helpers), *self._marked_agencies()

    def _heading_agency(self):
        """Return the heading that is nothing but who leads, where no column says it."""
        headings = (self.source.subgroup, self.source.group, self.source.group_parent)
        return next((one for one in headings if one and self._names_only(one)), "")

    def _names_only(self, text):
        found = self.names.read(text)
        return bool(found) and all(one.keys and not one.inexact for one in found)

    def _marked_agencies(self):
        """Yield (role, name) of the agencies whose own column says what they do in this row."""
        for column, name in self.source.header.extra.items():
            role = _ROLE_MARKS.get(fold(self.source.row.cell(column).text))
            if role and self.names.knows(name):
                yield role, name

    def _is_for_both(self):
        """Tell whether one column holds who leads and who helps."""
        header = self.source.header
        name = dict(enumerate(header.texts)).get(header.columns.get("lead"), "")
        return "coordinators" not in header.columns and "chu tri" in name and "phoi hop" in name

    def _read_deadline(self, task):
        cell = self._cell("deadline")
        if cell.uncalculated:
            task.deadline_text = cell.line
            return
        if cell.is_number and _LOST_ZERO.fullmatch(cell.text):
            self._warn("lost_zero", "deadline", cell.text)
        text = with_unit(self.source.header.deadline_name, self._line("deadline"))
        text = text or self._marked_periods() or self._headed_period()
        deadline = parse_deadline(text, self.reference, self.source.table.epoch)
        task.deadline_kind, task.date_deadline = deadline.kind, deadline.date
        task.deadline_text, task.working_days = deadline.text, deadline.working_days
        for name in RHYTHM:
            setattr(task, name, getattr(deadline, name))
        for code in deadline.warnings:
            hint = deadline.leftover if code == PARTLY else None
            self._warn(code, "deadline", deadline.text, hint)

    def _marked_periods(self):
        """Return the months or quarters whose column bears a mark in this row, or a day."""
        found = []
        for column, name in self.source.header.extra.items():
            text = self.source.row.cell(column).line
            if PERIOD_NAME.fullmatch(fold(name)):
                found += [name] if _MARK.fullmatch(text) else [text] * bool(find_days(shadow(text)))
        return ", ".join(found)

    def _headed_period(self):
        source = self.source
        return period_of_headings(source.subgroup, source.group, source.group_parent)

    def _read_source(self, task):
        """ "Số 128/QĐ-UBND ngày 5/3/2026" in one cell is a number and a date."""
        text = self._line("source_number")
        task.source_date = self._day("source_date")
        if not text:
            return
        numbers = SYMBOL.findall(text)
        if len(numbers) == 1:
            task.source_number = re.sub(r"\s+", "", numbers[0])
        else:
            task.source_number = text
        if "source_date" not in self.source.header.columns:
            task.source_date = self._day("source_number")

    def _day(self, name):
        """Return the day of a cell that should contain nothing else."""
        text = self._line(name)
        days = find_days(shadow(text or ""))
        for day in days:
            if day.is_null:
                self._warn("null_date", name, text)
            elif not day.is_possible:
                self._warn("impossible_date", name, text)
            elif day.year:
                return day.on_or_after(None)
        return None


def _is_merged(source, field):
    """Tell whether a number stands once, merged over this row and those above it."""
    column = source.header.columns.get(field)
    return column is not None and source.row.cell(column).continued


def warn_duplicates(tasks, sources):
    """Mark later rows with a duplicate number in a group, or a duplicate task code in the file."""
    seen = set()
    for task, source in zip(tasks, sources, strict=True):
        headings = (source.group_parent, source.group_no, source.group, source.subgroup)
        place = (id(source.table), *headings)
        keys = (
            ("point", task.point, (place, task.point)),
            ("task_number", task.task_number, fold(task.task_number).replace(" ", "")),
        )
        for field, shown, key in keys:
            if shown and (field, key) in seen and not _is_merged(source, field):
                task.warnings.append(Warning("duplicate_number", field, shown))
            elif shown:
                seen.add((field, key))
