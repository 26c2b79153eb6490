from odoo import models


class DirectiveMeeting(models.Model):
    """The one way in which a meeting of a published week changes."""

    _inherit = "directive.meeting"

    def _change(self, values, reason):
        """Write ``values``, keep the old ones with ``reason``, and have people told.

        :return: the row of `directive.meeting.revision`
        """
        raise NotImplementedError

    def _after_change(self, revision):
        """Do what follows from ``revision``; higher rooms tell people here."""
