from odoo import fields, models
from odoo.tools import SQL


class DirectiveSmsGateway(models.Model):
    """The monthly limit, valid across parallel sending processes.

    The price of a message is deducted in the transaction that records its submission, and
    refunded in the one that records a clear refusal.
    """

    _inherit = "directive.sms.gateway"

    budget_used = fields.Float(readonly=True, copy=False)

    def _count_budget(self):
        """Set the used part of each limited budget to the cost of this month's submissions.

        It is recalculated at each run, so deletions, corrections and test messages are covered.
        """
        settings = self.env["directive.settings"]
        start = settings._start_of_day_utc(settings._today().replace(day=1))
        Sender = self.env["directive.notice.sender"]
        for gateway in self.filtered("hard_limit"):
            Sender._commit()
            Sender._read_committed()
            gateway._lock()  # a submission under way is either committed or not yet begun
            gateway._sum_budget(start)
            Sender._commit()

    def _lock(self):
        self.env.cr.execute(
            SQL("SELECT FROM directive_sms_gateway WHERE id = %s FOR UPDATE", self.id)
        )

    def _sum_budget(self, start):
        self.env.cr.execute(
            SQL(
                """
                UPDATE directive_sms_gateway SET budget_used = (
                       SELECT COALESCE(SUM(price), 0) FROM directive_sms_message
                        WHERE gateway_id = %(id)s AND date_submitted >= %(start)s
                          AND state <> 'refused')
                 WHERE id = %(id)s
                """,
                id=self.id,
                start=start,
            )
        )

    def _charge(self, price):
        """Deduct ``price`` from the monthly budget if possible; tell whether it was."""
        return bool(
            self.env.execute_query(
                SQL(
                    """
                    UPDATE directive_sms_gateway SET budget_used = budget_used + %(price)s
                     WHERE id = %(id)s AND budget_used + %(price)s <= hard_limit RETURNING id
                    """,
                    id=self.id,
                    price=price,
                )
            )
        )

    def _refund(self, price):
        """Refund the price of a refused message."""
        self.env.cr.execute(
            SQL(
                "UPDATE directive_sms_gateway SET budget_used = budget_used - %s WHERE id = %s",
                price,
                self.id,
            )
        )
