from datetime import date
from typing import NamedTuple

from odoo.tools import SQL


class Span(NamedTuple):
    """The days of a form, or the last of them alone, and which tasks have changed since."""

    last: date
    changed: SQL | None  # the query of their ids
    first: date | None = None
    with_counters: bool = False  # whether the counters of the last day are asked for too
    among: SQL | None = None  # the query of the ids of the tasks whose steps alone are asked for
    sign: int = 1  # of what steps add

    @property
    def days(self):
        return self.first, self.last
