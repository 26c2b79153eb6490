"""What to say of an error that is the caller's or the moment's, whichever door it came through."""

import errno
import re
from traceback import walk_tb

from psycopg2 import DataError, InterfaceError, OperationalError, ProgrammingError, errors
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

# How Odoo refuses a field that a model does not have.
NO_FIELD = re.compile(
    r"Invalid field (?:(?:name )?['\"](?P<named>[\w.]{1,80})['\"]|[\w.]+?\.(?P<asked>\w{1,80}) in condition)"
)
# The methods that only ask; an error in them is one of the question, unless a value is worked out.
QUESTIONS = frozenset(
    (
        *("search", "search_count", "search_fetch", "search_read", "web_search_read"),
        *("name_search", "web_name_search", "export_data", "read_group", "web_read_group"),
        *("formatted_read_group", "formatted_read_grouping_sets", "read_progress_bar"),
        *("search_panel_select_range", "search_panel_select_multi_range"),
    )
)
CALLED = "call_kw"  # Odoo's function that calls a method for a caller from outside
WORKING_OUT = {"compute_value", "_compute_field_value"}
MISFITS = (
    *(ValueError, TypeError, LookupError, AttributeError, AssertionError, NotImplementedError),
    *(RecursionError, errors.UndefinedFunction, errors.DatatypeMismatch),
    *(errors.IndeterminateDatatype, errors.AmbiguousFunction),
)


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


def words_for_question(error):
    """Return what to say of a question that does not fit the fields it names, or None."""
    found = isinstance(error, ValueError) and NO_FIELD.match(str(error))
    if found:
        return _lt(
            "“%(field)s” is no field here: it may have been renamed. Choose another one.",
            field=found["named"] or found["asked"],
        )
    if _is_misfit(error):
        return _lt(
            "This question cannot be answered: its conditions, order, groups or columns do not fit "
            "the fields they name. Change the filter or the columns."
        )
    return None


def _is_misfit(error):
    """Tell whether a question from outside ended in ``error`` because of what it asks."""
    # What the database's driver cannot send has no kind of its own.
    if not isinstance(error, MISFITS) and type(error) is not ProgrammingError:
        return False
    names = [frame.f_code.co_name for frame, _line in walk_tb(error.__traceback__)]
    if not WORKING_OUT.isdisjoint(names):
        return False
    if CALLED not in names:
        return not QUESTIONS.isdisjoint(names)
    names.reverse()
    above = names[: names.index(CALLED)]  # the innermost: a controller is called so, too
    return next((name for name in reversed(above) if name != "wrapper"), None) in QUESTIONS


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
