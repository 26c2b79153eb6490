from odoo import fields, models
from odoo.exceptions import UserError

from ....tools.guard.bounds import (
    FIRST_DAY,
    LAST_DAY,
    MOST_COLUMNS,
    MOST_GROUPS,
    MOST_LEVELS,
    asked_groups,
    levels,
    measure,
)
from ....tools.guard.errors import NO_COLUMN
from ....tools.guard.ours import is_our_addon


def _original(field):
    """Return the field whose values ``field`` shows: itself, or the end of its path."""
    while field.related and not field.store:
        field = field.related_field
    return field


class Base(models.AbstractModel):
    """Limits for requests that would block the server for everybody else.

    Any user can send requests that no screen sends, with deeply nested domains and records. The
    superuser, used by the suite's own code, is not limited.
    """

    _inherit = "base"

    def _read_format(self, fnames, load="_classic_read"):
        """Compute each field once, however often it is requested."""
        return super()._read_format(list(dict.fromkeys(fnames)), load=load)

    def web_read(self, specification):
        self._guard_levels(levels(specification))
        return super().web_read(specification)

    def onchange(self, values, field_names, fields_spec):
        self._guard_levels(levels(fields_spec))
        self._guard_typed(values)
        return super().onchange(values, field_names, self._while_typing(field_names, fields_spec))

    def _while_typing(self, field_names, fields_spec):
        """Return ``fields_spec`` without the record's name if a day of ours has been typed.

        A name that changes draws the form anew before the day is taken over, and the web client
        then shows the day's field empty although it has its value.
        """
        days = {"date", "datetime"}
        if not is_our_addon(self._original_module or "") or not any(
            self._fields[name].type in days for name in field_names if name in self._fields
        ):
            return fields_spec
        return {name: spec for name, spec in fields_spec.items() if name != "display_name"}

    def export_data(self, fields_to_export):
        """Export only to readers: Odoo gives any record its external id, and makes one for it."""
        self.check_access("read")
        self._guard_levels(max((path.count("/") + 1 for path in fields_to_export), default=0))
        self._guard_count(fields_to_export)
        return super().export_data(fields_to_export)

    def _web_read_group_fill_temporal(
        self, groups, groupby, aggregates, fill_from=False, fill_to=False, min_groups=False
    ):
        """Fill the gaps between groups of days as long as there are not too many of them."""
        dates = [group[0] for group in groups if group[0]]
        self._guard_filling(groupby[0], dates, fill_from, fill_to, min_groups)
        return super()._web_read_group_fill_temporal(
            groups, groupby, aggregates, fill_from=fill_from, fill_to=fill_to, min_groups=min_groups
        )

    def _guard_filling(self, groupby, dates, fill_from, fill_to, min_groups):
        """Raise if the caller's context requests too many filled groups."""
        field = self._fields[groupby.partition(":")[0].partition(".")[0]]
        if self.env.su or field.type not in ("date", "datetime"):
            return
        days = [fields.Date.to_date(day) for day in (*dates, fill_from, fill_to) if day]
        granularity = groupby.partition(":")[2] or "month"
        if days and not FIRST_DAY <= min(days) <= max(days) <= LAST_DAY:
            self._refuse_filling()
        if max(asked_groups(days, granularity), min_groups or 0) > MOST_GROUPS:
            self._refuse_filling()

    def _refuse_filling(self):
        raise UserError(
            self.env._(
                "This request covers too many periods: choose longer periods or fewer years."
            )
        )

    def _read_group(self, domain, groupby=(), aggregates=(), *args, **kwargs):
        self._guard_count((*groupby, *aggregates))
        return super()._read_group(domain, groupby, aggregates, *args, **kwargs)

    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), *args, **kwargs):
        self._guard_count([name for one in grouping_sets for name in (*one, *aggregates, None)])
        for name in {name for one in grouping_sets for name in one}:
            self._guard_group(name)
        return super()._read_grouping_sets(domain, grouping_sets, aggregates, *args, **kwargs)

    def _read_group_groupby(self, alias, groupby_spec, query):
        self._guard_group(groupby_spec)
        return super()._read_group_groupby(alias, groupby_spec, query)

    def _guard_group(self, groupby):
        """Group only by what the caller may read; Odoo does not ask it of a many2many.

        :raises ValueError: of one that is not stored, as Odoo does of every other field
        """
        field = self._fields.get(groupby.partition(":")[0].partition(".")[0])
        if field is None:
            return
        self._check_field_access(field, "read")
        if field.type == "many2many" and not _original(field).store:
            raise ValueError(NO_COLUMN.format(field))

    def _guard_count(self, columns):
        if not self.env.su and len(columns) > MOST_COLUMNS:
            raise UserError(self.env._("This request has too many columns: choose fewer."))

    def _guard_domain(self, domain):
        if not self.env.su and measure(domain).is_too_much:
            raise UserError(self.env._("This search has too many conditions: use fewer at a time."))

    def _guard_levels(self, count):
        if not self.env.su and count > MOST_LEVELS:
            raise UserError(self.env._("This request nests records too deeply: use fewer levels."))
