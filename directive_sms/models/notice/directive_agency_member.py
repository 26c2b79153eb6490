from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...tools import phone


class DirectiveAgencyMember(models.Model):
    """Another number for SMS, confirmed with a reason."""

    _inherit = "directive.agency.member"

    sms_number = fields.Char(
        string="Number for SMS",
        help="Only if it differs from the telephone number above, or if a valid number is "
        "rejected. It is used exactly as entered.",
    )
    sms_number_reason = fields.Char(string="Reason for this number")

    @api.constrains("sms_number", "sms_number_reason")
    def _check_sms_number(self):
        for member in self.filtered("sms_number"):
            try:
                phone.as_typed(member.sms_number)
            except phone.PhoneError as error:
                raise ValidationError(
                    self.env._(
                        "“%(number)s” is not a number: write digits only, such as 0912345678.",
                        number=member.sms_number,
                    )
                ) from error
            if not (member.sms_number_reason or "").strip():
                raise ValidationError(
                    self.env._(
                        "Enter the reason why %(person)s gets SMS at another number.",
                        person=member.partner_id.name,
                    )
                )

    @api.model
    def _way_domain(self):
        """Return the domain of reachable members: with a gateway, a telephone is a channel too."""
        domain = super()._way_domain()
        if not self.env["directive.sms.gateway"]._exists_any():
            return domain
        return domain | Domain("partner_id.phone", "!=", False) | Domain("sms_number", "!=", False)
