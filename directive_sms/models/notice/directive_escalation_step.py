from odoo import fields, models


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
