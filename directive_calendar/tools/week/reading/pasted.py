"""Text from the clipboard as a page: the rows of a table from Word or Excel, or lines."""

import csv
import io
import re

from odoo.addons.directive_tracking.tools.appendix.page.pasted import page_of_rows
from odoo.addons.directive_tracking.tools.text import shadow

from .moments import DAY, HALF
from .people import is_leader_heading

# Excel puts quotes round a cell only for what stands in it; others belong to the text.
_QUOTED = re.compile(r'(?:^|(?<=[\t\n]))"((?:[^"]|"")*)"(?=\t|\n|$)')
_LINE = "\x0b"  # a line break within a cell
_DATE = re.compile(r"\W*\d{1,2}\s*[/.-]\s*\d{1,2}")


def page_of_pasted(text):
    """Return the page of pasted rows: one table, whose cells may hold several lines.

    :param text: rows with tabs between their cells
    """
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows(pasted_rows(text))
    return page_of_rows(stream.getvalue())


def pasted_rows(text):
    """Return the cells of each row.

    Excel quotes a cell of several lines. Word does not: its lines are rows only where as many cells
    as the widest row has are complete.

    >>> pasted_rows('Ngày\\tGiờ\\tViệc\\nT2\\t8h\\t"Họp\\nMời: A"\\n\\t9h\\t"Đề án 06"')
    [['Ngày', 'Giờ', 'Việc'], ['T2', '8h', 'Họp\\nMời: A'], ['', '9h', '"Đề án 06"']]
    >>> pasted_rows('Ngày\\tViệc\\tAi\\nThứ 2\\n07/12\\t8h: họp\\n9h: thăm\\tA\\nB\\nThứ 3\\t\\t')
    [['Ngày', 'Việc', 'Ai'], ['Thứ 2\\n07/12', '8h: họp\\n9h: thăm', 'A\\nB'], ['Thứ 3', '', '']]
    """
    lines = _QUOTED.sub(_unquoted, text.replace("\r\n", "\n")).split("\n")
    width = max(line.count("\t") for line in lines)
    rows, open_row = [], None
    for number, line in enumerate(lines):
        if not line:
            continue
        if open_row is not None and _goes_on(open_row, lines, number, width):
            open_row = rows[-1] = f"{open_row}{_LINE}{line}"
        else:
            open_row = line
            rows.append(line)
    return [[cell.replace(_LINE, "\n") for cell in row.split("\t")] for row in rows]


def _unquoted(match):
    inner = match[1]
    if not ("\n" in inner or "\t" in inner or '""' in inner):
        return match[0]
    return inner.replace('""', '"').replace("\t", " ").replace("\n", _LINE)


def _goes_on(row, lines, number, width):
    """Tell whether a line is one more of a cell of the row above it."""
    line, cells = lines[number], row.count("\t")
    first = line.split("\t")[0]
    if cells == width:  # only its last cell may go on
        return "\t" not in line and not _begins_row(line, lines[number + 1 :])
    if _is_heading(first) and not _is_date(first):
        return False
    if cells == 0:
        return _is_heading(row) and _is_date(first)
    return cells + line.count("\t") <= width


def _begins_row(line, following):
    """Tell whether a line without a tab opens a row: a day, a half-day, a leader's section."""
    after = next((one for one in following if one), "")
    return _is_heading(line) or ("\t" in after and _is_date(after.split("\t")[0]))


def _is_heading(text):
    plain = shadow(text).strip(" :.*-+")
    match = DAY.match(plain) or re.match(HALF, plain)
    is_section = text.isupper() or bool(re.match(r"\s*(?:[IVX]{1,4}|\d{1,2})[.)]", text))
    is_time = bool(match and not plain[match.end() :].strip(" :.,()"))
    return is_time or is_section and is_leader_heading(text)


def _is_date(text):
    return bool(_DATE.match(text)) and len(text) < 40
