from datetime import date

from odoo import models
from odoo.tools import SQL

from ..request.cause_sql import CauseSQL

SEES_ALL = (
    "directive_tracking.group_directive_office",
    "directive_tracking.group_directive_leader",
)
# The column of a task behind each way to divide figures.
COLUMNS = {"issuer": "issuer_id", "field": "field_id", "source": "source"}
BY = ("agency", "kind", "month", *COLUMNS)


class DirectiveFigures(models.AbstractModel):
    """Which tasks are counted, by what they are divided, and what the reader may know."""

    _inherit = "directive.figures"

    def _known_agencies(self):
        """Return the ids of the agencies whose figures the user may know, None for all."""
        user = self.env.user
        if self.env.su or any(user.has_group(group) for group in SEES_ALL):
            return None
        return user._directive_seen_agencies()._branch().ids

    def _check_by(self, tables, scope):
        unknown = {*scope, *tables} - {*BY, None}
        if unknown:
            raise ValueError(f"Figures are not divided by {unknown}; known: {', '.join(BY)}.")

    def _agencies_in(self, scope):
        """Return the ids of the agencies counted, None for all: those asked for and known."""
        known = self._known_agencies()
        for name in ("agency", "kind"):
            if name in scope:
                asked = self._asked_agencies(name, several(scope[name]))
                known = asked if known is None else [one for one in known if one in set(asked)]
        return known

    def _asked_agencies(self, name, values):
        if name == "agency":
            return values
        return list(self._kinds(lambda kind: kind in values))

    def _kinds(self, wanted=bool):
        """Return ``{agency id: kind}`` of those kinds that are ``wanted``, of ended ones too."""
        # Everybody may know the kind of an agency.
        agencies = self.env["directive.agency"].sudo().with_context(active_test=False)
        found = agencies.search_fetch([], ["kind"], order="id")
        return {one.id: one.kind for one in found if wanted(one.kind)}

    def _where(self, scope, table="task"):
        """Return the condition on the attributes of a task: counted, and of this scope."""
        terms = [SQL("%s.parent_id IS NULL", SQL.identifier(table))]
        for name, column in COLUMNS.items():
            if name in scope:
                terms.append(self._one_of(SQL.identifier(table, column), scope[name]))
        if "month" in scope:
            terms.append(self._one_of(self._month(table), scope["month"]))
        return SQL(" AND ").join(terms)

    def _one_of(self, column, values):
        values = several(values)
        if None not in values:
            return SQL("%s = ANY(%s)", column, values)
        known = [value for value in values if value is not None]
        return SQL("(%s = ANY(%s) OR %s IS NULL)", column, known, column)

    def _month(self, table="task"):
        return CauseSQL(self.env, None, table).report_month

    def _led_by(self, column, agencies):
        return SQL("TRUE") if agencies is None else SQL("%s = ANY(%s)", column, agencies)

    def _key(self, by, agency, table="task"):
        """Return the key of the row to which a task adds, for the agency of the column ``agency``."""
        if by in ("agency", "kind"):
            return agency
        if by == "month":
            return self._month(table)
        return SQL.identifier(table, COLUMNS[by]) if by else SQL("NULL::int")

    def _moves_count(self, by, agencies):
        """Tell whether moves between agencies show: by issuer, field, source, month nothing moves.

        Within some agencies they do, or what these were given and what they hold would not balance.
        """
        return by in (None, "agency", "kind") or agencies is not None

    def _divided(self, tables):
        """Return by what is counted for ``tables``: kinds are added up from agencies."""
        return dict.fromkeys("agency" if by == "kind" else by for by in tables)

    def _rows_of_table(self, by, found, add):
        """Return the rows of the table ``by`` from those ``found``, added up by kind if asked."""
        if by != "kind":
            return found[by]
        kinds, rows = self._kinds(), {}
        for agency, row in found["agency"].items():
            kind = kinds[agency]
            rows[kind] = add(rows[kind], row) if kind in rows else row
        return rows


def several(value):
    """Return a list of the value or values of a scope; months by any of their days' first."""
    values = list(value) if isinstance(value, (list, tuple, set)) else [value]
    return [getattr(one, "id", one) if not isinstance(one, date) else one for one in values]


def typed(by, key):
    """Return the key of a row as callers know it, from the text that the query gives."""
    if key is None or by in (None, "source"):
        return key
    return date.fromisoformat(key) if by == "month" else int(key)
