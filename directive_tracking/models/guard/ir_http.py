from odoo import models
from odoo.http import request

SECONDS = "directive_tracking.statement_seconds"
SECONDS_BY_DEFAULT = 30


class IrHttp(models.AbstractModel):
    """No person's question holds the database longer than half a minute.

    For requests alone: scheduled actions, upgrades and installations use cursors of their own.
    An export or an import is many statements, each of them short.
    """

    _inherit = "ir.http"

    @classmethod
    def _authenticate(cls, endpoint):
        """Limit the request's statements; asked again for each try of a request."""
        cls._limit_statements(request.env)
        return super()._authenticate(endpoint)

    @classmethod
    def _limit_statements(cls, env):
        """Let the database give up a statement of this connection that takes too long.

        The pool takes the limit off again before it lends the connection to somebody else.
        """
        # A setting that is no secret.
        seconds = env["ir.config_parameter"].sudo().get_param(SECONDS)
        seconds = int(seconds) if str(seconds).isdigit() else SECONDS_BY_DEFAULT
        env.cr.execute("SET statement_timeout = %s", [seconds * 1000])
