from odoo import api, fields, models
from odoo.tools import SQL

AUDIENCE_ROLES = {"head": ["head"], "head_deputy": ["head", "deputy"]}


class DirectiveReminderRule(models.Model):
    """Reminders by SMS, for those whom the settings name."""

    _inherit = "directive.reminder.rule"

    channel_sms = fields.Boolean(
        string="SMS", help="To the heads among the recipients, unless the settings say otherwise."
    )

    @api.private
    def _channels(self):
        channels = super()._channels()
        has_sms = self.channel_sms and self.env["directive.sms.gateway"]._exists_any()
        return [*channels, "sms"] if has_sms else channels

    @api.model
    def _reached_sql(self, today):
        """Return which recipients a channel reaches: SMS costs money and is for heads."""
        reached = super()._reached_sql(today)
        roles = AUDIENCE_ROLES.get(self.env["directive.settings"]._get_sms("audience"))
        if not roles:
            return reached
        return SQL(
            """
            (%s) AND (channel.name != 'sms' OR EXISTS (
                SELECT FROM directive_agency_member AS post
                 WHERE post.partner_id = told.partner_id AND post.agency_id = told.agency_id
                   AND post.role = ANY(%s)
                   AND (post.date_from IS NULL OR post.date_from <= %s)
                   AND (post.date_to IS NULL OR post.date_to >= %s)))
            """,
            reached, roles, today, today,
        )  # fmt: skip
