from odoo.tools import mute_logger

from . import table
from .province import MatrixCase
from .test_matrix_access import QUIET

MAGIC = ("id", "create_uid", "create_date", "write_uid", "write_date", "parent_path")
PLAUSIBLE = {
    "char": "zqx-forged",
    "text": "zqx-forged",
    "html": "<p>zqx-forged</p>",
    "integer": 3,
    "float": 3.5,
    "boolean": True,
    "date": "2031-03-04",
    "datetime": "2031-03-04 05:06:07",
    "json": {"zqx": "forged"},
    "binary": "enF4",
}


class WritingCase(MatrixCase):
    """The province of the matrix, and whether a role changes a stored field."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET, "odoo.sql_db"))

    def fields(self, name, record):
        """Yield the stored fields of the suite on ``record``; of Odoo's models only our own."""
        for field in record._fields.values():
            ours = table.is_ours(record) or (field._module or "").startswith(table.OURS)
            if field.store and field.name not in MAGIC and ours:
                yield field

    def can_write(self, record, field, role):
        """Tell whether ``role`` changes the column or the links of ``field``, as over RPC."""
        mine = self.as_role(record, role)
        with self.env.cr.savepoint() as savepoint:
            before = self.stored(record, field)
            try:
                mine.write({field.name: self.value(field, mine)})
                self.env.flush_all()
                changed = self.stored(record, field) != before
            except Exception:  # refused, with an error of whatever kind
                changed = False
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        return changed

    def stored(self, record, field):
        self.env.invalidate_all(flush=False)
        return record.sudo().read([field.name], load=None)[0][field.name]

    def value(self, field, record):
        """Return another value than the present one."""
        now = record.sudo()[field.name]
        if field.type == "selection":
            keys = [key for key, _label in field._description_selection(self.env)]
            return next((key for key in keys if key != now), False)
        if field.type == "boolean":
            return not now
        if field.relational:
            return self.link(field, now)
        return PLAUSIBLE.get(field.type, "zqx-forged")

    def link(self, field, now):
        others = self.env[field.comodel_name].sudo().search([("id", "not in", now.ids)], limit=1)
        if field.type == "many2one":
            return others.id
        return [(4, others.id)] if others else [(5,)]
