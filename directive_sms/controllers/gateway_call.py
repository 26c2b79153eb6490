"""What calls of gateways have in common: who may make them, and what they hold."""

import logging

from werkzeug.exceptions import NotFound, ServiceUnavailable

from odoo import SUPERUSER_ID
from odoo.http import request

from odoo.addons.directive_tracking.tools.guard import access_log

from ..connectors.answers import find, read_call
from ..connectors.base import Call

_logger = logging.getLogger(__name__)

MAX_BODY = 65536
HEADER = "X-Directive-Signature"
FIELD = "signature"
# Signatures, and what providers that call by GET put there: numbers, and what people wrote.
access_log.hide(r"( /directive_sms/re(?:port|ply)/\d+)\S+")


def system_env():
    """Return the environment of the system, for a caller whose signature stands for an account.

    :raises ServiceUnavailable: while there is no database: the provider calls again. The addon has
        to be among the server-wide modules for that; elsewhere Odoo answers 404 by itself.
    """
    if not request.db:
        raise ServiceUnavailable
    return request.env(user=SUPERUSER_ID)


def find_gateway(gateway_id, signature, purpose, name=""):
    """Return the gateway a call is for, if it is signed for that and comes from where it may."""
    gateway = system_env()["directive.sms.gateway"].browse(gateway_id).exists()
    if not gateway or not gateway._is_signed(signature, purpose, name):
        raise NotFound
    address = request.httprequest.remote_addr
    if not gateway._accepts_from(address):
        _logger.warning("SMS gateway %s: a call from %s, not on its list", gateway.id, address)
        raise NotFound
    return gateway


def current_call(params):
    """Return the :class:`Call` that is being answered."""
    http = request.httprequest
    return Call(params, http.get_data(), http.headers)


def posted_signature(call):
    """Return the signature in a header or in a field of what was posted, never in the address.

    What stands in an address is written into the logs of every proxy on the way.
    """
    form = request.httprequest.form.get(FIELD, "")
    return call.headers.get(HEADER) or form or find(read_call(call._replace(params={})), FIELD)
