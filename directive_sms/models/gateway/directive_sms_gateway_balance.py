from odoo import api, fields, models
from odoo.exceptions import UserError


class DirectiveSmsGateway(models.Model):
    """The balance at the provider, if it supports this."""

    _inherit = "directive.sms.gateway"

    balance = fields.Float(string="Balance (đ)", readonly=True, copy=False)
    date_balance = fields.Datetime(string="Balance as of", readonly=True, copy=False)
    balance_trouble = fields.Char(string="Last answer", readonly=True, copy=False)
    balance_mark = fields.Float(string="Warning below (đ)", help="Zero: no limit.")
    has_balance = fields.Boolean(compute="_compute_has_balance")

    _balance_mark_positive = models.Constraint(
        "CHECK (balance_mark >= 0)", "The warning threshold cannot be negative."
    )

    @api.depends("connector", "preset_id.specification")
    def _compute_has_balance(self):
        for gateway in self:
            # A form may have none yet.
            gateway.has_balance = bool(
                gateway.connector and gateway._connector().capabilities().has_balance
            )

    def _is_low(self):
        return bool(self.date_balance) and self.balance < self.balance_mark

    def _low_sentence(self):
        return self.env._(
            "Only %(balance)s đ are left at the provider: it still sends, but top up the "
            "account soon.",
            balance=f"{self.balance:,.0f}",
        )

    def action_ask_balance(self):
        """Ask the provider for the balance."""
        self.ensure_one()
        self.check_access("write")
        self.env["directive.restore"]._check_released()
        if not self._ask_balance():
            raise UserError(
                self.env._(
                    "The provider did not report the balance: %(answer)s",
                    answer=self.balance_trouble or "",
                )
            )
        return True

    @api.model
    def _cron_ask_balance(self):
        """Ask every provider that reports its balance, unless nothing may leave this database."""
        if self.env["directive.restore"]._is_held():
            return
        for gateway in self.search([("active", "=", True)]).filtered("has_balance"):
            gateway._ask_balance()
            self.env["directive.notice.sender"]._commit(1)

    def _ask_balance(self):
        """Ask and record the answer; tell whether it contained a balance."""
        found = self._connector().balance()
        if found.amount is None:
            self.balance_trouble = found.reason or self.env._(
                "This provider does not report a balance."
            )
            return False
        self.write(
            {
                "balance": found.amount,
                "date_balance": fields.Datetime.now(),
                "balance_trouble": False,
            }
        )
        return True
