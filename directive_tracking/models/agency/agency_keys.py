from odoo import fields


class AgencyKeys(fields.Json):
    """Ids of agencies in a column of the record itself, as an array of integers.

    A relation cannot be part of an index on the record's state, so finding the few open
    ones of an agency's many records means reading them all. An array can. PostgreSQL also
    knows how common each id in an array is, which it does not of the keys in a `jsonb`.
    """

    _column_type = ("_int4", "int4[]")

    def convert_to_column(self, value, record, values=None, validate=True):
        return sorted(value) if value else None

    def convert_to_record(self, value, record):
        return tuple(value or ())  # so that callers cannot change the cache
