from odoo import api, fields, models
from odoo.tools import SQL


class DirectiveReminderRule(models.Model):
    """Reminders by SMS, for those whom the settings name."""

    _inherit = "directive.reminder.rule"

    channel_sms = fields.Boolean(
        string="SMS", help="To the heads among the recipients, unless the settings say otherwise."
    )

    def _channels(self):
        channels = super()._channels()
        has_sms = self.channel_sms and self.env["directive.sms.gateway"]._exists_any()
        return [*channels, "sms"] if has_sms else channels

    @api.model
    def _reached_sql(self, today):
        """Return which recipients a channel reaches: SMS costs money and is for heads.

        Where an agency has no head, its deputies stand in for him, as in the rules themselves.
        """
        reached = super()._reached_sql(today)
        audience = self.env["directive.settings"]._get_sms("audience")
        if audience == "everyone":
            return reached
        return SQL(
            """
            (%s) AND (channel.name != 'sms' OR EXISTS (
                SELECT FROM member AS post
                 WHERE post.partner_id = told.partner_id AND post.agency_id = told.agency_id
                   AND (post.role = 'head'
                        OR post.role = 'deputy' AND (%s OR NOT EXISTS (
                           SELECT FROM member AS head
                            WHERE head.agency_id = post.agency_id AND head.role = 'head')))))
            """,
            reached,
            audience == "head_deputy",
        )
