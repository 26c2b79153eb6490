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

    @api.model
    def _commit_to_leave(self, is_durable=False):
        """Leave a trace outside the database as well, before anything leaves."""
        self.env["directive.restore.trace"]._leave(is_durable)
        super()._commit_to_leave(is_durable)
