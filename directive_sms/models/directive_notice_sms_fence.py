from odoo import api, models
from odoo.tools import SQL


class DirectiveNoticeDelivery(models.Model):
    """A sender that was slow, or slept long as in a paused machine, finds that others have taken
    its rows over meanwhile. It may not send them, nor write anything down about them.
    """

    _inherit = "directive.notice.delivery"

    @api.model
    def _claim(self, channel, any_urgency=True):
        """Remember which claim this is.

        Every claim counts one attempt more; a person who sends again begins a new count.
        """
        rows = super()._claim(channel, any_urgency)
        if channel != "sms":
            return rows
        claims = {row.id: (row.attempt_count, row.resent_by_id.id or None) for row in rows}
        return rows.with_context(sms_claims=claims)

    @api.model
    def _still_ours(self, messages, now):
        """Return those whose rows are still as this process claimed them, and claim them anew.

        The locks are held until the submissions are committed, so no other can come between.
        """
        if not messages:
            return []
        claims = self.env.context.get("sms_claims", {})
        found = self.env.execute_query(
            SQL(
                """
                UPDATE directive_notice_delivery SET date_claimed = %s
                 WHERE id = ANY(%s) AND state = 'sending'
             RETURNING id, attempt_count, resent_by_id
                """,
                now,
                [row_id for sms in messages for row_id in sms.row_ids],
            )
        )
        held = {row_id: tuple(mark) for row_id, *mark in found}
        return [
            sms
            for sms in messages
            if all(row_id in held and held[row_id] == claims.get(row_id) for row_id in sms.row_ids)
        ]
