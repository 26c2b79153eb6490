from odoo import models


class DirectiveNoticeAcknowledgement(models.Model):
    """One more step of the ladder: by SMS through another gateway."""

    _inherit = "directive.notice.acknowledgement"

    def _actions(self):
        return super()._actions() | {"second_gateway": self._take_second_gateway}

    def _take_second_gateway(self, step):
        """Repeat the notice by SMS through another gateway, chosen when it is sent."""
        self._say_again(step, self.env["directive.channel.sms"])
