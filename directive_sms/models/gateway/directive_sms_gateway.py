import re
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import ormcache

from ...connectors import connect
from ...connectors.base import Account
from ...connectors.transport import AddressError, check_address

ADMIN = "directive_tracking.group_directive_admin"
CONNECTORS = [
    ("http", "Provider over HTTP"),
    ("kannel", "Kannel"),
    ("odoo", "Odoo's own SMS"),
    ("simulated", "Simulated (nothing is sent)"),
]
WITH_ADDRESS = ("http", "kannel")
_SENDER = re.compile(r"[A-Za-z0-9 ._-]{3,11}")
# Values sent to the provider, possibly in a request header.
ONE_LINE = ("name", "url", "username", "password", "sender_name", "reply_number", "report_secret")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_PARAMETER = re.compile(r"^\s*([A-Za-z_]\w*)\s*=\s*(.*?)\s*$")


class DirectiveSmsGateway(models.Model):
    """One account with an SMS provider: address, credentials, limits and rate.

    Only administrators may read it; it is never logged.
    """

    _name = "directive.sms.gateway"
    _inherit = "directive.remembered.mixin"
    _description = "SMS Gateway"
    _order = "sequence, id"
    _remembered_fields = frozenset({"active"})

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    connector = fields.Selection(CONNECTORS, required=True, default="http")

    # Address and credentials
    preset_id = fields.Many2one("directive.sms.preset", string="Provider", ondelete="restrict")
    preset_note = fields.Text(related="preset_id.note")
    url = fields.Char(string="Address", help="Empty: the address the provider publishes.")
    username = fields.Char(groups=ADMIN, copy=False)
    password = fields.Char(string="Password or key", groups=ADMIN, copy=False)
    parameters = fields.Text(
        string="Other account data", groups=ADMIN, copy=False, help="One NAME=value on each line."
    )
    timeout = fields.Integer(string="Answer timeout (seconds)", default=20)

    # The text
    sender_name = fields.Char(help="As registered with the operators: 3 to 11 plain characters.")
    allow_unicode = fields.Boolean(
        string="Keep Vietnamese letters",
        help="A message of 140 characters costs 1 part without diacritics and 3 with them.",
    )
    max_parts = fields.Integer(string="Maximum number of parts", default=2)

    # Cost and limits
    rate = fields.Float(string="Messages per second", help="Zero: as many as the provider accepts.")
    price_part = fields.Float(string="Price of a part (đ)")
    soft_limit = fields.Float(string="Monthly warning at (đ)", help="Zero: no limit.")
    hard_limit = fields.Float(string="Monthly limit (đ)", help="Zero: no limit.")

    _numbers_positive = models.Constraint(
        "CHECK (rate >= 0 AND price_part >= 0 AND soft_limit >= 0 AND hard_limit >= 0)",
        "Rates, prices and limits cannot be negative.",
    )
    _parts_range = models.Constraint(
        "CHECK (max_parts BETWEEN 1 AND 10)", "A message must have between 1 and 10 parts."
    )
    _timeout_range = models.Constraint(
        "CHECK (timeout BETWEEN 1 AND 30)", "Wait between 1 and 30 seconds for an answer."
    )

    @api.constrains("connector", "preset_id", "url")
    def _check_address(self):
        for gateway in self.filtered(lambda one: one.connector in WITH_ADDRESS):
            if gateway.connector == "http" and not gateway.preset_id:
                raise ValidationError(
                    self.env._("“%(name)s”: choose the provider.", name=gateway.name)
                )
            try:
                check_address(gateway._address(), self.env["directive.settings"]._sms_local_hosts())
            except AddressError as error:
                raise ValidationError(gateway._address_problem(error.code)) from error

    def _address_problem(self, code):
        sentences = {
            "no_host": self.env._("“%(name)s” has no address: enter one.", name=self.name),
            "not_http": self.env._(
                "The address of “%(name)s” must begin with https://.", name=self.name
            ),
            "credentials": self.env._(
                "The address of “%(name)s” contains a name or password: enter them in their "
                "own fields.",
                name=self.name,
            ),
            "not_https": self.env._(
                "The address of “%(name)s” must begin with https://. A gateway in your own "
                "network may use http:// once its host is listed in the SMS settings.",
                name=self.name,
            ),
            "own_house": self.env._(
                "The address of “%(name)s” leads into your own network. If the gateway is "
                "there, enter its host in the SMS settings first.",
                name=self.name,
            ),
            "nowhere": self.env._(
                "The address of “%(name)s” cannot be the address of a gateway: correct it.",
                name=self.name,
            ),
        }
        return sentences[code]

    @api.constrains("sender_name")
    def _check_sender_name(self):
        for gateway in self:
            if gateway.sender_name and not _SENDER.fullmatch(gateway.sender_name):
                raise ValidationError(
                    self.env._(
                        "The sender name “%(sender)s” cannot be registered: use 3 to 11 "
                        "letters without diacritics, digits, spaces, dots or dashes.",
                        sender=gateway.sender_name,
                    )
                )

    @api.constrains(*ONE_LINE)
    def _check_one_line(self):
        """Reject characters that could inject a header line into a request to the provider."""
        for gateway in self:
            for name in ONE_LINE:
                # Read only for this check; an administrator wrote it.
                if _CONTROL.search(gateway.sudo()[name] or ""):
                    raise ValidationError(
                        self.env._(
                            "“%(field)s” contains a line break or another invisible character: "
                            "type it again.",
                            field=gateway._fields[name]._description_string(self.env),
                        )
                    )

    @api.constrains("parameters")
    def _check_parameters(self):
        for gateway in self:
            for line in filter(str.strip, (gateway.parameters or "").splitlines()):
                if not _PARAMETER.match(line) or _CONTROL.search(line):
                    raise ValidationError(
                        self.env._("Other account data: write one NAME=value on each line.")
                    )

    @api.onchange("preset_id")
    def _onchange_preset_id(self):
        spec = self.preset_id._specification()
        if spec:
            self.rate = spec.get("rate", 0)

    @api.model
    @ormcache()
    def _exists_any(self):
        """Tell whether there is any gateway: without one, SMS are not even queued."""
        # Users who cause a notice may not read gateways; only existence is checked.
        return bool(self.sudo().search_count([("active", "=", True)], limit=1))

    # Connection to the provider

    def _address(self):
        return self.url or self.preset_id._specification().get("url", "")

    def _connector(self):
        """Return the connector for this account."""
        self.ensure_one()
        # The ledger decides who may send; the account is only read, not shown.
        gateway = self.sudo()
        return connect(
            gateway.connector,
            Account(
                url=gateway._address(),
                username=gateway.username or "",
                password=gateway.password or "",
                parameters=gateway._parameters(),
                timeout=float(gateway.timeout),
                local_hosts=self.env["directive.settings"]._sms_local_hosts(),
                specification=gateway.preset_id._specification(),
                api=gateway._odoo_api() if gateway.connector == "odoo" else None,
            ),
        )

    def _parameters(self):
        lines = (self.parameters or "").splitlines()
        return dict(found.groups() for line in lines if (found := _PARAMETER.match(line)))

    def _odoo_api(self):
        """Return Odoo's SMS client of the company, or None where that application is missing."""
        company = self.env.company
        if not hasattr(company, "_get_sms_api_class"):
            return None
        return company._get_sms_api_class()(self.env)

    def _tells_by_request_id(self):
        """Tell whether its provider can be asked about a message by our id alone."""
        can = self._connector().capabilities()
        return can.can_query and can.has_memory and not can.needs_reference

    # Cost of a text

    def _ways_to_count(self):
        """Return the text rules of these gateways: ``[{names, unicode, max_parts, forbidden}]``.

        Gateways with equal rules share a line; without gateways there is one line per alphabet.
        """
        names = defaultdict(list)
        for gateway in self:
            names[gateway._way_to_count()].append(gateway.name)
        if not names:
            names = {
                (False, 2, ""): [self.env._("Without diacritics")],
                (True, 2, ""): [self.env._("With Vietnamese letters")],
            }
        keys = ("unicode", "max_parts", "forbidden")
        return [
            {"names": ", ".join(found), **dict(zip(keys, way, strict=True))}
            for way, found in names.items()
        ]

    def _way_to_count(self):
        can = self._connector().capabilities()
        keeps_marks = self.allow_unicode and can.allows_unicode
        return keeps_marks, min(self.max_parts, can.max_parts), can.forbidden

    # Test message

    def action_test(self):
        """Open the dialog that sends one message and shows the provider's own answer."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send a test message"),
            "res_model": "directive.sms.test",
            "view_mode": "form",
            "target": "new",
            "context": {"default_gateway_id": self.id},
        }
