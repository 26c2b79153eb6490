from odoo import models

from odoo.addons.directive_tracking.tools.notice.ladder import step_of

# A submission that a gateway took, or may have taken, went that gateway's way.
TAKEN = ("submitting", "accepted", "unknown", "delivered", "failed")


class DirectiveNoticeDelivery(models.Model):
    """A repetition that must go another way than what was sent before: by another gateway."""

    _inherit = "directive.notice.delivery"

    def _of_second_gateway(self):
        """Return those of these rows which a step “through another gateway” has written."""
        if not self.notice_id.repeats_id:
            return self.browse()
        keys = {row: step_of(row.notice_id.occurrence) for row in self if row.notice_id.repeats_id}
        # The ladder is the administrator's; whoever sends obeys it.
        steps = (
            self.env["directive.escalation.step"].sudo().browse(set(filter(None, keys.values())))
        )
        second = steps.exists().filtered(lambda step: step.action == "second_gateway")
        return self.filtered(lambda row: keys.get(row) in second.ids)

    def _gateways_tried(self):
        """Return the gateways which took an SMS of this notice, or a repetition, for this person."""
        family = self.notice_id.repeats_id | self.notice_id
        messages = self.env["directive.sms.message"].search(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("state", "in", TAKEN),
                "|",
                ("delivery_ids.notice_id", "in", family.ids),
                ("delivery_ids.notice_id.repeats_id", "in", family.ids),
            ]
        )
        return messages.gateway_id

    def _suppress_sms(self):
        """Return also that there is no gateway left which has not been tried."""
        reasons = super()._suppress_sms()
        second = self._of_second_gateway()
        gateways = (
            self.env["directive.sms.gateway"].search([("active", "=", True)]) if second else None
        )
        for row in second:
            if not gateways - row._gateways_tried():
                reasons.setdefault(
                    row, self.env._("No other SMS gateway is left: each has sent it already.")
                )
        return reasons

    def _in_messages(self, channel):
        """Return what goes another way as messages of their own."""
        second = self._of_second_gateway() if channel == "sms" else self.browse()
        return [*second, *super(DirectiveNoticeDelivery, self - second)._in_messages(channel)]

    def _sms_gateways(self, gateways, routes, number):
        gateways = super()._sms_gateways(gateways, routes, number)
        return gateways - self._gateways_tried() if self._of_second_gateway() else gateways
