from odoo import models


class DirectiveNoticeDelivery(models.Model):
    _inherit = "directive.notice.delivery"

    def _going_alone(self):
        """Return those of these rows whose message holds nothing else; a broadcast is no task."""
        broadcasts = self.notice_id.filtered("broadcast_id")
        return super()._going_alone() | self.filtered(lambda row: row.notice_id in broadcasts)

    def _acknowledge(self, how):
        """Record that it was seen, and take away the to-do that asked for it."""
        result = super()._acknowledge(how)
        for broadcast, rows in self.filtered("broadcast_id").grouped("broadcast_id").items():
            broadcast._close_activities(rows.user_id)
        return result

    def _prepare_activity_vals(self):
        vals = super()._prepare_activity_vals()
        if self.broadcast_id:
            vals["summary"] = f"{vals['summary']}: {self.broadcast_id.name}"
        return vals

    def _suppressed(self):
        """Return those of these rows whose channel cannot reach their recipient."""
        return self.browse().union(
            *(
                row
                for channel, rows in self.grouped("channel").items()
                for row in getattr(rows, f"_suppress_{channel}")()
            )
        )
