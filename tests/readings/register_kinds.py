"""Four further registers as agencies keep them; everybody in them is invented.

Two-row headers with a column for each kind, a sheet for each month, visits of a commune, and several
matters in merged rows.
"""

import io
import json
from datetime import datetime

import openpyxl

from ..world import samples


def book(name):
    """Return the register ``name`` of tests/data/register-kinds.json as .xlsx."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for told in json.loads(samples.get("register-kinds.json").read_text("utf-8"))[name]:
        sheet = made.create_sheet(told["sheet"])
        for row in told["rows"]:
            sheet.append([_cell(one) for one in row])
        for area in told["merged"]:
            sheet.merge_cells(area)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _cell(told):
    return datetime.fromisoformat(told["day"]) if isinstance(told, dict) else told
