from odoo import models


class DirectiveWeek(models.Model):
    """A reception day whose session was published in time is not late in the calendar."""

    _inherit = "directive.week"

    def action_publish(self):
        """Publish these weeks; reception days take over what their sessions have announced.

        :raises UserError: where a reception day is too near and nobody said why, or where its
            session has been moved to another day
        """
        self.check_access("write")
        days = self.meeting_ids.filtered(lambda one: one.kind == "reception" and not one.is_private)
        for meeting in days.sudo():  # sessions need not be the reader's
            meeting._take_announcement(meeting._session_to_join().date_published)
        result = super().action_publish()
        # Days that their sessions have announced already are joined as well.
        days.filtered(lambda one: one._is_reception_shown())._join_session()
        return result
