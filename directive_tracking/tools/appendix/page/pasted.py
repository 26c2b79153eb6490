"""Rows pasted from Word or Excel: converted to a page, with columns detected by content."""

import csv
import html
import io
import re
from collections import Counter

from ...text import fold
from ..columns import Header
from ..deadline.deadlines import parse_deadline

_POINT = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[ivx]{1,4})\)?[.)]?|-", re.IGNORECASE)
_AGENCY = re.compile(
    r"(?:cac |ubnd|uy ban|so |cong an|thanh tra|van phong|ban |bo |chi cuc|trung tam|thue|kho bac"
    r"|bch|bql|bdbp|mttq|vp )"
)
_LONGEST_DEADLINE = 80  # characters; a longer text is a task that mentions a day
_MOST = 0.5  # of a column's texts must agree


def page_of_rows(text):
    """Return a page with one table of pasted rows: tabs between cells, quotes round line breaks.

    >>> page_of_rows('1\\t"Rà soát\\nchợ"\\tSở Y tế').decode()
    '<html><table><tr><td>1</td><td>Rà soát<br>chợ</td><td>Sở Y tế</td></tr></table></html>'
    """
    rows = csv.reader(io.StringIO(text.replace("\r\n", "\n"), newline=""), delimiter="\t")
    lines = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows if any(row))
    return f"<html><table>{lines}</table></html>".encode()


def _cell(text):
    return "<td>" + html.escape(text, quote=False).replace("\n", "<br>") + "</td>"


def guess_header(tables, is_known):
    """Return the fields of columns without a header, detected by content, else None.

    The content is the longest text; agencies are detected by known names (`is_known`) and by
    typical first words, deadlines by their wording. Without content and one of the two it is not
    a table of tasks.
    """

    def is_agency(text):
        return bool(_AGENCY.match(fold(text))) or is_known(text)

    rows = [row for table in tables for row in table.rows if len(row.own_texts) > 1]
    width = max((len(row.cells) for row in rows), default=0)
    texts = [_texts(rows, column) for column in range(width)]
    free = [column for column in range(width) if texts[column]]
    columns = {}
    _settle(columns, free, texts, "point", lambda text: bool(_POINT.fullmatch(text)), first=True)
    _settle(columns, free, texts, "deadline", _is_deadline)
    _settle(columns, free, texts, "lead", is_agency)
    _settle(columns, free, texts, "coordinators", is_agency)
    if not free or not {"lead", "deadline"} & set(columns):
        return None
    others = min(columns[name] for name in ("lead", "deadline") if name in columns)
    before = [column for column in free if column < others]  # the usual column of the content
    columns["content"] = max(before or free, key=lambda column: _length(texts[column]))
    free.remove(columns["content"])
    if product := [column for column in free if column > columns["content"]]:
        columns["product"] = product[0]
        free.remove(product[0])
    return Header(columns, {column: f"({column + 1})" for column in free}, [], height=0)


def _texts(rows, column):
    return [row.cell(column).line for row in rows if row.cell(column).text]


def _length(texts):
    return sum(map(len, texts)) / len(texts)


def _settle(columns, free, texts, name, is_one, first=False):
    """Give `name` the first column that mostly matches; a number is always in the first column."""
    for column in free[:1] if first else list(free):
        fitting = Counter(is_one(text) for text in texts[column])
        if fitting[True] > len(texts[column]) * _MOST:
            columns[name] = column
            free.remove(column)
            return


def _is_deadline(text):
    """Tell whether a text is a deadline; an event alone may also be a task."""
    if len(text) > _LONGEST_DEADLINE or _POINT.fullmatch(text):
        return False
    found = parse_deadline(text)
    return found.kind not in ("none", "event") or "impossible_date" in found.warnings
