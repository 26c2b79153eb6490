from odoo import api, models
from odoo.tools import SQL

from odoo.addons.directive_tracking.tools.notice import delivery as ledger


class DirectiveNoticeDelivery(models.Model):
    """A sender that was slow, or slept long as in a paused machine, finds that others have taken
    its rows over meanwhile. It may not send them, nor write anything down about them.
    """

    _inherit = "directive.notice.delivery"

    @api.model
    def _claim(self, channel, any_urgency=True, size=None):
        """Remember which claim this is.

        Every claim counts one attempt more. A person who sends again begins a new count, and may
        do so twice: then the moment tells his claims apart.
        """
        rows = super()._claim(channel, any_urgency, size)
        if channel != "sms":
            return rows
        claims = {
            row.id: (row.attempt_count, row.resent_by_id.id or None, row.date_claimed)
            for row in rows
        }
        return rows.with_context(sms_claims=claims)

    @api.model
    def _still_ours(self, messages):
        """Return those whose rows are still as this process claimed them, and hold them.

        The locks are held until the submissions are committed, so no other can come between.
        """
        if not messages:
            return []
        row_ids = [row_id for sms in messages for row_id in sms.row_ids]
        held = {row_id for (row_id,) in self.env.execute_query(self._holding(row_ids))}
        return [sms for sms in messages if held.issuperset(sms.row_ids)]

    @api.model
    def _holding(self, row_ids):
        """Return the statement that touches these rows where they are ours, and no others.

        A lock alone would not do: who has looked at the row before and takes it over now must
        find that it has been written since, or its message would be sent once more.
        """
        claims = self.env.context.get("sms_claims", {})
        found = (claims.get(one, (None, None, None)) for one in row_ids)
        attempts, senders, moments = zip(*found, strict=True)
        # The state is compared with a column: compared with a constant, the index of all rows
        # being sent would be searched instead of these few.
        return SQL(
            """
            UPDATE directive_notice_delivery AS delivery SET attempt_count = claim.attempt_count
              FROM unnest(%s::int[], %s::int[], %s::int[], %s::timestamp[], %s::text[])
                   AS claim(id, attempt_count, sender_id, moment, state)
             WHERE delivery.id = claim.id AND delivery.state = claim.state
               AND delivery.attempt_count = claim.attempt_count
               AND delivery.date_claimed = claim.moment
               AND delivery.resent_by_id IS NOT DISTINCT FROM claim.sender_id
         RETURNING delivery.id
            """,
            row_ids,
            list(attempts),
            list(senders),
            list(moments),
            [ledger.SENDING] * len(row_ids),
        )
