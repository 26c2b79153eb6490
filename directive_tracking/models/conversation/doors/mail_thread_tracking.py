from odoo import models
from odoo.http import request

from ....tools.guard.ours import is_ours
from ....tools.workflow import WORKFLOW

# With these in the context Odoo keeps no old and new values.
UNTRACKED = {"tracking_disable": False, "mail_notrack": False}


class MailThread(models.AbstractModel):
    """Old and new values are kept, whatever the caller's context says against it."""

    _inherit = "mail.thread"

    def _tracked(self):
        """Return our records without what a request says to leave no trace.

        Our own steps say it with an object that no request can send.
        """
        said = [self.env.context.get(name) for name in UNTRACKED]
        is_asked = request and any(one and one is not WORKFLOW for one in said)
        if not is_asked or not is_ours(self.env.registry, self._name):
            return self
        return self.with_context(**UNTRACKED)
