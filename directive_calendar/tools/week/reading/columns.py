"""The columns of a week's table, from its header."""

import re
from collections import Counter
from dataclasses import dataclass, field

from odoo.addons.directive_tracking.tools.text import fold, shadow

from .moments import DAY, half_in, read_day
from .people import is_leader_heading, leading_leaders, short_heading

DAY_COLUMN, HALF_COLUMN, CONTENT, PLACE, WHO = "day", "half", "content", "place", "who"
CHAIR, INVITED, PREPARING, OFFICE, REMARK, DUTY = (
    "chair",
    "invited",
    "preparing",
    "office",
    "remark",
    "duty",
)
LEADER = "leader"  # a column that says whose row it is
HOUR = "hour"  # beside the column of the half-days
END = "end"  # the hour of the end, in a column of its own
_NAMES = (
    ("number", r"stt|tt|so tt"),
    (PREPARING, r".*\bchuan bi\b.*"),
    (
        DUTY,
        r"(?!.*thuong truc).*\b(?:truc (?:lanh dao|vp|van phong|co quan|ban)|lanh dao"
        r" (?:vp |van phong )?truc|can bo truc|truc|lich truc)\b.*",
    ),
    (
        OFFICE,
        r".*\b(?:ldvp|lanh dao (?:vp|van phong)|van phong (?:theo doi|phuc vu)|chuyen"
        r" vien|cv theo doi|vp theo doi|pvp)\b.*",
    ),
    (
        DAY_COLUMN,
        r"(?:thu|ngay|thu ngay|ngay thu|ngay thang|thu ngay thang|ngay trong tuan|ngay gio)",
    ),
    (
        HALF_COLUMN,
        r"(?:buoi|gio|thoi gian|thoi diem|buoi gio|thoi gian gio|gio hop|(?:thoi gian |gio )?bat dau|tg|tu gio)",
    ),
    (END, r"(?:thoi gian |gio )?ket thuc|den gio"),
    (
        PLACE,
        r"(?:dia diem|noi hop|diem hop|phong hop|noi lam viec|dia diem hop|dia diem lam viec).*|dia diem",
    ),
    (
        CHAIR,
        r"(?!.*\b(?:tham )?du\b)(?:lanh dao )?(?:chu tri|nguoi chu tri|dong chi chu tri|chu toa).*",
    ),
    (
        INVITED,
        r"(?:thanh phan(?: moi| moi hop| duoc moi| khac)?|co quan moi|don vi (?:moi|tham"
        r" du|du|duoc moi)|moi du|khach moi)",
    ),
    (
        WHO,
        r"(?:lanh dao|thuong truc|nguoi|thanh phan|dai bieu|can bo|phan cong|dong chi|tham du|du hop|chu tri).*",
    ),
    (CONTENT, r".*\b(?:noi dung|cong viec|lich lam viec|lich cong tac|hoat dong)\b.*"),
    (
        REMARK,
        r"(?:ghi chu|trang thai|tinh trang|xe|phuong tien|xe phuc vu|giay moi|so giay moi|xe o to).*",
    ),
)
_COMPILED = [(name, re.compile(pattern)) for name, pattern in _NAMES]
_LONGEST = 80
_ROW_NUMBER = re.compile(r"[\W\d]*|\W*[IVX]+\W*")


@dataclass
class Value:
    """A column that holds entries, with what its heading says about them."""

    column: int
    half: str | None = None
    day: object = None
    leader: str | None = None


@dataclass
class Columns:
    """The meaning of the columns of one table."""

    fields: dict = field(default_factory=dict)  # name -> column
    values: list = field(default_factory=list)
    aside: dict = field(default_factory=dict)  # column -> heading of one that holds no entries
    days: list = field(default_factory=list)  # further columns of days, as "Ngày" beside "Thứ"
    rows: int = 0  # of the table that are above the first entry
    above: int = 0  # of these, before the header

    @property
    def known(self):
        """Return the columns that have a meaning or a heading."""
        values = {value.column for value in self.values}
        return {*self.fields.values(), *values, *self.aside, *self.days}

    def told_aside(self, row):
        """Yield (heading, text) of what stands in columns without entries; a number says nothing."""
        for column, heading in self.aside.items():
            cell = row.cell(column)
            if cell.text and not cell.continued:
                if heading or not _ROW_NUMBER.fullmatch(cell.line):
                    yield f"{heading}: " if heading else "", cell.line

    @property
    def has_leaders(self):
        return any(value.leader for value in self.values)


def column_name(text):
    """Return what a heading says its column holds, or None.

    >>> [column_name(text) for text in ("Ngày", "Thời gian", "Nội dung công việc", "Địa điểm")]
    ['day', 'half', 'content', 'place']
    >>> column_name("Thường trực UBND tỉnh; Thường vụ Đảng ủy"), column_name("Trực lãnh đạo")
    ('who', 'duty')
    >>> column_name("Cơ quan chuẩn bị nội dung"), column_name("Lãnh đạo chủ trì"), column_name("Thứ 2")
    ('preparing', 'chair', None)
    >>> column_name("Người chủ trì/ dự"), column_name("Chủ trì, tham dự"), column_name("Người chủ trì")
    ('who', 'who', 'chair')
    """
    plain = fold(text)
    if not plain or len(plain) > _LONGEST:
        return None
    return next((name for name, pattern in _COMPILED if pattern.fullmatch(plain)), None)


def read_columns(table, week):
    """Return the :class:`Columns` of a table of a week, None for any other table."""
    best, at = 0, None
    for index, row in enumerate(table.rows[:25]):
        own = [cell for cell in row.cells if cell.text and not cell.continued]
        is_entry = _begins_week(row, week) and not all(_day(cell.line, week) for cell in own)
        count = 0 if is_entry else sum(_is_heading(cell, week) for cell in own)
        if count > best:
            best, at = count, index
        if at is not None and index > at and _begins_week(row, week):
            break
    if best < 2:
        return _guessed(table, week)
    return _from_header(table, at, week)


def _is_heading(cell, week):
    text = cell.line
    if len(text) > _LONGEST:
        return False
    return bool(column_name(text) or is_leader_heading(text) or half_in(text) or _day(text, week))


def _begins_week(row, week):
    return bool(row.cells and _day(row.cells[0].line, week))


def _from_header(table, at, week):
    columns = Columns(above=at, rows=at + 1)
    rows = [table.rows[at]]
    while columns.rows < len(table.rows) and _goes_on(table.rows[columns.rows], rows[0], week):
        rows.append(table.rows[columns.rows])
        columns.rows += 1
    width = max(len(row.cells) for row in rows)
    for column in range(width):
        cells = [row.cell(column) for row in rows if row.cell(column).text]
        texts = [cell.line for cell in cells if not cell.continued] or [cell.line for cell in cells]
        _name(columns, column, texts, week)
    _settle_hours(columns, table)
    _settle_time(columns, table, week)
    _settle_leaders(columns, table)
    if not columns.has_leaders:
        _settle_who(columns, table)
    return columns if columns.values else None


def _goes_on(row, first, week):
    """Tell whether a row is a second one of the header: names below a heading of several columns."""
    own = [cell for cell in row.cells if cell.text and not cell.continued]
    if not own or not all(_is_heading(cell, None) for cell in own):
        return False
    if _begins_week(row, week) or any(half_in(cell.line) for cell in own[:1]):
        return False
    return any(cell.span > 1 for cell in first.cells) or any(cell.continued for cell in row.cells)


def _name(columns, column, texts, week):
    text = texts[-1] if texts else ""
    if not text:
        return
    if (half := half_in(text)) and column_name(text) != DAY_COLUMN:
        columns.values.append(Value(column, half=half))
    elif column and (day := _day(text, week)):
        columns.values.append(Value(column, day=day))
    elif is_leader_heading(text) and column_name(text) not in (DUTY, OFFICE):
        columns.values.append(Value(column, leader=short_heading(text)))
    elif name := column_name(text):
        _take_name(columns, column, name, text)
    else:
        columns.aside[column] = text


def _take_name(columns, column, name, text):
    if name == DUTY or name == "number":
        columns.aside[column] = text if name == DUTY else ""
    elif name == CONTENT:
        columns.values.append(Value(column))
    elif name == HALF_COLUMN and name in columns.fields and HOUR not in columns.fields:
        columns.fields[HOUR] = column
    elif name == DAY_COLUMN and name in columns.fields:
        columns.days.append(column)
    elif name in columns.fields:
        columns.aside[column] = text
    else:
        columns.fields[name] = column


def _settle_hours(columns, table):
    """Of "Giờ" and "Buổi", the half-days are in the one that names them, whichever comes first."""
    fields, rows = columns.fields, table.rows[columns.rows :]
    if HOUR in fields and any(half_in(row.cell(fields[HOUR]).text) for row in rows):
        fields[HOUR], fields[HALF_COLUMN] = fields[HALF_COLUMN], fields[HOUR]


def _settle_time(columns, table, week):
    """ "Thời gian" holds days where no other column does."""
    fields, rows = columns.fields, table.rows[columns.rows :]
    for column in columns.days:
        if not _holds_days(rows, fields[DAY_COLUMN], week) and _holds_days(rows, column, week):
            fields[DAY_COLUMN] = column
    if DAY_COLUMN not in fields and HALF_COLUMN in fields:
        if _holds_days(rows, fields[HALF_COLUMN], week):
            fields[DAY_COLUMN] = fields.pop(HALF_COLUMN)
        elif _names_days(rows, fields[HALF_COLUMN], week):
            fields[DAY_COLUMN] = fields[HALF_COLUMN]  # "Thứ Hai 14/12\\nSáng", "Chiều"
    if DAY_COLUMN not in fields and not any(value.day for value in columns.values):
        for column in range(2):
            if column not in fields.values() and _holds_days(rows, column, week):
                fields[DAY_COLUMN] = column
                columns.aside.pop(column, None)
                return


def _settle_who(columns, table):
    """Find those who go where no heading says so: "Thành phần", or the name of the body whose week it is."""
    fields, rows = columns.fields, table.rows[columns.rows :]
    for name in (INVITED, OFFICE):
        if name in fields and not {WHO, CHAIR} & set(fields) and _names_leaders(rows, fields[name]):
            fields[WHO] = fields.pop(name)
    for column in list(columns.aside):
        if not {WHO, CHAIR} & set(fields) and _names_leaders(rows, column):
            fields[WHO] = column
            del columns.aside[column]


def _names_leaders(rows, column):
    texts = [row.cell(column).line for row in rows if row.cell(column).text]
    return bool(texts) and sum(bool(leading_leaders(one)[0]) for one in texts) * 2 > len(texts)


def _settle_leaders(columns, table):
    """In a table of days or half-days across, the column of names says whose row it is."""
    plain = [value for value in columns.values if not (value.leader or value.day or value.half)]
    columns_of_time = [value for value in columns.values if value.day or value.half]
    if columns_of_time and not plain:
        who = next((columns.fields[name] for name in (WHO, CHAIR) if name in columns.fields), None)
        taken = {value.column for value in columns.values} | set(columns.fields.values())
        rows = table.rows[columns.rows :]
        for column in [who] if who is not None else [c for c in range(3) if c not in taken]:
            names = [row.cell(column).line for row in rows if row.cell(column).text]
            if names and sum(map(is_leader_heading, names)) * 2 >= len(names):
                columns.fields.pop(WHO, None)
                columns.fields[LEADER] = column
                columns.aside.pop(column, None)
                return
    if columns.has_leaders:
        _add_names(columns)
        columns.values = [value for value in columns.values if value.leader]


def _add_names(columns):
    """Beside columns of leaders, a heading that is only a name or begins with a post is one more."""
    leaders = [value.column for value in columns.values if value.leader]
    for column, heading in list(columns.aside.items()):
        words = short_heading(heading).split()
        is_name = 1 < len(words) < 9 and all(word[:1].isupper() for word in words)
        is_name = is_name or len(words) < 9 and bool(leading_leaders(" ".join(words))[0])
        if is_name and min(leaders) < column and column_name(heading) != DUTY:
            columns.values.append(Value(column, leader=short_heading(heading)))
            del columns.aside[column]
    columns.values.sort(key=lambda value: value.column)


def _holds_days(rows, column, week):
    texts = [row.cell(column).line for row in rows if row.cell(column).text]
    return bool(texts) and sum(bool(_day(text, week)) for text in texts) * 2 > len(texts)


def _names_days(rows, column, week):
    matches = (DAY.search(shadow(row.cell(column).text)) for row in rows)
    return sum(bool(match and week and read_day(match, week)) for match in matches) > 1


def _day(text, week):
    """Return the day that a short text names and nothing else."""
    plain = shadow(text).strip(" :.,-\n")
    match = DAY.match(plain)
    if not match or plain[match.end() :].strip(" )(:.,-\n"):
        return None
    return read_day(match, week) if week else match[0]


def _guessed(table, week):
    """Return the columns of a table without header: by what its cells hold."""
    width = max((len(row.cells) for row in table.rows), default=0)
    columns, lengths = Columns(), Counter()
    for column in range(width):
        texts = [row.cell(column).line for row in table.rows if row.cell(column).text]
        if (
            DAY_COLUMN not in columns.fields
            and texts
            and sum(bool(_day(t, week)) for t in texts) * 2 > len(texts)
        ):
            columns.fields[DAY_COLUMN] = column
        elif (
            HALF_COLUMN not in columns.fields
            and texts
            and sum(bool(half_in(t)) for t in texts) * 2 > len(texts)
        ):
            columns.fields[HALF_COLUMN] = column
        else:
            lengths[column] = sum(map(len, texts))
    if DAY_COLUMN not in columns.fields or not lengths or not max(lengths.values()):
        return None
    content = lengths.most_common(1)[0][0]
    columns.values = [Value(content)]
    for name, column in zip(
        (PLACE, WHO), [c for c in sorted(lengths) if c > content], strict=False
    ):
        columns.fields[name] = column
    return columns
