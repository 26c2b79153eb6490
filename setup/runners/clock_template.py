"""python clock_template.py NAME [TEMPLATE]: the database NAME and its copies tell a moved time.

It is copied from TEMPLATE if that is given. It gets functions that replace PostgreSQL's own through the
search path; they add the seconds of the setting `directive.clock` (setup/days.py). Keywords such as
CURRENT_DATE cannot be replaced.
"""

import sys

from psycopg2.sql import SQL, Identifier

from database import copy, execute

SCHEMA = "CREATE SCHEMA clock"
FUNCTION = """
CREATE FUNCTION clock.{name}() RETURNS timestamptz LANGUAGE sql {volatility} PARALLEL SAFE AS
$$ SELECT pg_catalog.{name}() + make_interval(secs => current_setting('directive.clock')::float8) $$
"""
FUNCTIONS = {
    "now": "STABLE",
    "transaction_timestamp": "STABLE",
    "statement_timestamp": "STABLE",
    "clock_timestamp": "VOLATILE",
}


def main(name, template=None):
    if template:
        copy(template, name)
    functions = [
        SQL(FUNCTION).format(name=Identifier(function), volatility=SQL(volatility))
        for function, volatility in FUNCTIONS.items()
    ]
    execute(name, SQL(SCHEMA), *functions)


if __name__ == "__main__":
    main(*sys.argv[1:])
