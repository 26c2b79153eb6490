from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import phone

RESULTS = [
    ("accepted", "Accepted"),
    ("refused", "Refused"),
    ("later", "Temporarily refused"),
    ("blocked", "Account or connection error"),
    ("unknown", "Unclear: it may have been accepted"),
]


class DirectiveSmsTest(models.TransientModel):
    """Send one test message and show the provider's answer."""

    _name = "directive.sms.test"
    _description = "SMS Test"

    gateway_id = fields.Many2one("directive.sms.gateway", required=True, readonly=True)
    number = fields.Char(default=lambda self: self.env.user.phone)
    text = fields.Text(default=lambda self: self.env._("Test message of directive tracking."))
    counting = fields.Json(compute="_compute_counting")
    result = fields.Selection(RESULTS, readonly=True)
    answer = fields.Char(string="The provider's answer", readonly=True)
    reference = fields.Char(string="The provider's reference", readonly=True)

    @api.depends("gateway_id")
    def _compute_counting(self):
        for test in self:
            test.counting = {"gateways": test.gateway_id._ways_to_count(), "sample": False}

    def action_send(self):
        """Send the message and show the answer."""
        self.ensure_one()
        self.env["directive.restore"]._check_released()
        message = self._create_message()
        connector = self.gateway_id._connector()
        outcome = message._submit(connector)
        self.gateway_id._note(outcome)
        self.write(
            {"result": outcome.result, "answer": outcome.reason, "reference": outcome.reference}
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _create_message(self):
        gateway = self.gateway_id
        try:
            number = phone.normalize(self.number)
        except phone.PhoneError as error:
            raise UserError(
                self.env._("“%(number)s” is not a mobile number.", number=self.number or "")
            ) from error
        if not (self.text or "").strip():
            raise UserError(self.env._("Write a text to send."))
        return gateway._draft_single(number, self.text, self.env.user.partner_id)
