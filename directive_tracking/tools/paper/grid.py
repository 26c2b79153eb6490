"""The rows of a table, written as XML."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from .fit import heights, lines, reads_upwards
from .model import BOTH, CENTRE, LEFT, RIGHT, plain

EMUS_IN_TWIP = 635
TWIPS_IN_POINT = 20
_ALIGN = {LEFT: "left", CENTRE: "center", RIGHT: "right", BOTH: "both"}


class Grid:
    """Adds rows to ``table``, whose columns are ``widths`` wide (in EMU).

    :param gap: twips left beside the text of a cell
    """

    def __init__(self, table, widths, content, gap):
        self.body, self.content, self._keeps = table._tbl, content, False
        self._beside = (2 * gap + 10) / TWIPS_IN_POINT
        self.widths = [width // EMUS_IN_TWIP for width in widths]

    def add_heading(self):
        """Add the captions, repeated on each page: one row, or as many as the tree is deep."""
        heads = self.content.heads or [
            (0, place, 1, 1, column.title) for place, column in enumerate(self.content.columns)
        ]
        high = heights(heads, self.content.depth, self._lines_of)
        for depth in range(self.content.depth):
            row = self._row("w:cantSplit", "w:tblHeader")
            ending = [one[4] for one in heads if one[0] + one[2] - 1 == depth and one[3] == 1]
            if self.content.turned:
                self._raise(row, self._height_upwards(ending))
            elif self.content.depth > 1:  # programs give a repeated row no more than it says
                self._raise(row, high[depth] * self.content.size * 1.2 * TWIPS_IN_POINT + 80)
            for head in sorted(heads, key=lambda head: head[1]):
                self._add_caption(row, depth, *head)

    def _add_caption(self, row, depth, top, left, rows, columns, title):
        if not top <= depth < top + rows:
            return
        span = self.widths[left : left + columns]
        room = span[0] / TWIPS_IN_POINT - self._beside
        turned = columns == 1 and reads_upwards(self.content, left, room, self.content.size)
        cell = self._cell(row, sum(span), columns)
        if rows > 1:
            self._set(cell, "w:vMerge", "restart" if depth == top else "continue")
        if turned:
            self._set(cell, "w:textDirection", "btLr")
        self._set(cell, "w:vAlign", "center")
        self._write(cell, title if depth == top else "", CENTRE, bold=True)

    def _lines_of(self, title, left, columns):
        room = sum(self.widths[left : left + columns]) / TWIPS_IN_POINT - self._beside
        return lines((title,), (room,), self.content.size * 1.05)  # in bold

    def _height_upwards(self, titles):
        """Return how high captions are that read upwards, on two lines at most."""
        words = (max(len(title) / 2, *map(len, title.split() or [""])) for title in titles)
        return max(words, default=1) * self.content.size * 12 + 100

    def _raise(self, row, twips):
        """Make a row at least so high."""
        height = OxmlElement("w:trHeight")
        height.set(qn("w:val"), str(int(twips)))
        height.set(qn("w:hRule"), "atLeast")
        row.find(qn("w:trPr")).insert(1, height)

    def add_row(self, texts, bold=False, goes_on=False):
        """Add a row of cells; one text alone spans all columns.

        :param goes_on: whether it stays on one page with the next row, if both fit
        """
        row = self._row("w:cantSplit")
        self._keeps = goes_on
        if len(texts) == 1 and len(self.widths) > 1:
            cell = self._cell(row, sum(self.widths), len(self.widths))
            self._write(cell, texts[0], LEFT, bold=True)
            return
        cells = zip(self.widths, self.content.columns, texts, strict=True)
        for place, (width, column, text) in enumerate(cells):
            cell = self._cell(row, width)
            if place < self.content.joined:
                self._set(cell, "w:vMerge", "continue" if text is None else "restart")
            self._write(cell, text, column.align, bold)

    # Elements, in the order of the schema

    def _row(self, *marks):
        row = OxmlElement("w:tr")
        properties = OxmlElement("w:trPr")
        for mark in marks:
            properties.append(OxmlElement(mark))
        row.append(properties)
        self.body.append(row)
        return row

    def _cell(self, row, width, columns=1):
        cell = OxmlElement("w:tc")
        properties = OxmlElement("w:tcPr")
        cell.append(properties)
        size = OxmlElement("w:tcW")
        size.set(qn("w:w"), str(width))
        size.set(qn("w:type"), "dxa")
        properties.append(size)
        if columns > 1:
            self._set(cell, "w:gridSpan", str(columns))
        row.append(cell)
        return cell

    def _set(self, cell, name, value):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        cell.find(qn("w:tcPr")).append(element)

    def _write(self, cell, text, align, bold=False):
        lead = len(getattr(text, "lead", ""))
        for line in plain(text).split("\n"):
            runs = [(line[:lead], True), (line[lead:], bold)] if lead else [(line, bold)]
            cell.append(self._paragraph([run for run in runs if run[0]] or [("", bold)], align))
            lead = 0

    def _paragraph(self, runs, align):
        paragraph = OxmlElement("w:p")
        shape = OxmlElement("w:pPr")
        space = OxmlElement("w:spacing")
        gap = "40" if self.content.size > 9 else "10"
        space.set(qn("w:before"), gap)
        space.set(qn("w:after"), gap)
        side = OxmlElement("w:jc")
        side.set(qn("w:val"), _ALIGN[align])
        if self._keeps:
            shape.append(OxmlElement("w:keepNext"))
        shape.extend((space, side))
        paragraph.append(shape)
        paragraph.extend(self._run(text, bold) for text, bold in runs)
        return paragraph

    def _run(self, text, bold):
        run, look = OxmlElement("w:r"), OxmlElement("w:rPr")
        if bold:
            look.append(OxmlElement("w:b"))
        size = OxmlElement("w:sz")
        size.set(qn("w:val"), str(int(self.content.size * 2)))
        look.append(size)
        words = OxmlElement("w:t")
        words.text = text
        words.set(qn("xml:space"), "preserve")
        run.extend((look, words))
        return run
