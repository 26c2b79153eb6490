from odoo import fields, models


class DirectiveReminderRule(models.Model):
    """Reminders by SMS, for the recipients chosen in the settings."""

    _inherit = "directive.reminder.rule"

    channel_sms = fields.Boolean(
        string="SMS", help="To the heads among the recipients, unless the settings say otherwise."
    )
