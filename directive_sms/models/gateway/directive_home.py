from odoo import api, models

from odoo.addons.directive_tracking.tools.home.page import ALARM, GOOD, WARNING, Line


class DirectiveHome(models.AbstractModel):
    """The administrator's page says how the SMS gateways stand."""

    _inherit = "directive.home"

    @api.model
    def _service(self):
        # The state of the gateways, without their accounts: an administrator looks after both.
        line = self.sudo()._line_of_gateways()
        return super()._service() | {"gateways": self._with_list_i_may_open(line)}

    @api.model
    def _line_of_gateways(self):
        gateways = self.env["directive.sms.gateway"].search([("active", "=", True)])
        label = self.env._("SMS gateways")
        action = self.env["directive.sending.check"]._list_action(
            "directive.sms.gateway", [], label
        )
        if not gateways:
            return Line(label, self.env._("none is set up"), WARNING, action)
        ill = gateways.filtered(lambda gateway: gateway._trouble())
        text = self.env._(
            "%(well)s of %(all)s can send", well=len(gateways - ill), all=len(gateways)
        )
        tone = GOOD if not ill else WARNING if gateways - ill else ALARM
        return Line(label, text, tone, action, len(gateways))
