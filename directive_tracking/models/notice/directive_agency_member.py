from odoo import api, fields, models


class DirectiveAgencyMember(models.Model):
    _inherit = "directive.agency.member"

    email_trouble = fields.Char(compute="_compute_email_trouble")

    @api.depends("partner_id", "partner_id.email")
    @api.depends_context("uid")
    def _compute_email_trouble(self):
        user, reasons = self.env.user, {}
        roles = ("office", "admin")
        if any(user.has_group(f"directive_tracking.group_directive_{role}") for role in roles):
            # An administrator of addresses need not read messages: only this one fact of them.
            reasons = self.env["directive.email.report"].sudo()._bouncing_partners()
        for member in self:
            reason = reasons.get(member.partner_id)
            member.email_trouble = reason and self.env._(
                "Mail to this address bounces: %(reason)s", reason=reason
            )
