"""Shared code of gateway callbacks: authentication and parsing."""

import logging

from werkzeug.exceptions import NotFound, ServiceUnavailable

from odoo import SUPERUSER_ID
from odoo.http import request

from odoo.addons.directive_tracking.tools.guard import access_log

from ..connectors.answers import find, read_call
from ..connectors.base import Call

_logger = logging.getLogger(__name__)

# Of every address that providers call: the signature, not a session, says who they are.
ROUTE = {
    "type": "http",
    "auth": "none",
    "csrf": False,
    "save_session": False,
    "max_content_length": 65536,
}
EITHER = ["GET", "POST"]
HEADER = "X-Directive-Signature"
FIELD = "signature"
# Signatures, and the data that providers send by GET: numbers and texts of people.
access_log.hide(r"( /directive_sms/re(?:port|ply)/\d+)\S+")


def system_env():
    """Return the system's environment for a caller that is authenticated by a signature.

    :raises ServiceUnavailable: while the database is down, so that the provider retries. This
        needs the addon in the server-wide modules; otherwise Odoo answers 404.
    """
    if not request.db:
        raise ServiceUnavailable
    return request.env(user=SUPERUSER_ID)


def find_gateway(gateway_id, signature, purpose, name=""):
    """Return the gateway of a call if its signature and source address are valid."""
    gateway = system_env()["directive.sms.gateway"].browse(gateway_id).exists()
    if not gateway or not gateway._is_signed(signature, purpose, name):
        raise NotFound
    address = request.httprequest.remote_addr
    if not gateway._accepts_from(address):
        _logger.warning("SMS gateway %s: a call from %s, not on its list", gateway.id, address)
        raise NotFound
    return gateway


def current_call(params):
    """Return the current request as a :class:`Call`."""
    http = request.httprequest
    return Call(params, http.get_data(), http.headers)


def posted_signature(call):
    """Return the signature from a header or a posted field, never from the address.

    Every proxy on the way logs addresses.
    """
    form = request.httprequest.form.get(FIELD, "")
    return call.headers.get(HEADER) or form or find(read_call(call._replace(params={})), FIELD)
