from datetime import timedelta

from odoo import api, fields, models

from ...tools.watch.problem import NOTE, Problem

UNWATCHED_AFTER = timedelta(days=1)


class DirectiveSendingCheck(models.TransientModel):
    """The failure that this server cannot notice itself: its own outage."""

    _inherit = "directive.sending.check"

    @api.model
    def _problems_of_watcher(self):
        asked = self.env["directive.health"]._last_asked()
        if asked and asked > fields.Datetime.now() - UNWATCHED_AFTER:
            return []
        return [
            Problem(
                NOTE,
                self.env._(
                    "No external watcher monitors this server: if it stops, no alarm is raised."
                ),
                self.env._(
                    "Set up the watcher (bin/watch) on another machine; the example file "
                    "explains how, and the settings show its key."
                ),
            )
        ]
