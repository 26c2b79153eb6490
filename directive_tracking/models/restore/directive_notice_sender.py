from contextlib import suppress

from psycopg2.errors import SerializationFailure

from odoo import api, models


class DirectiveNoticeSender(models.AbstractModel):
    _inherit = "directive.notice.sender"

    @api.model
    def _run(self):
        """Send, unless this is a restored or copied database that nobody has released."""
        Restore = self.env["directive.restore"]
        with suppress(SerializationFailure), self.env.cr.savepoint():
            Restore._note()  # unless another sender has just done so
        if not Restore._is_held():
            super()._run()
