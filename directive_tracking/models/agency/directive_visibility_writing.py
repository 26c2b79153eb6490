from odoo import api, models
from odoo.tools import SQL

# Only the difference is written: rows that stay are not touched.
SET_VISIBLE = """
  WITH wanted AS (SELECT * FROM unnest(%(records)s::int[], %(agencies)s::int[]) AS row(mine, other)),
       gone AS (DELETE FROM %(relation)s
                 WHERE %(mine)s = ANY(%(all)s) AND (%(mine)s, %(other)s) NOT IN (TABLE wanted))
INSERT INTO %(relation)s (%(mine)s, %(other)s) TABLE wanted ON CONFLICT DO NOTHING
"""


class DirectiveVisibilityMixin(models.AbstractModel):
    """Writing who sees records: one statement for all of them, where Odoo's takes three."""

    _inherit = "directive.visibility.mixin"

    @api.model
    def _set_visible(self, seen_by):
        """Set which agencies see each record; for computes of ``visible_agency_ids``.

        :param dict seen_by: ``{record: ids of agencies}``
        """
        field = self._fields["visible_agency_ids"]
        unsaved = {record: ids for record, ids in seen_by.items() if not record.id}
        if unsaved or not field.store:
            for record, ids in seen_by.items():
                record.visible_agency_ids = [(6, 0, ids)]
            return
        self.env.remove_to_compute(field, self.union(*seen_by))
        cached = field._get_cache(self.env)
        changed = {
            record.id: ids
            for record, ids in seen_by.items()
            if record.id not in cached or set(cached[record.id]) != set(ids)
        }
        for record in seen_by:
            field._update_cache(record, tuple(seen_by[record]))
        if changed:
            self.env.cr.execute(self._set_visible_sql(field, changed))

    @api.model
    def _set_visible_sql(self, field, changed):
        pairs = [(record, agency) for record, ids in changed.items() for agency in ids]
        return SQL(
            SET_VISIBLE,
            records=[record for record, _agency in pairs],
            agencies=[agency for _record, agency in pairs],
            all=list(changed),
            relation=SQL.identifier(field.relation),
            mine=SQL.identifier(field.column1),
            other=SQL.identifier(field.column2),
        )
