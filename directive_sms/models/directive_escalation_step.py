from odoo import api, fields, models


class DirectiveEscalationStep(models.Model):
    """Two more steps of the ladder: once more by SMS, then by another gateway."""

    _inherit = "directive.escalation.step"

    action = fields.Selection(
        selection_add=[
            ("sms", "By SMS"),
            ("second_gateway", "SMS, another gateway"),
        ],
        ondelete={"sms": "cascade", "second_gateway": "cascade"},
    )


class DirectiveNoticeAcknowledgement(models.Model):
    _inherit = "directive.notice.acknowledgement"

    def _take_sms(self, step):
        """Say it once more by SMS, where the province has a gateway."""
        if self.env["directive.sms.gateway"]._exists_any():
            self.env["directive.notice"]._repeat(step.id, self._recipient_rows(), ("sms",))

    def _take_second_gateway(self, step):
        """Say it by SMS through another gateway; which one is decided when it is sent."""
        self._take_sms(step)

    @api.model
    def _remind_channels(self):
        channels = super()._remind_channels()
        return (*channels, "sms") if self.env["directive.sms.gateway"]._exists_any() else channels
