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
        row_ids = [row_id for sms in messages for row_id in sms.row_ids]
        held = {row_id for (row_id,) in self.env.execute_query(self._renewal(row_ids, now))}
        return [sms for sms in messages if held.issuperset(sms.row_ids)]

    @api.model
    def _renewal(self, row_ids, now):
        """Return the statement that renews our claim of these rows and leaves others' alone.

        By the moment of a claim it is told whether its call has begun: who changed it for
        another process would have its message taken for never called, and sent once more.
        """
        claims = self.env.context.get("sms_claims", {})
        attempts, senders = zip(*(claims.get(one, (None, None)) for one in row_ids), strict=True)
        return SQL(
            """
            UPDATE directive_notice_delivery AS delivery SET date_claimed = %s
              FROM unnest(%s::int[], %s::int[], %s::int[]) AS claim(id, attempt_count, sender_id)
             WHERE delivery.id = claim.id AND delivery.state = 'sending'
               AND delivery.attempt_count = claim.attempt_count
               AND delivery.resent_by_id IS NOT DISTINCT FROM claim.sender_id
         RETURNING delivery.id
            """,
            now, row_ids, list(attempts), list(senders),
        )  # fmt: skip
