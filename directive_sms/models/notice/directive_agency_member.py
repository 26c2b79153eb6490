from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...tools import phone


class DirectiveAgencyMember(models.Model):
    """Another number for SMS, for which a person vouches."""

    _inherit = "directive.agency.member"

    sms_number = fields.Char(
        string="Number for SMS",
        help="Only if it is another than the telephone above, or a good number that is taken for "
        "a wrong one. It is used as it stands.",
    )
    sms_number_reason = fields.Char(string="Why this number")

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
                        "Say why %(person)s gets SMS at another number.",
                        person=member.partner_id.name,
                    )
                )

    @api.model
    def _way_domain(self):
        """Return the domain of members a message has a way to: a telephone is one, with a gateway."""
        domain = super()._way_domain()
        if not self.env["directive.sms.gateway"]._exists_any():
            return domain
        return domain | Domain("partner_id.phone", "!=", False) | Domain("sms_number", "!=", False)
