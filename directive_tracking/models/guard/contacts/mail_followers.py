from odoo import api, fields, models


class MailFollowers(models.Model):
    _inherit = "mail.followers"

    # A related field would be read as the system and shown to all readers of the document.
    email = fields.Char(related=None, compute="_compute_email")

    @api.depends("partner_id.email")
    @api.depends_context("uid")
    def _compute_email(self):
        rows = self.partner_id.sudo(False)._read_format(["email"])
        emails = {row["id"]: row["email"] for row in rows}
        for follower in self:
            follower.email = emails.get(follower.partner_id.id)
