import hmac
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import networks
from .directive_sms_gateway import ADMIN

# Reports and replies under way when the secret changes still carry the old one.
OLD_SECRET_LIFE = timedelta(days=7)


class DirectiveSmsGateway(models.Model):
    """Where a provider may call us, and by what it proves that it is the provider."""

    _inherit = "directive.sms.gateway"

    report_secret = fields.Char(
        groups=ADMIN, copy=False, default=lambda self: secrets.token_urlsafe(32)
    )
    old_report_secret = fields.Char(groups=ADMIN, copy=False, readonly=True)
    date_old_secret = fields.Datetime(
        string="Old addresses are good until", groups=ADMIN, copy=False, readonly=True
    )
    report_url = fields.Char(
        string="Address for delivery reports",
        compute="_compute_report_url",
        groups=ADMIN,
        help="For providers that have one address for all reports. It is a secret. A provider that "
        "can send a header of its own may leave out the last part of the address and send it as "
        "X-Directive-Signature, or as the field “signature” of what it posts.",
    )
    source_addresses = fields.Char(
        string="Calls only from",
        help="Addresses or networks the provider calls from, such as 203.0.113.7 198.51.100.0/24. "
        "Empty: from anywhere. Behind a proxy Odoo must run in proxy mode, or it sees the address "
        "of the proxy only.",
    )

    @api.constrains("source_addresses")
    def _check_source_addresses(self):
        for gateway in self:
            wrong = networks.problem(gateway.source_addresses)
            if wrong:
                raise ValidationError(
                    self.env._(
                        "“%(address)s” is neither an address nor a network: write them such as "
                        "203.0.113.7 or 198.51.100.0/24, set apart by blanks.",
                        address=wrong,
                    )
                )

    @api.depends("report_secret")
    def _compute_report_url(self):
        for gateway in self:
            gateway.report_url = gateway.id and (
                f"{gateway.get_base_url()}/directive_sms/report/{gateway.id}/{gateway._sign('report')}"
            )

    def action_new_secret(self):
        """Make new addresses for reports and replies; the old ones stay good for a week."""
        self.check_access("write")
        for gateway in self:
            gateway.write(
                {
                    "old_report_secret": gateway.report_secret,
                    "date_old_secret": fields.Datetime.now() + OLD_SECRET_LIFE,
                    "report_secret": secrets.token_urlsafe(32),
                }
            )
        return True

    @api.private
    def _sign(self, name):
        """Return what proves that an address for ``name``, such as a request id, is ours."""
        # The secret is used, not shown.
        return _signature(self.sudo().report_secret, name)

    @api.private
    def _is_signed(self, name, signature):
        """Tell whether ``signature`` was made for ``name``, by the secret of now or of before."""
        # The secrets are used, not shown.
        gateway = self.sudo()
        keys = [gateway.report_secret]
        if gateway.old_report_secret and gateway.date_old_secret > fields.Datetime.now():
            keys.append(gateway.old_report_secret)
        given = (signature or "").encode()
        # Every key is tried, so that the time it takes tells nothing.
        return any([hmac.compare_digest(_signature(key, name).encode(), given) for key in keys])  # noqa: C419

    @api.private
    def _accepts_from(self, address):
        """Tell whether the provider may call from ``address``."""
        return networks.holds(self.source_addresses, address)

    @api.private
    def _report_url(self, request_id):
        """Return where the provider may tell what became of ``request_id``."""
        base = self.get_base_url()
        return f"{base}/directive_sms/report/{self.id}/{request_id}/{self._sign(request_id)}"


def _signature(key, name):
    return hmac.new(key.encode(), name.encode(), "sha256").hexdigest()[:40]
