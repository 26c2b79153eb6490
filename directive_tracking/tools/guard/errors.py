"""What to say of an error that is the caller's or the moment's, whichever door it came through."""

import errno
import re

from psycopg2 import DataError, InterfaceError, OperationalError, errors
from psycopg2.pool import PoolError

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

TOO_LONG = errors.QueryCanceled
NOT_STORED = (DataError, UnicodeError)
NOT_ONE = "Expected singleton"  # so Odoo begins it
NUL = "NUL (0x00)"  # so the database's driver names what it cannot send
# How Odoo refuses a question about a field that is worked out and not stored.
NO_COLUMN = "Cannot convert {} to SQL because it is not stored"
HAS_NO_COLUMN = re.compile(r"Cannot convert ([\w.]+)\.(\w+) .*to SQL because")
# The database server is down, starting again, takes no more connections, or was taken over.
AWAY = (InterfaceError, PoolError, errors.ReadOnlySqlTransaction)
AWAY_CODES = ("08", "53", "57")  # classes of PostgreSQL's error codes
TOGETHER = (errors.SerializationFailure, errors.DeadlockDetected, errors.LockNotAvailable)


def words_for(error):
    """Return what to say of an error that is the caller's or the moment's, or None."""
    if isinstance(error, TOO_LONG):
        return _lt("This request took too long and was cancelled: narrow it and try again.")
    if isinstance(error, TOGETHER):
        return _lt("Someone else was changing the same data: try again.")
    if isinstance(error, errors.DiskFull) or getattr(error, "errno", None) == errno.ENOSPC:
        return _lt("The disk of the server is full: nothing was saved. Tell an administrator.")
    if isinstance(error, AWAY) or _is_away(error):
        return _lt("The database does not answer now: nothing was saved. Try again in a minute.")
    if isinstance(error, MemoryError):
        return _lt("This request needs too much memory: ask for less at a time.")
    if isinstance(error, NOT_STORED) or (isinstance(error, ValueError) and NUL in str(error)):
        return _lt("A part of this request cannot be stored, such as a number too large.")
    if isinstance(error, ValueError) and str(error).startswith(NOT_ONE):
        return _lt("This can be done with one record at a time: choose one.")
    return None


def unasked_field(error):
    """Return the model and name of the field that ``error`` says cannot be asked for, or None.

    >>> unasked_field(ValueError(NO_COLUMN.format("directive.task.is_mine")))
    ('directive.task', 'is_mine')
    >>> unasked_field(ValueError("Cannot convert x.m.f (related=a.f) to SQL because a is many"))
    ('x.m', 'f')
    >>> unasked_field(ValueError("another"))
    """
    found = isinstance(error, ValueError) and HAS_NO_COLUMN.match(str(error))
    return found.groups() if found else None


def _is_away(error):
    """Tell whether the database could not be reached, or ended the connection."""
    code = getattr(error, "pgcode", None) or AWAY_CODES[0]  # none if there was no connection
    return isinstance(error, OperationalError) and code[:2] in AWAY_CODES
