from odoo import fields, models
from odoo.tools import SQL


class DirectiveSmsGateway(models.Model):
    """The month's limit, kept to by however many processes send at the same time.

    What a message costs is taken from the budget in the transaction that writes its
    submission down, and given back in the one that writes down a clear no.
    """

    _inherit = "directive.sms.gateway"

    budget_used = fields.Float(readonly=True, copy=False)

    def _count_budget(self):
        """Set what is used of each limited budget to what the submissions of this month cost.

        Counted anew at each run: so it holds whatever was deleted, corrected or sent as a test.
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
        """Take ``price`` from the month's budget if it holds so much; tell whether it did."""
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
        """Give back what a refused message would have cost."""
        self.env.cr.execute(
            SQL(
                "UPDATE directive_sms_gateway SET budget_used = budget_used - %s WHERE id = %s",
                price,
                self.id,
            )
        )
