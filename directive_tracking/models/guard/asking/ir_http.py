from werkzeug.exceptions import MethodNotAllowed

from odoo import models
from odoo.http import request

SECONDS = "directive_tracking.statement_seconds"
SECONDS_BY_DEFAULT = 30


class IrHttp(models.AbstractModel):
    """No statement of a user holds the database longer than half a minute; no question acts.

    Only for requests: scheduled actions, upgrades and installations use their own cursors.
    Exports and imports consist of many short statements.
    """

    _inherit = "ir.http"

    @classmethod
    def _pre_dispatch(cls, rule, args):
        """Refuse OPTIONS, with which Odoo runs any address, and a form without its token."""
        is_asked = request.httprequest.method == "OPTIONS"
        if is_asked and not rule.endpoint.routing.get("cors"):
            raise MethodNotAllowed
        super()._pre_dispatch(rule, args)

    @classmethod
    def _serve_fallback(cls):
        """Find nothing under an address that the database cannot be asked for."""
        return None if "\0" in request.httprequest.path else super()._serve_fallback()

    @classmethod
    def _authenticate(cls, endpoint):
        """Limit the request's statements; asked again for each try of a request."""
        cls._limit_statements(request.env)
        return super()._authenticate(endpoint)

    @classmethod
    def _limit_statements(cls, env):
        """Make the database cancel slow statements of this connection.

        The pool resets the limit before it reuses the connection.
        """
        # A setting that is not secret.
        seconds = env["ir.config_parameter"].sudo().get_param(SECONDS)
        seconds = int(seconds) if str(seconds).isdigit() else SECONDS_BY_DEFAULT
        env.cr.execute("SET statement_timeout = %s", [seconds * 1000])
