"""Error messages for callers: one sentence, never server internals."""

import logging
import secrets
import traceback

from psycopg2 import DatabaseError
from werkzeug.exceptions import HTTPException

from odoo import http
from odoo.exceptions import AccessError, MissingError, RedirectWarning, UserError
from odoo.http import SessionExpiredException, request
from odoo.tools import LazyTranslate

from odoo.addons.rpc.controllers import RPC
from odoo.addons.rpc.controllers.json2 import WebJson2Controller

from ...tools.guard import error_log
from ...tools.guard.calls import words_for_call, words_for_private
from ...tools.guard.errors import (
    MISFITS,
    NOT_STORED,
    unasked_field,
    words_for,
    words_for_question,
)
from ...tools.guard.quotes import brief

_logger = logging.getLogger(__name__)
_lt = LazyTranslate(__name__)

FOR_PEOPLE = (UserError, RedirectWarning, SessionExpiredException, HTTPException)

error_log.hide_values()


class Rpc(RPC):
    """XML-RPC, which formats its faults itself."""

    def _xmlrpc(self, service):
        try:
            return super()._xmlrpc(service)
        except FOR_PEOPLE as error:
            _brief(error)
            raise
        except Exception as error:
            _logger.warning("By XML-RPC:", exc_info=True)  # the exception raised instead hides it
            raise UserError(_sentence(error)) from None


class Json2(WebJson2Controller):
    """JSON-2, which tells by the status, too, that a call was at fault and not the server."""

    @http.route()
    def web_json_2_rpc(self, __model__, __method__, **kwargs):
        try:
            return super().web_json_2_rpc(__model__, __method__, **kwargs)
        except FOR_PEOPLE:
            raise
        except (*MISFITS, *NOT_STORED) as error:
            if not _words(error):
                raise
            raise UserError(_sentence(error)) from None


def _without_inside(serialize):
    """Return a discreet version of Odoo's ``serialize``, which other interfaces use for errors."""

    def serialize_exception(exception, *, message=None, arguments=None):
        is_for_people = isinstance(exception, FOR_PEOPLE)
        shown = _brief(exception) if is_for_people else exception
        told = serialize(shown, message=message, arguments=arguments) | {"debug": ""}
        if is_for_people:
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


def _brief(error):
    """Shorten in ``error`` the values it quotes; return it."""
    if isinstance(error, MissingError):  # there Odoo names the model, the ids and the user
        words = _lt("This record does not exist any more: it has been deleted since.")
        error.args = (_in_callers_language(words),)
    elif isinstance(error, AccessError) and (words := words_for_private(error)):
        error.args = (_in_callers_language(words),)
    elif isinstance(error, (UserError, RedirectWarning)):
        error.args = tuple(brief(one) if isinstance(one, str) else one for one in error.args)
    return error


def _sentence(error):
    """Return the message for ``error``; the log has the details under the same number."""
    if words := _words(error):
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


def _words(error):
    """Return what to say of an error that is the caller's or the moment's, or None."""
    return (
        words_for(error)
        or _words_for_field(error)
        or words_for_question(error)
        or words_for_call(error)
    )


def _words_for_field(error):
    """Return what to say of a question about a field that is not stored, or None."""
    env, found = request and request.db and request.env, unasked_field(error)
    if not (env and found):
        return None
    model, name = found
    return _lt(
        "“%(field)s” cannot be used to search, sort, group or add up: choose another field.",
        field=env[model]._fields[name].get_description(env, ["string"])["string"],
    )


def _in_callers_language(words):
    env = request and request.db and request.env
    try:
        return env._(words) if env and not env.cr.closed else words._translate("en_US")
    except DatabaseError:  # it is the cause itself
        return words._translate("en_US")


http.serialize_exception = _without_inside(http.serialize_exception)
