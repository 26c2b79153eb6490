"""python database.py VERB NAME...: one step with a whole database, for a Python without psycopg2.

`copy FROM TO`, `rename FROM TO`, `drop NAME`, `drop_all BEGINNING`; `exists NAME` answers with
its exit code.
"""

import sys

import psycopg2
from psycopg2.sql import SQL, Identifier

OURS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user
"""


def copy(source, target):
    _name("CREATE DATABASE {1} TEMPLATE {0}", source, target)


def rename(source, target):
    _name("ALTER DATABASE {0} RENAME TO {1}", source, target)


def drop(name):
    """Drop it, and end the connections that its user still has to it.

    FORCE would be refused while a worker of the server itself, such as autovacuum, is in it;
    without FORCE, PostgreSQL sends its own workers away and waits for what was ended.
    """
    _found(OURS, name)
    _name("DROP DATABASE IF EXISTS {0}", name)


def drop_all(beginning):
    """Drop every database with this prefix."""
    for name in _found("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", beginning):
        drop(name)


def exists(name):
    """Return exit code 0 if it exists."""
    return 0 if _found("SELECT datname FROM pg_database WHERE datname = %s", name) else 1


def execute(database, *statements):
    """Execute each statement outside a transaction."""
    connection = psycopg2.connect(dbname=database)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def _name(statement, *names):
    execute("postgres", SQL(statement).format(*map(Identifier, names)))


def _found(query, name):
    connection = psycopg2.connect(dbname="postgres")
    try:
        with connection.cursor() as cursor:
            cursor.execute(query, [name])
            return [found for (found,) in cursor.fetchall()]
    finally:
        connection.close()


VERBS = {"copy": copy, "rename": rename, "drop": drop, "drop_all": drop_all, "exists": exists}

if __name__ == "__main__":
    sys.exit(VERBS[sys.argv[1]](*sys.argv[2:]))
