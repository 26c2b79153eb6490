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
        now, uid = fields.Datetime.now(), self.env.uid
        values = {
            **values,
            "create_uid": uid,
            "create_date": now,
            "write_uid": uid,
            "write_date": now,
        }
        cells = [self._cell(name, value) for name, value in values.items()]
        return SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s ON CONFLICT DO NOTHING",
            SQL.identifier(self._table),
            SQL(", ").join(map(SQL.identifier, values)),
            SQL(", ").join(cells),
            source,
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
