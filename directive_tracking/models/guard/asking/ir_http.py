from odoo import models
from odoo.http import request

SECONDS = "directive_tracking.statement_seconds"
SECONDS_BY_DEFAULT = 30


class IrHttp(models.AbstractModel):
    """No statement of a user holds the database longer than half a minute.

    Only for requests: scheduled actions, upgrades and installations use their own cursors.
    Exports and imports consist of many short statements.
    """

    _inherit = "ir.http"

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
