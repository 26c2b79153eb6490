from lxml import etree

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.safe_eval import safe_eval

from ...tools.home.page import number

PREFIX = "search_default_"
TASKS = "directive_tracking.directive_task_action_all"


class DirectiveHome(models.AbstractModel):
    """Counting what lists hold, and opening them: always with one and the same domain."""

    _inherit = "directive.home"

    # Lists of the menus and of bookmarks

    @api.model
    def _actions(self, xmlids):
        """Return the lists of these XML ids, read all at once."""
        find = self.env["ir.model.data"]._xmlid_to_res_id
        ids = [find(xmlid, raise_if_not_found=True) for xmlid in xmlids]
        # Actions are the system's to read; each list checks its own access.
        return self.env["ir.actions.act_window"].sudo().browse(ids)

    @api.model
    def _list_context(self, action, filters=()):
        """Return the context with which a list opens, ``filters`` chosen besides its own."""
        context = safe_eval(action.context or "{}", {"uid": self.env.uid})
        return context | {f"{PREFIX}{name}": 1 for name in filters}

    @api.model
    def _list(self, xmlid, filters=()):
        """Return what opens the list ``xmlid``, ``filters`` chosen besides its own."""
        [action] = self._actions([xmlid])
        return {
            **action._get_action_dict(),
            "domain": safe_eval(action.domain or "[]", {"uid": self.env.uid}),
            "context": self._list_context(action, filters),
        }

    @api.model
    def _list_domain(self, action, filters=(), views=None):
        """Return the domain of the rows that a list shows when it opens.

        :param dict views: search views already read, by model and view
        """
        context, values = self._list_context(action, filters), {"uid": self.env.uid}
        chosen = {key.removeprefix(PREFIX) for key in context if key.startswith(PREFIX)}
        domain = Domain(safe_eval(action.domain or "[]", values))
        groups = self._filters(action, {} if views is None else views) if chosen else ()
        for group in groups:
            taken = [Domain(safe_eval(one, values)) for name, one in group if name in chosen]
            domain &= Domain.OR(taken) if taken else Domain.TRUE
        return domain

    @api.model
    def _filters(self, action, views):
        """Return the groups of adjacent filters of a list's search view: one of a group is enough."""
        key = action.res_model, action.search_view_id.id
        if key not in views:
            arch = self.env[action.res_model].get_view(key[1], "search")["arch"]
            views[key] = list(_groups(etree.fromstring(arch)))
        return views[key]

    @api.model
    def _count_each(self, lists):
        """Return ``{name: number of rows}`` of ``{name: (model, domain)}`` in one statement.

        The rights of the reader apply; of a model that they may not read there is nothing.
        """
        readable = {
            name: self.env[model]._search(domain)
            for name, (model, domain) in lists.items()
            if self.env[model].has_access("read")
        }
        if not readable:
            return dict.fromkeys(lists, 0)
        counts = [SQL("(%s)", query.select(SQL("count(*)"))) for query in readable.values()]
        [row] = self.env.execute_query(SQL("SELECT %s", SQL(", ").join(counts)))
        return dict.fromkeys(lists, 0) | dict(zip(readable, row, strict=True))

    # Tasks

    @api.model
    def _count_by(self, field, within, lists):
        """Return ``{key: {name: number}}`` of tasks ``within`` a domain, grouped by ``field``.

        One statement counts them all, whatever their number. The key of tasks without a value
        is None. The rights of the reader apply.
        """
        Task = self.env["directive.task"]
        query = Task._search(within)
        key = Task._read_group_groupby(Task._table, field, query)
        counts = [
            SQL(
                "count(*) FILTER (WHERE %s)",
                Domain(domain).optimize_full(Task)._to_sql(Task, Task._table, query),
            )
            for domain in lists.values()
        ]
        query.groupby = key
        rows = self.env.execute_query(query.select(key, *counts))
        return {key: dict(zip(lists, row, strict=True)) for key, *row in rows}

    @api.model
    def _task_table(self, field, within, columns):
        """Return a section with a row for each value of ``field`` of the tasks ``within``.

        :param dict columns: :class:`Column` by name
        """
        domains = {name: column.domain for name, column in columns.items()}
        counts = self._count_by(field, within, domains)
        return {
            "kind": "table",
            "columns": [{"name": name, "label": column.label} for name, column in columns.items()],
            "rows": [
                {
                    "label": label,
                    "cells": [
                        number(column.label, counts[key][name], key or 0, name, tone=column.tone)
                        for name, column in columns.items()
                    ],
                }
                for key, label in self._labels(field, counts).items()
            ],
        }

    @api.model
    def _labels(self, field, keys):
        """Return ``{key: label}`` of values of a field of tasks; None is nobody."""
        Model = self.env[self.env["directive.task"]._fields[field].comodel_name]
        records = Model.with_context(directive_short_name=True, active_test=False)
        found = records.browse(key for key in keys if key)
        labels = {one.id: one.display_name for one in found}
        return labels | ({None: self.env._("Nobody")} if None in keys else {})

    @api.model
    def _open_cell(self, field, within, columns, key, name):
        """Return the action that opens what a cell of :meth:`_task_table` counts."""
        column, key = columns[name], int(key)
        label = self._labels(field, [key or None])[key or None]
        value = Domain(field, "in", [key]) if key else Domain(field, "=", False)
        return self._open_tasks(f"{label}: {column.label}", within & value & column.domain)

    @api.model
    def _open_tasks(self, title, domain):
        """Return the action that lists the tasks of ``domain`` and no others."""
        action = self._list(TASKS)
        context = {"directive_short_name": True}
        return {
            **action,
            "name": title,
            "display_name": title,
            "domain": list(Domain(domain)),
            "context": context,
        }

    @api.model
    def _open_record(self, record):
        """Return the action that opens ``record``, which the reader may read."""
        record.check_access("read")
        return record._get_records_action()


def _groups(search):
    """Yield the groups of adjacent filters of a search view."""
    together = []
    for node in search:
        if node.tag == "filter" and node.get("domain"):
            together.append((node.get("name"), node.get("domain")))
        elif node.tag in ("separator", "group"):
            yield together
            together = []
    yield together
