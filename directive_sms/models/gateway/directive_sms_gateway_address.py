import hmac
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import networks
from .directive_sms_gateway import ADMIN

# Reports and replies under way when the secret changes still carry the old one.
OLD_SECRET_LIFE = timedelta(days=7)
# What an address may be good for, and what it is signed as: an address for one opens no other.
REPORT, REPORTS, REPLY = "report", "reports", "reply"


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
    date_undivided = fields.Datetime(
        string="Addresses of before version 1.3 are good until",
        groups=ADMIN,
        copy=False,
        readonly=True,
        help="Their signatures were made with one key for reports and replies. Make new addresses, "
        "and enter them at the provider.",
    )
    report_url = fields.Char(
        string="Address for delivery reports",
        compute="_compute_report_url",
        groups=ADMIN,
        help="For providers that have one address for all reports. It is a secret. A provider that "
        "can send a header of its own may leave out the last part of the address and send it as "
        "X-Directive-Signature, or as the field “signature” of what it posts.",
    )
    reply_number = fields.Char(
        string="Number for replies",
        help="The long number or short code people can answer to. A sender name cannot receive.",
    )
    reply_url = fields.Char(
        string="Address for replies",
        compute="_compute_reply_url",
        groups=ADMIN,
        help="Enter it at the gateway, which delivers replies there. It is a secret.",
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
                f"{gateway.get_base_url()}/directive_sms/report/{gateway.id}/{gateway._sign(REPORTS)}"
            )

    @api.depends("report_secret")
    def _compute_reply_url(self):
        for gateway in self:
            gateway.reply_url = gateway.id and (
                f"{gateway.get_base_url()}/directive_sms/reply/{gateway.id}/{gateway._sign(REPLY)}"
            )

    def action_new_secret(self):
        """Make new addresses for reports and replies; the old ones stay good for a week."""
        self.check_access("write")
        until = fields.Datetime.now() + OLD_SECRET_LIFE
        for gateway in self:
            gateway.write(
                {
                    "old_report_secret": gateway.report_secret,
                    "date_old_secret": until,
                    "date_undivided": gateway.date_undivided and min(gateway.date_undivided, until),
                    "report_secret": secrets.token_urlsafe(32),
                }
            )
        return True

    def _sign(self, purpose, name=""):
        """Return what proves that an address for ``purpose`` is ours; ``name`` is a request id."""
        # The secret is used, not shown.
        return _signature(_key(self.sudo().report_secret, purpose), name)

    def _is_signed(self, signature, purpose, name=""):
        """Tell whether ``signature`` was made for this purpose, by the secret of now or of before."""
        given = (signature or "").encode()
        # Every one is tried, so that the time it takes tells nothing.
        wanted = self._living_signatures(purpose, name)
        return any([hmac.compare_digest(one.encode(), given) for one in wanted])  # noqa: C419

    def _living_signatures(self, purpose, name):
        # The secrets are used, not shown.
        gateway, now = self.sudo(), fields.Datetime.now()
        living = [gateway.report_secret]
        if gateway.old_report_secret and gateway.date_old_secret > now:
            living.append(gateway.old_report_secret)
        wanted = [_signature(_key(secret, purpose), name) for secret in living]
        if gateway.date_undivided and gateway.date_undivided > now:
            # As they were made before purposes had keys of their own.
            old_name = name or {REPORTS: "report"}.get(purpose, purpose)
            wanted += [_signature(secret.encode(), old_name) for secret in living]
        return wanted

    def _accepts_from(self, address):
        """Tell whether the provider may call from ``address``."""
        return networks.holds(self.source_addresses, address)

    def _report_url(self, request_id):
        """Return where the provider may tell what became of ``request_id``."""
        base = self.get_base_url()
        return (
            f"{base}/directive_sms/report/{self.id}/{request_id}/{self._sign(REPORT, request_id)}"
        )


def _key(secret, purpose):
    """Return the key of one purpose, from which neither the secret nor another key follows."""
    return hmac.digest(secret.encode(), f"directive_sms.{purpose}".encode(), "sha256")


def _signature(key, name):
    return hmac.new(key, name.encode(), "sha256").hexdigest()[:40]
