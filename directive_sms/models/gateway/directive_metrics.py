from odoo import api, models
from odoo.tools import SQL

from odoo.addons.directive_tracking.tools.watch.metric import Metric

SMS = """
SELECT gateway.id, message.state, count(*)
  FROM directive_sms_message AS message
  JOIN directive_sms_gateway AS gateway ON gateway.id = message.gateway_id
 WHERE message.date_submitted > (now() AT TIME ZONE 'UTC') - interval '1 day'
 GROUP BY gateway.id, message.state
"""


class DirectiveMetrics(models.AbstractModel):
    _inherit = "directive.metrics"

    @api.model
    def _metrics(self):
        """Return the figures with those of each SMS gateway."""
        return [*super()._metrics(), *self._sms_metrics()]

    @api.model
    def _sms_metrics(self):
        # Monitoring sees the names of gateways, not their keys.
        gateways = self.env["directive.sms.gateway"].sudo().search([("active", "=", True)])
        names = {gateway.id: gateway.name for gateway in gateways}
        found = self.env.execute_query(SQL(SMS))
        counts = {(names[one], state): count for one, state, count in found if one in names}
        failures = {(gateway.name,): gateway.failure_count for gateway in gateways}
        balances = {(one.name,): one.balance for one in gateways if one.date_balance}
        return [
            Metric("sms", "SMS of the last 24 hours", ("gateway", "state"), counts),
            Metric("sms_failures", "Failures in a row", ("gateway",), failures),
            Metric("sms_balance", "Balance at the provider", ("gateway",), balances),
        ]
