import hmac
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import networks
from .directive_sms_gateway import ADMIN

# Reports and replies in transit during a change of the secret still carry the old one.
OLD_SECRET_LIFE = timedelta(days=7)
# Purposes of an address, part of its signature: an address for one purpose opens no other.
REPORT, REPORTS, REPLY = "report", "reports", "reply"


class DirectiveSmsGateway(models.Model):
    """The addresses for calls by the provider, and their authentication."""

    _inherit = "directive.sms.gateway"

    report_secret = fields.Char(
        groups=ADMIN, copy=False, default=lambda self: secrets.token_urlsafe(32)
    )
    old_report_secret = fields.Char(groups=ADMIN, copy=False, readonly=True)
    date_old_secret = fields.Datetime(
        string="Old addresses are valid until", groups=ADMIN, copy=False, readonly=True
    )
    date_undivided = fields.Datetime(
        string="Addresses from before version 1.3 are valid until",
        groups=ADMIN,
        copy=False,
        readonly=True,
        help="They are signed with one key for both reports and replies. Create new addresses "
        "and enter them at the provider.",
    )
    report_url = fields.Char(
        string="Address for delivery reports",
        compute="_compute_report_url",
        groups=ADMIN,
        help="For providers with one address for all reports. It is secret. A provider that "
        "can send its own header may omit the last part of the address and send it as "
        "X-Directive-Signature, or as the field “signature” of the posted data.",
    )
    reply_number = fields.Char(
        string="Number for replies",
        help="The long number or short code people can reply to. A sender name cannot receive "
        "replies.",
    )
    reply_url = fields.Char(
        string="Address for replies",
        compute="_compute_reply_url",
        groups=ADMIN,
        help="Enter it at the gateway, which delivers replies there. It is secret.",
    )
    source_addresses = fields.Char(
        string="Calls only from",
        help="Addresses or networks the provider calls from, such as 203.0.113.7 "
        "198.51.100.0/24. Empty: from anywhere. Behind a proxy, Odoo must run in proxy "
        "mode; otherwise it sees only the address of the proxy.",
    )

    @api.constrains("source_addresses")
    def _check_source_addresses(self):
        for gateway in self:
            wrong = networks.problem(gateway.source_addresses)
            if wrong:
                raise ValidationError(
                    self.env._(
                        "“%(address)s” is neither an address nor a network: write them like "
                        "203.0.113.7 or 198.51.100.0/24, separated by spaces.",
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
        """Create new addresses for reports and replies; the old ones stay valid for a week."""
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
        """Return the signature of an address for ``purpose``; ``name`` is a request id."""
        # The secret is used, not shown.
        return _signature(_key(self.sudo().report_secret, purpose), name)

    def _is_signed(self, signature, purpose, name=""):
        """Tell whether ``signature`` is valid for this purpose, with the new or the old secret."""
        given = (signature or "").encode()
        # All are tried, so that timing reveals nothing.
        wanted = self._valid_signatures(purpose, name)
        return any([hmac.compare_digest(one.encode(), given) for one in wanted])  # noqa: C419

    def _valid_signatures(self, purpose, name):
        # The secrets are used, not shown.
        gateway, now = self.sudo(), fields.Datetime.now()
        living = [gateway.report_secret]
        if gateway.old_report_secret and gateway.date_old_secret > now:
            living.append(gateway.old_report_secret)
        wanted = [_signature(_key(secret, purpose), name) for secret in living]
        if gateway.date_undivided and gateway.date_undivided > now:
            # The old signatures, before each purpose had its own key.
            old_name = name or {REPORTS: "report"}.get(purpose, purpose)
            wanted += [_signature(secret.encode(), old_name) for secret in living]
        return wanted

    def _accepts_from(self, address):
        """Tell whether the provider may call from ``address``."""
        return networks.holds(self.source_addresses, address)

    def _report_url(self, request_id):
        """Return the address for delivery reports about ``request_id``."""
        base = self.get_base_url()
        return (
            f"{base}/directive_sms/report/{self.id}/{request_id}/{self._sign(REPORT, request_id)}"
        )


def _key(secret, purpose):
    """Return the key of one purpose, which reveals neither the secret nor another key."""
    return hmac.digest(secret.encode(), f"directive_sms.{purpose}".encode(), "sha256")


def _signature(key, name):
    return hmac.new(key, name.encode(), "sha256").hexdigest()[:40]
