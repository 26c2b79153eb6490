from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.tools import SQL


class DirectiveNoticeDelivery(models.Model):
    """A sender that was slow, or slept long as in a paused machine, finds that others have taken
    its rows over meanwhile. It may not send them, nor write anything down about them.
    """

    _inherit = "directive.notice.delivery"

    @api.model
    def _claim(self, channel, any_urgency=True):
        """Remember which claim this is: every claim counts one attempt more."""
        rows = super()._claim(channel, any_urgency)
        if channel != "sms":
            return rows
        return rows.with_context(sms_claims={row.id: row.attempt_count for row in rows})

    @api.private
    def _hand_over_sms(self, line):
        """Hand over, unless these rows are no longer this process's; then the outcome is None."""
        return super()._hand_over_sms(line) if self._renew_claim() else None

    @api.private
    def _record(self, outcome):
        if outcome is not None:
            super()._record(outcome)

    @api.private
    def _renew_claim(self):
        """Tell whether these rows are still as this process claimed them, and claim them anew.

        The locks are held until the submission is committed, so no other can come between.
        """
        claims = self.env.context.get("sms_claims", {})
        self.env.flush_all()
        try:
            with self.env.cr.savepoint():
                held = self.env.execute_query(
                    SQL(
                        """
                        UPDATE directive_notice_delivery SET date_claimed = %s
                         WHERE id = ANY(%s) AND state = 'sending' RETURNING id, attempt_count
                        """,
                        fields.Datetime.now(),
                        self.ids,
                    )
                )
        except SerializationFailure:
            return False
        self.invalidate_recordset(["date_claimed"])
        found = dict(held)
        return all(found.get(row_id) == claims.get(row_id) for row_id in self.ids)
