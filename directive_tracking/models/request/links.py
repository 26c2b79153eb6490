"""Relations that are read together."""

from collections import defaultdict

from odoo.fields import Domain
from odoo.tools import SQL

LINKS = "SELECT * FROM (%s) AS links(name, mine, theirs, place) ORDER BY place"


def read_links(records, *names):
    """Read several relations of ``records`` in one statement, where each would take one.

    As the system only: who may see which of the other records is not asked.

    :param names: stored fields of type one2many or many2many
    """
    if not records.env.su:
        raise ValueError("Who may see the other records would not be asked.")
    wanted = [name for name in names if any(records._fields[name]._cache_missing_ids(records))]
    if not wanted:
        return
    parts = SQL(" UNION ALL ").join(_links_of(records, name) for name in wanted)
    found = defaultdict(list)
    rows = records.env.execute_query(SQL(LINKS, parts))
    for name, mine, theirs, _place in rows:
        found[name, mine].append(theirs)
    for name in wanted:
        values = [tuple(found[name, one]) for one in records._ids]
        records._fields[name]._insert_cache(records, values)


def _links_of(records, name):
    """Return the query of ``name, mine, theirs, place``, in the order of the other records."""
    field = records._fields[name]
    # Ended agencies too: Odoo leaves them out when the field is read.
    known = {**field.context, "active_test": False}
    model = records.env[field.comodel_name].with_context(**known)
    among = field.get_comodel_domain(records)
    if field.type == "one2many":
        among &= Domain(field.inverse_name, "in", records.ids)
    query = model._search(among, order=model._order)
    theirs = SQL.identifier(model._table, "id")
    if field.type == "one2many":
        mine = SQL.identifier(model._table, field.inverse_name)
    else:
        mine = SQL.identifier(field.relation, field.column1)
        other = SQL.identifier(field.relation, field.column2)
        query.add_join("JOIN", field.relation, None, SQL("%s = %s", other, theirs))
        query.add_where(SQL("%s = ANY(%s)", mine, records.ids))
    place = SQL("row_number() OVER (ORDER BY %s)", query.order)
    query.order = None
    return query.select(SQL("%s::text", name), mine, theirs, place)
