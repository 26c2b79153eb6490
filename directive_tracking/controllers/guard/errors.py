"""Error messages for callers: one sentence, never server internals."""

import errno
import logging
import secrets
import traceback

from psycopg2 import DatabaseError, DataError, InterfaceError, OperationalError, errors
from psycopg2.pool import PoolError
from werkzeug.exceptions import HTTPException

from odoo import http
from odoo.exceptions import RedirectWarning, UserError
from odoo.http import SessionExpiredException, request
from odoo.tools import LazyTranslate

from odoo.addons.rpc.controllers import RPC

from ...tools.guard import error_log

_logger = logging.getLogger(__name__)
_lt = LazyTranslate(__name__)

FOR_PEOPLE = (UserError, RedirectWarning, SessionExpiredException, HTTPException)
TOO_LONG = errors.QueryCanceled
NOT_STORED = (DataError, UnicodeError)
NOT_ONE = "Expected singleton"  # so Odoo begins it
NUL = "NUL (0x00)"  # so the database's driver names what it cannot send
# The database server is down, starting again, takes no more connections, or was taken over.
AWAY = (InterfaceError, PoolError, errors.ReadOnlySqlTransaction)
AWAY_CODES = ("08", "53", "57")  # classes of PostgreSQL's error codes
TOGETHER = (errors.SerializationFailure, errors.DeadlockDetected, errors.LockNotAvailable)

error_log.hide_values()


class Rpc(RPC):
    """XML-RPC, which formats its faults itself."""

    def _xmlrpc(self, service):
        try:
            return super()._xmlrpc(service)
        except FOR_PEOPLE:
            raise
        except Exception as error:
            _logger.warning("By XML-RPC:", exc_info=True)  # the exception raised instead hides it
            raise UserError(_sentence(error)) from None


def _without_inside(serialize):
    """Return a discreet version of Odoo's ``serialize``, which other interfaces use for errors."""

    def serialize_exception(exception, *, message=None, arguments=None):
        told = serialize(exception, message=message, arguments=arguments) | {"debug": ""}
        if isinstance(exception, FOR_PEOPLE):
            return told
        sentence = _sentence(exception)
        # With this name the web client shows the sentence and no technical details.
        sentence = {
            "name": "odoo.exceptions.UserError",
            "message": sentence,
            "arguments": [sentence],
        }
        return told | sentence | {"context": {}}

    return serialize_exception


def _sentence(error):
    """Return the message for ``error``; the log has the details under the same number."""
    if words := words_for(error):
        _logger.warning("Refused: %s", type(error).__name__, exc_info=error)
        return _in_callers_language(words)
    number = secrets.token_hex(4)
    frame = next(iter(traceback.extract_tb(error.__traceback__)[-1:]), None)
    _logger.warning("Error %s: %s at %s", number, type(error).__name__, frame)
    return _in_callers_language(
        _lt(
            "The server encountered an error. Give an administrator the error number "
            "%(number)s, which is also in the server log.",
            number=number,
        )
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


def _is_away(error):
    """Tell whether the database could not be reached, or ended the connection."""
    code = getattr(error, "pgcode", None) or AWAY_CODES[0]  # none if there was no connection
    return isinstance(error, OperationalError) and code[:2] in AWAY_CODES


def _in_callers_language(words):
    env = request and request.db and request.env
    try:
        return env._(words) if env and not env.cr.closed else words._translate("en_US")
    except DatabaseError:  # it is the cause itself
        return words._translate("en_US")


http.serialize_exception = _without_inside(http.serialize_exception)
