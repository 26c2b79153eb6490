"""Keeping out of Odoo's log the values of statements the database refused.

Odoo writes down each such statement whole, and PostgreSQL's own words show the whole row: of a
table of accounts, its passwords. What is kept says which statement, of what kind, and which
constraint: an administrator finds the fault by that, and nobody finds a secret.

>>> blotted("UPDATE \\"t\\" SET \\"p\\" = 'it''s', \\"q\\" = E'a\\\\'b', \\"n\\" = 3 WHERE \\"id\\" IN (1)")
'UPDATE "t" SET "p" = ***, "q" = ***, "n" = 3 WHERE "id" IN (1)'
>>> first_line('new row violates check constraint "t_c"\\nDETAIL:  Failing row contains (1, secret).')
'new row violates check constraint "t_c"'
>>> first_line('invalid input syntax for type integer: "secret"\\nLINE 1: ...')
'invalid input syntax for type integer: ***'
"""

import logging
import re

import psycopg2

STATEMENTS = "odoo.sql_db"  # by this name Odoo writes down the statements that failed

_LITERAL = re.compile(r"\bE'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'", re.DOTALL)
_VALUE = re.compile(r'(: |value )".*"', re.DOTALL)


def hide_values():
    """Blot the values out of what the log says of failed statements, and of their errors."""
    logging.getLogger(STATEMENTS).addFilter(_Blot())


def blotted(statement):
    """Return ``statement`` with each text in it blotted out."""
    return _LITERAL.sub("***", statement)


def first_line(words):
    """Return of PostgreSQL's ``words`` what names things and shows no value."""
    return _VALUE.sub(r"\1***", words.partition("\n")[0])


class _Blot(logging.Filter):
    """Changes the error itself: whoever writes it down later shows no more."""

    def filter(self, record):
        record.args = tuple(_plain(value) for value in record.args or ()) or record.args
        return True


def _plain(value):
    if isinstance(value, psycopg2.Error):
        value.args = (first_line(str(value)), *value.args[1:])
    elif isinstance(value, bytes):
        return blotted(value.decode("utf-8", "replace"))
    return value
