"""Many rows from one: a record made by the ORM is copied in SQL, so every column has a lawful value."""

from contextlib import contextmanager


def clone(cr, table, source_id, rows, **columns):
    """Copy the row ``source_id`` of ``table`` once per row of ``rows`` and return the id before the first.

    :param str rows: a FROM item whose column ``n`` counts from 1; the copy of row n has id ``base + n``
    :param columns: SQL expressions over ``rows`` and ``base`` that replace columns of the copied row
    """
    cr.execute(f"SELECT nextval('{table}_id_seq')")
    base = cr.fetchone()[0]
    cr.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = %s AND table_schema = current_schema AND is_generated = 'NEVER'",
        [table],
    )
    columns = {"id": "base + n", **columns}
    names = [name for (name,) in cr.fetchall()]
    unknown = columns.keys() - set(names)
    if unknown:
        raise ValueError(f"{table} has no column {', '.join(sorted(unknown))}")
    values = ", ".join(columns.get(name, f'source."{name}"') for name in names)
    cr.execute(
        f"""
        INSERT INTO "{table}" ({", ".join(f'"{name}"' for name in names)})
        SELECT {values} FROM "{table}" source, (SELECT {base} AS base) bases, {rows}
        WHERE source.id = {source_id} ORDER BY n
        """
    )
    cr.execute(f"SELECT setval('{table}_id_seq', max(id)) FROM \"{table}\"")
    return base


@contextmanager
def without_indexes(cr, *tables):
    """Drop the indexes of ``tables`` without a constraint, and rebuild them afterwards."""
    cr.execute(
        """
        SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid),
               obj_description(indexrelid, 'pg_class')
        FROM pg_index
        WHERE indrelid = ANY(%s::regclass[]) AND NOT indisunique
        """,
        [list(tables)],
    )
    indexes = cr.fetchall()
    for name, _definition, _comment in indexes:
        cr.execute(f"DROP INDEX {name}")
    yield
    cr.execute("SET LOCAL maintenance_work_mem = '1GB'")
    for name, definition, comment in indexes:
        cr.execute(definition)
        # By the comment Odoo knows the definition it made the index from.
        cr.execute(f"COMMENT ON INDEX {name} IS %s", [comment])
