"""Reading one register: from bytes to records."""

import re

from odoo.addons.directive_tracking.tools.appendix.reader import (
    read_tables,
    refuse_lost_letters,
    refuse_secrets,
)
from odoo.addons.directive_tracking.tools.history.reader import find_as_of
from odoo.addons.directive_tracking.tools.text import fold

from . import alike, order
from .cells import Cells
from .errors import RegisterError
from .heading import read_heading
from .model import COMMUNE, OFFICE, REGISTER_03, LeftAside, Reading
from .people import read_count
from .record import RecordReader
from .walk import Walk

_OF_FORM_03 = ("guided", "handled", "settled_by")
_COUNTED = re.compile(r"(\d+) (don|vu|luot|nguoi)\b")


def read_register(file_name, data, kept_to=None):
    """Read a register of letters or visits (.xlsx, .xls, .csv, .docx) into a :class:`Reading`.

    :param kept_to: the day up to which it was kept, used where the file says none
    :raises AppendixError: with a sentence for the user, if the file cannot be read
    """
    tables = read_tables(file_name, data, whole=True)
    walk = Walk()
    for table in tables:
        walk.walk(table)
    if not walk.header_rows:
        refuse_lost_letters(file_name, walk.preamble)
        raise RegisterError("no_register", file=file_name)
    refuse_secrets(file_name, walk.preamble)
    if not walk.blocks:
        raise RegisterError("no_records", file=file_name)
    return _RegisterReader(tables, walk, kept_to).read()


class _RegisterReader:
    """One register being read, after its rows were told apart."""

    def __init__(self, tables, walk, kept_to):
        self.walk, self.heading = walk, read_heading(walk.preamble)
        taken = {id(row) for block in walk.blocks for row in block.rows}
        self.register_date = find_as_of(tables, taken) or kept_to
        self.layout = self._layout()

    def _layout(self):
        columns = self.walk.blocks[0].header.columns
        if self.heading.is_form_03 or sum(name in columns for name in _OF_FORM_03) > 1:
            return REGISTER_03
        return COMMUNE if self.heading.is_commune else OFFICE

    def read(self):
        records = self._records()
        blocks = self.walk.blocks
        order.check_days(
            records, [block.band.month for block in blocks], self.heading, self.register_date
        )
        order.check_numbers(records, self._starts())
        alike.link(records)
        self._check_totals(records)
        own = [block for block in blocks if block.table.place.get("sheet") == self.walk.sheet]
        return Reading(
            self.layout,
            self.heading.agency,
            self.heading.title,
            self.register_date,
            self.walk.sheet,
            self.walk.header_rows,
            self.walk.header_rows[-1] + 1,
            (own or blocks)[-1].rows[-1].number,
            records,
            self.walk.left_aside,
        )

    def _records(self):
        records, above = [], {}
        for block in self.walk.blocks:
            year = block.band.month and block.band.month[0] or self.heading.year
            if year is None and self.register_date:
                year = self.register_date.year
            cells = Cells(block, above)
            records.append(RecordReader(cells, self.layout, year).read())
            above = cells.kept
        return records

    def _starts(self):
        """Return the places of the records that begin a band or sheet."""
        blocks = self.walk.blocks
        return {
            place
            for place in range(1, len(blocks))
            if blocks[place].band is not blocks[place - 1].band
            or blocks[place].table is not blocks[place - 1].table
        }

    def _check_totals(self, records):
        """Mark the sums that differ from the rows above them."""
        start = {}
        for place, row, header, table in self.walk.totals:
            above = [
                record
                for record, block in zip(records, self.walk.blocks, strict=True)
                if block.table is table and block.rows[-1].number < row.number
            ]
            left = self.walk.left_aside[place]
            if "luy ke" in fold(left.text):  # since the beginning of the register
                last = max((records.index(one) for one in above), default=-1)
                above = records[: last + 1]
            if left.kind == "page_total":
                first = start.get(id(table), 0)
                above = [one for one in above if one.at["row"] > first]
                start[id(table)] = row.number
            if not _agrees(left.text, row, header, above):
                self.walk.left_aside[place] = LeftAside(
                    left.kind, left.row, left.text, left.sheet, "total_mismatch"
                )


def _agrees(text, row, header, records):
    """Tell whether the numbers of a sum are those of its records."""
    counted = {
        "don": sum(one.letter for one in records),
        "vu": sum(len(one.matters) for one in records),
        "luot": len(records),
        "nguoi": sum(one.persons_count or 0 for one in records),
    }
    for number, unit in _COUNTED.findall(fold(text)):
        if int(number) != counted[unit]:
            return False
    column = header.columns.get("persons_count")
    cell = row.cell(column) if column is not None else None
    if cell and cell.text and not cell.uncalculated and not cell.continued:
        return read_count(cell.text)[0] in (None, counted["nguoi"])
    return True
