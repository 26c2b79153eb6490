"""Removal of values from Odoo's log of database statements and of calls.

Odoo logs each such statement in full, and PostgreSQL's message shows the whole row: for a table
of accounts, its passwords. The log keeps the statement, its kind and the constraint, so
administrators can find the error, but no secrets.

>>> with_masked_texts("UPDATE \\"t\\" SET \\"p\\" = 'it''s', \\"q\\" = E'a\\\\'b', \\"n\\" = 3 WHERE \\"id\\" IN (1)")
'UPDATE "t" SET "p" = ***, "q" = ***, "n" = 3 WHERE "id" IN (1)'
>>> first_line('new row violates check constraint "t_c"\\nDETAIL:  Failing row contains (1, secret).')
'new row violates check constraint "t_c"'
>>> first_line('invalid input syntax for type integer: "secret"\\nLINE 1: ...')
'invalid input syntax for type integer: ***'
"""

import logging
import re

import psycopg2

STATEMENTS = "odoo.sql_db"  # the logger of failed statements, and of all on debug_sql
CALLS = "odoo.service.model"  # the logger of what browsers ask, with what was typed, on debug

_LITERAL = re.compile(r"\bE'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'", re.DOTALL)
_VALUE = re.compile(r'(: |value )".*"', re.DOTALL)


def hide_values():
    """Mask the values of statements, their errors and calls in the log."""
    logging.getLogger(STATEMENTS).addFilter(_Blot())
    logging.getLogger(CALLS).addFilter(_Call())


def with_masked_texts(statement):
    """Return ``statement`` with each text in it masked."""
    return _LITERAL.sub("***", statement)


def first_line(words):
    """Return the part of PostgreSQL's ``words`` that has names but no values."""
    return _VALUE.sub(r"\1***", words.partition("\n")[0])


class _Blot(logging.Filter):
    """Changes the error itself, so that later log entries show no values either."""

    def filter(self, record):
        record.args = tuple(_plain(value) for value in record.args or ()) or record.args
        return True


class _Call(logging.Filter):
    """Keeps the records and the method of a call, and leaves out its arguments.

    >>> line = logging.LogRecord("", 10, "", 0, "call %s.%s(%s)", ("a", "write", {"b": "secret"}), None)
    >>> _Call().filter(line), line.getMessage()
    (True, 'call a.write(***)')
    """

    def filter(self, record):
        if str(record.msg).startswith("call ") and len(record.args or ()) == 3:
            record.args = (*record.args[:2], "***")
        return True


def _plain(value):
    if isinstance(value, psycopg2.Error):
        value.args = (first_line(str(value)), *value.args[1:])
    elif isinstance(value, bytes):
        return with_masked_texts(value.decode("utf-8", "replace"))
    return (
        with_masked_texts(value) if isinstance(value, str) else value
    )  # every statement, on debug_sql
