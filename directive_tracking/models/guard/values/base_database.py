import logging
import re

from psycopg2 import Error, IntegrityError, errors

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.orm.models import get_columns_from_sql_diagnostics
from odoo.tools import SQL

from ....tools.guard.errors import words_for

_logger = logging.getLogger(__name__)
LOADING = "directive_loading"
# How PostgreSQL names the columns of a key and what they hold, in whatever language.
KEY = re.compile(r"\((.+?)\)=\((.*)\)", re.DOTALL)


class Base(models.AbstractModel):
    """What the database refuses is said in a sentence: without tables, keys and values of rows."""

    _inherit = "base"

    @api.model
    def load(self, fields, data):
        """Import rows; Odoo answers here itself, past the sentences of other errors."""
        return super(Base, self.with_context(**{LOADING: True})).load(fields, data)

    def _load_records(self, data_list, update=False):
        if not self.env.context.get(LOADING):
            return super()._load_records(data_list, update)
        try:
            return super()._load_records(data_list, update)
        except (UserError, IntegrityError):
            raise
        except Exception as error:
            if not isinstance(error, Error):  # words of the database hold values of rows
                _logger.info("An import into %s failed", self._name, exc_info=True)
            raise UserError(self._words_of_failure(error)) from error

    @api.model
    def _sql_error_to_message(self, exc):
        """Say what a constraint refuses; of a key that a hidden row has, no more than of that row.

        PostgreSQL looks for twins before Odoo asks whether the new row is allowed.
        """
        is_twin = isinstance(exc, errors.UniqueViolation) and self._guard_applies()
        # Where only the system makes rows, its own step came twice.
        is_asked = is_twin and not self.env.su and self.has_access("create")
        if is_asked and self._is_hidden_twin(exc.diag):
            raise AccessError(self.env["ir.rule"]._words_of_refusal("create", self._name))
        return super()._sql_error_to_message(exc)

    def _is_hidden_twin(self, diag):
        """Tell whether the caller may read none of the rows that have this key."""
        found = KEY.search(diag.message_detail or "")
        if found is None or diag.table_name != self._table:
            return False
        columns = SQL(found[1].replace("%", "%%"))  # PostgreSQL's own words of its index
        table, key = SQL.identifier(self._table), found[2]
        query = SQL("SELECT id FROM %s WHERE concat_ws(', ', %s) = %s", table, columns, key)
        twins = self.browse(row[0] for row in self.env.execute_query(query))
        return bool(twins) and not twins._filtered_access("read")

    @api.model
    def _sql_error_to_message_generic(self, exc):
        """Say what a constraint without words of its own refuses."""
        if isinstance(exc, errors.NotNullViolation):
            return self._words_of_missing(exc.diag)
        if isinstance(exc, errors.ForeignKeyViolation):
            return self.env._(
                "Other records still refer to this one, or it names one that does not exist: "
                "archive it, or choose again."
            )
        if isinstance(exc, errors.UniqueViolation):
            return self._words_of_twin(exc.diag)
        return self._words_of_failure(exc)

    def _words_of_missing(self, diag):
        field = self._fields.get(diag.column_name)
        if field is None or diag.table_name != self._table:
            return self.env._("A required value is missing: fill in the whole form.")
        return self.env._(
            "“%(field)s” is empty: enter it.", field=field._description_string(self.env)
        )

    def _words_of_twin(self, diag):
        names = diag.table_name == self._table and get_columns_from_sql_diagnostics(
            self.env.cr, diag, check_registry=True
        )
        fields = [self._fields[name] for name in names or () if name in self._fields]
        if not fields:
            return self.env._("This has been entered already: look for it in the list.")
        return self.env._(
            "This has been entered already: no two may have the same “%(fields)s”.",
            fields=", ".join(field._description_string(self.env) for field in fields),
        )

    def _words_of_failure(self, error):
        """Return a sentence for an ``error`` that has none for people."""
        words = words_for(error)
        return (
            self.env._(words) if words else self.env._("These values cannot be stored: check them.")
        )
