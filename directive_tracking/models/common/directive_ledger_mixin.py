from odoo import api, fields, models
from odoo.tools import SQL


class DirectiveLedgerMixin(models.AbstractModel):
    """Rows written by one statement, each key once, even with concurrent writers."""

    _name = "directive.ledger.mixin"
    _description = "Ledger Mixin"

    @api.model
    def _insertion(self, values, source):
        """Return the statement that writes one row for each row of ``source``.

        The key decides in the database, because another process may be first: a row that is
        there already stays as it is.

        :param dict values: columns with their new value, or SQL over ``source``
        :param SQL source: the FROM clause
        """
        return self._insertion_of([(values, source)])

    @api.model
    def _insertion_of(self, rows):
        """Return the statement that writes rows of several sources, in their order.

        :param rows: pairs ``(values, source)`` as for :meth:`_insertion`
        """
        now, uid = fields.Datetime.now(), self.env.uid
        stamps = {"create_uid": uid, "create_date": now, "write_uid": uid, "write_date": now}
        names = list(dict.fromkeys(name for values, _source in rows for name in values | stamps))
        selects = []
        for values, source in rows:
            filled = {**values, **stamps}
            cells = [self._cell(name, filled.get(name)) for name in names]
            selects.append(SQL("SELECT %s FROM %s", SQL(", ").join(cells), source))
        return SQL(
            "INSERT INTO %s (%s) %s ON CONFLICT DO NOTHING",
            SQL.identifier(self._table),
            SQL(", ").join(map(SQL.identifier, names)),
            SQL(" UNION ALL ").join(selects),
        )

    @api.model
    def _history_with(self, line):
        """Return the history of a row with one more line, a text or SQL.

        :param line: as `history_line` writes it
        """
        return SQL("concat_ws(chr(10), history, (%s)::text)", line)

    @api.model
    def _cell(self, name, value):
        if value is False and self._fields[name].type != "boolean":
            value = None
        return SQL("(%s)::%s", value, SQL(self._fields[name].column_type[1]))
