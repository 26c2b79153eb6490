"""What to say of an error that is the caller's or the moment's, whichever door it came through."""

import errno

from psycopg2 import DataError, InterfaceError, OperationalError, errors
from psycopg2.pool import PoolError

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

TOO_LONG = errors.QueryCanceled
NOT_STORED = (DataError, UnicodeError)
NOT_ONE = "Expected singleton"  # so Odoo begins it
NUL = "NUL (0x00)"  # so the database's driver names what it cannot send
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


def _is_away(error):
    """Tell whether the database could not be reached, or ended the connection."""
    code = getattr(error, "pgcode", None) or AWAY_CODES[0]  # none if there was no connection
    return isinstance(error, OperationalError) and code[:2] in AWAY_CODES
