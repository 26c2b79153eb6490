from odoo import fields, models


class DirectiveEscalationStep(models.Model):
    """Two more escalation actions: by SMS, then through another gateway."""

    _inherit = "directive.escalation.step"

    action = fields.Selection(
        selection_add=[
            ("sms", "By SMS"),
            ("second_gateway", "SMS, another gateway"),
        ],
        ondelete={"sms": "cascade", "second_gateway": "cascade"},
    )
