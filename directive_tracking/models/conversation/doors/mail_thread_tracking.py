from odoo import models
from odoo.http import request

from ....tools.guard.ours import is_ours
from ....tools.workflow import WORKFLOW

# With these in the context Odoo keeps no old and new values, does not note who created a record,
# and tells nobody that it is theirs.
SILENCING = (
    "tracking_disable",
    "mail_notrack",
    "mail_create_nolog",
    "mail_create_nosubscribe",
    "mail_auto_subscribe_no_notify",
)


class MailThread(models.AbstractModel):
    """Who created what, and old and new values, are kept, whatever the caller's context says."""

    _inherit = "mail.thread"

    def _tracked(self):
        """Return our records without what a request says to leave no trace.

        Our own steps say it with an object that no request can send.
        """
        context = self.env.context
        said = [name for name in SILENCING if context.get(name, WORKFLOW) is not WORKFLOW]
        if not (said and request and is_ours(self.env.registry, self._name)):
            return self
        return self.with_context(**dict.fromkeys(said, False))
