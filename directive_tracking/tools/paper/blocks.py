"""Paragraphs, rules and tables of a document."""

from dataclasses import replace

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt

from .fit import fit, lines
from .grid import TWIPS_IN_POINT, Grid
from .model import BOTH, CENTRE, LEFT, RIGHT, plain

LINES = 14  # of joined rows that are kept on one page
_ALIGNMENTS = {
    LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    BOTH: WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def add(place, text, size, align=LEFT, before=0, after=0, together=False, **look):
    """Add a paragraph to ``place``, a document or a cell, and return it."""
    paragraph = _next_paragraph(place)
    shape(paragraph, align, before, after)
    paragraph.paragraph_format.keep_with_next = together or None
    add_run(paragraph, text, size, **look)
    return paragraph


def _next_paragraph(place):
    """Return an empty paragraph at the end: a new cell has one already."""
    if getattr(place, "_fresh", False):
        place._fresh = False
        return place.paragraphs[0]
    return place.add_paragraph()


def shape(paragraph, align=LEFT, before=0, after=0):
    """Set alignment and distances, in points."""
    paragraph.alignment = _ALIGNMENTS[align]
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(after)


def add_run(paragraph, text, size, bold=False, italic=False, condensed=False):
    """Add ``text``; an empty paragraph gets its size too."""
    run = paragraph.add_run(plain(text))
    run.bold, run.italic = bold or None, italic or None
    run.font.size = Pt(size)
    if condensed:  # the nation's name stays on one line
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), "-6")
        size_element = run._r.rPr.find(qn("w:sz"))  # the schema wants it before
        size_element.addprevious(spacing)
    return run


def add_rule(place, share):
    """Add a solid line as wide as this share of the place, centred."""
    paragraph = add(place, "", 3, CENTRE)
    indent = int(_width(place) * (1 - share) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.line_spacing = Pt(3)
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    # The schema wants it before spacing, indent and alignment.
    properties = paragraph._p.get_or_add_pPr()
    after = properties.find(qn("w:spacing"))
    properties.insert(properties.index(after), border)


def _width(place):
    return getattr(place, "width", None) or _page_width(place)


def _page_width(document):
    section = document.sections[-1]
    return section.page_width - section.left_margin - section.right_margin


def columns(document, shares):
    """Return the cells of a row without borders, side by side."""
    table = document.add_table(1, len(shares))
    _fix(table, document, shares)
    _keep_whole(table.rows[0])
    cells = table.rows[0].cells
    for cell in cells:
        cell._fresh = True
    return cells


def add_table(document, content, ends=False):
    """Add a table with borders; its heading is repeated on each page, rows are not torn.

    Its cells are written as XML: the library reads a row anew for each of its cells.

    :param ends: whether its last row stays on one page with what follows
    """
    gap = 15 if content.turned else 57
    size, points = fit(content, Emu(_page_width(document)).pt, gap / TWIPS_IN_POINT)
    content, widths = replace(content, size=size), [Pt(one) for one in points]
    table = document.add_table(0, len(widths))
    table.style = "Table Grid"
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _narrow_cells(table, gap)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    grid = Grid(table, widths, content, gap)
    grid.add_heading()
    rows = [(row, False) for row in content.rows] + [(content.total, True)] * bool(content.total)
    keeps = [*_kept_with_next(content, points), *[False] * bool(content.total)]
    if ends and keeps:
        keeps[-1] = True
    for (row, is_total), goes_on in zip(rows, keeps, strict=True):
        grid.add_row(row, bold=is_total, goes_on=goes_on)


def _kept_with_next(content, widths):
    """Tell of each row whether it stays on one page with the next: joined rows are not torn.

    Of more than half a page only the first two stay together, so that no name in a joined cell is torn.

    >>> from .model import Column, Table
    >>> rows = [("A", "a"), (None, "b"), (None, "c"), ("B", "d"), *[(None, "e")] * LINES]
    >>> _kept_with_next(Table((Column("x"), Column("y")), rows, joined=1), (50, 50))[:6]
    [True, True, False, True, False, False]
    """
    groups = []
    for row in content.rows:
        if groups and content.joined and row[0] is None:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [
        place < len(rows) - 1 and (place == 0 or height <= LINES)
        for rows in groups
        for height in [sum(lines(row, widths, content.size) for row in rows)]
        for place in range(len(rows))
    ]


def _narrow_cells(table, gap):
    """Leave 1 mm or less beside the text: days and numbers stay on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(gap))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)


def _fix(table, document, shares):
    """Give the columns of ``table`` their shares of the page's width."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    width = _page_width(document)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = int(width * share)
    for row in table.rows:
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = int(width * share)


def _keep_whole(row):
    _mark(row, "w:cantSplit")


def _mark(row, name):
    row._tr.get_or_add_trPr().append(OxmlElement(name))
