import json
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.periods import period_bounds
from .finished_sql import ROWS

# What the marks of an open task depend on besides the day.
LIMITS = ("due_soon_days", "silent_days", "fresh_days")
PARTS = ("columns", "counters", "given")


class DirectiveFiguresOpen(models.Model):
    """The figures of the open tasks of one day, for each row of each table of figures.

    An open task changes its class with the day, so they are counted for today and tomorrow. With the
    changes not yet added up they are exact at every moment. What is not kept is counted when asked.
    """

    _name = "directive.figures.open"
    _description = "Figures of Open Tasks"
    _log_access = False

    basis = fields.Char(required=True, help="The day and the settings by which they were counted.")
    dimension = fields.Selection(
        [(name, name) for name in ROWS], help="Empty in the row that says that a basis is there."
    )
    key = fields.Char()
    starred = fields.Boolean(string="Only starred tasks")
    columns = fields.Json()
    counters = fields.Json()
    given = fields.Json(help="Number and weight of the tasks by the report month of assignment.")

    _place_idx = models.Index("(basis, dimension, starred, key)")

    def init(self):
        """Forget what another version of the rules has counted."""
        self._forget()

    @api.model
    def _basis(self, day):
        """Return in words what the figures of open tasks on ``day`` depend on besides the tasks."""
        settings = self.env["directive.settings"]
        return "/".join([day.isoformat(), *(str(settings._get(name)) for name in LIMITS)])

    @api.model
    def _forget(self):
        self.env.cr.execute("DELETE FROM directive_figures_open")

    @api.model
    def _days(self):
        today = self.env["directive.settings"]._today()
        return today, today + timedelta(days=1)

    @api.model
    def _count_anew(self):
        """Count the open tasks of this snapshot, of which the caller leaves no change behind."""
        self._forget()
        for day in self._days():
            basis = self._basis(day)
            self._keep(basis, [(None, False, None, {})])
            for starred in (False, True):
                # All agencies are counted, whoever adds up.
                found = self.env["directive.figures"].sudo()._count_open(day, starred)
                rows = [(by, starred, key, parts) for (by, key), parts in found.items()]
                self._keep(basis, rows)

    @api.model
    def _keep(self, basis, rows):
        """Insert ``[(dimension, starred, key, parts)]``."""
        dimensions, starred, keys, parts = zip(*rows, strict=True) if rows else [[]] * 4
        self.env.cr.execute(
            SQL(
                "INSERT INTO directive_figures_open"
                " (basis, dimension, starred, key, columns, counters, given)"
                " SELECT %s, dimension, starred, key, columns::jsonb, counters::jsonb, given::jsonb"
                " FROM unnest(%s::varchar[], %s::bool[], %s::varchar[], %s::text[], %s::text[],"
                " %s::text[]) AS row (dimension, starred, key, columns, counters, given)",
                basis,
                list(dimensions),
                list(starred),
                [None if key is None else str(key) for key in keys],
                *([json.dumps(one.get(part, {})) for one in parts] for part in PARTS),
            )
        )

    @api.model
    def _differences(self):
        """Return the tables in which kept figures and changes differ from a recount: none."""
        # All agencies are compared, whoever asks.
        figures, tables = self.env["directive.figures"].sudo(), (None, *ROWS)
        kept = [self._asked(figures, *asked) for asked in self._questions(tables)]
        with self.env.cr.savepoint(flush=False) as savepoint:
            self._forget()
            counted = [self._asked(figures, *asked) for asked in self._questions(tables)]
            savepoint.rollback()
        pairs = zip(self._questions(tables), kept, counted, strict=True)
        return [asked for asked, one, other in pairs if one != other]

    @api.model
    def _questions(self, tables):
        return [(tables, day, starred) for day in self._days() for starred in (False, True)]

    @api.model
    def _asked(self, figures, tables, day, starred):
        first, _last = period_bounds("month", day)
        return figures._forms_and_counters(tables, first, day, starred)
