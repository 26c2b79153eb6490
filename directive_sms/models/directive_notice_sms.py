import logging

from odoo import api, fields, models

from odoo.addons.directive_tracking.tools import delivery as ledger

from ..connectors.base import ACCEPTED, BLOCKED, LATER, REFUSED, UNKNOWN, Outcome
from ..tools import gsm, phone

_logger = logging.getLogger(__name__)

# Recipients of one claim: few enough that even if every provider is silent for a minute the
# claim is worked off before it counts as abandoned.
CLAIM = 10
RESULTS = {
    ACCEPTED: ledger.ACCEPTED,
    REFUSED: ledger.REFUSED_PERMANENT,
    LATER: ledger.REFUSED_TEMPORARY,
    BLOCKED: ledger.REFUSED_TEMPORARY,
    UNKNOWN: ledger.UNKNOWN,
}


class SmsLine:
    """What one run of sending shares: the gateways that can send, their turns and their cost."""

    def __init__(self, gateways):
        self.ready = gateways
        self.leases = {}
        self._connectors = {}
        self._capabilities = {}
        self._left = {
            one.id: one.hard_limit - one.spent_month for one in gateways if one.hard_limit
        }

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._connectors.clear()

    @property
    def is_down(self):
        return not self.ready

    def connector(self, gateway):
        """Return the gateway's connector, made once a run."""
        if gateway.id not in self._connectors:
            self._connectors[gateway.id] = gateway._connector()
        return self._connectors[gateway.id]

    def capabilities(self, gateway):
        if gateway.id not in self._capabilities:
            self._capabilities[gateway.id] = self.connector(gateway).capabilities()
        return self._capabilities[gateway.id]

    def charge(self, gateway, price):
        """Count ``price`` against the month's limit; the gateway rests when that is used up."""
        if gateway.id in self._left:
            self._left[gateway.id] -= price
            if self._left[gateway.id] <= 0:
                self.ready -= gateway

    def drop_if_open(self, gateway):
        """Leave out a gateway whose circuit has just opened."""
        if gateway.date_open_until and gateway.date_open_until > fields.Datetime.now():
            self.ready -= gateway


class DirectiveNoticeDelivery(models.Model):
    """The SMS channel: one short text per recipient, by the gateway whose turn it is."""

    _inherit = "directive.notice.delivery"

    channel = fields.Selection(
        selection_add=[("sms", "SMS")],
        ondelete={"sms": lambda rows: rows._retire_sms()},
    )

    @api.private
    def _retire_sms(self):
        """Without this addon nothing is sent any more; what was sent stays as evidence."""
        waiting = self.filtered(lambda row: row.state == ledger.QUEUED)
        waiting._move(ledger.CANCELLED, self.env._("SMS has been uninstalled."))

    @api.model
    def _send_channel(self, channel):
        """Leave SMS in the queue, untouched, while no gateway can send."""
        if channel == "sms":
            Gateway = self.env["directive.sms.gateway"]
            if not Gateway._ready():
                moment = Gateway._next_ready()
                if moment:
                    self._trigger_send(moment)
                return
        super()._send_channel(channel)

    @api.model
    def _line_sms(self):
        return SmsLine(self.env["directive.sms.gateway"]._ready())

    # Several people in one claim

    @api.model
    def _claim_size(self, channel):
        return CLAIM if channel == "sms" else super()._claim_size(channel)

    @api.private
    def _in_messages(self, channel):
        """Return one message per recipient, besides those that go alone."""
        if channel != "sms":
            return super()._in_messages(channel)
        alone = self._going_alone()
        return [*alone, *(self - alone).grouped("partner_id").values()]

    @api.model
    def _daily_cap(self, channel):
        if channel != "sms":
            return super()._daily_cap(channel)
        return self.env["directive.settings"]._get_sms("daily_cap")

    # Whom it can reach

    @api.private
    def _suppress_sms(self):
        """Return ``{row: reason}`` for recipients without a usable number."""
        reasons = {}
        posts = self._sms_posts()
        for rows in self.grouped("partner_id").values():
            _number, reason = rows._sms_number(posts)
            if reason:
                reasons.update(dict.fromkeys(rows, reason))
        return reasons

    @api.private
    def _sms_posts(self):
        """Return the posts held today that have a number of their own for SMS."""
        Member = self.env["directive.agency.member"]
        own = fields.Domain("partner_id", "in", self.partner_id.ids)
        return Member.search(
            Member._current_domain() & own & fields.Domain("sms_number", "!=", False)
        )

    @api.private
    def _sms_number(self, posts=None):
        """Return the recipient's number (E.164) and, if it has none, the reason."""
        posts = self._sms_posts() if posts is None else posts
        posts = posts.filtered(lambda post: post.partner_id == self.partner_id)
        posts = posts.sorted(lambda post: post.agency_id not in self.agency_id)
        try:
            if posts:
                return phone.as_typed(posts[0].sms_number), ""
            return phone.normalize(self.partner_id.phone), ""
        except phone.PhoneError as error:
            return None, self._sms_number_problem(error.code)

    @api.private
    def _sms_number_problem(self, code):
        values = {"person": self.partner_id.name, "phone": self.partner_id.phone or ""}
        if code == phone.MISSING:
            return self.env._("%(person)s has no telephone number.", person=values["person"])
        if code == phone.SEVERAL:
            return self.env._("“%(phone)s” of %(person)s holds more than one number.", **values)
        if code == phone.NOT_MOBILE:
            return self.env._("%(phone)s of %(person)s is not a mobile number.", **values)
        return self.env._("“%(phone)s” of %(person)s is not a telephone number.", **values)

    # Handing over

    @api.private
    def _hand_over_sms(self, line):
        """Send these rows, all of one recipient, as one SMS.

        The next gateway is tried only after a clear no: what may have been taken by one is
        never given to another.
        """
        number, reason = self._sms_number()
        if not number:
            return ledger.Outcome(ledger.REFUSED_PERMANENT, reason)
        outcome = Outcome(LATER, self.env._("No SMS gateway can send now."))
        for gateway in self._sms_gateways(line, number):
            if not gateway._may_pass(line):
                outcome = Outcome(LATER, self.env._("The gateway has reached its rate."))
                continue
            outcome = self._submit_sms(gateway, number, line)
            if outcome.result not in (LATER, BLOCKED):
                break
        return ledger.Outcome(
            RESULTS[outcome.result], outcome.reason, not line.is_down, outcome.reference, number
        )

    @api.private
    def _sms_gateways(self, line, number):
        """Return the gateways to try for these rows, in their order."""
        Route = self.env["directive.sms.route"]
        return Route._order_gateways(line.ready, number, self.agency_id[:1])

    @api.private
    def _submit_sms(self, gateway, number, line):
        """Write the submission down, commit it, and only then speak to the provider."""
        vals = self._prepare_sms_vals(gateway, number, line.capabilities(gateway))
        # The sending code alone writes submissions.
        message = self.env["directive.sms.message"].sudo().create(vals)
        connector = line.connector(gateway)
        self._commit()
        price = message.price
        outcome = message._submit(connector)
        try:
            gateway._note(outcome)
            line.drop_if_open(gateway)
            if outcome.result in (ACCEPTED, UNKNOWN):
                line.charge(gateway, price)
        except Exception:  # the message may be out: what raises from here on may not undo that
            _logger.exception("SMS gateway %s: its state is not up to date", gateway.id)
        return outcome

    @api.private
    def _prepare_sms_vals(self, gateway, number, capabilities):
        text = self._sms_text(gateway, capabilities)
        found = gsm.count(text)
        return {
            "gateway_id": gateway.id,
            "gateway_name": gateway.name,
            "delivery_ids": [(6, 0, self.ids)],
            "partner_id": self.partner_id.id,
            "agency_id": self.agency_id[:1].id,
            "number": number,
            "text": text,
            "is_unicode": found.is_unicode,
            "part_count": found.parts,
            "price": found.parts * gateway.price_part,
        }

    # The text

    @api.private
    def _sms_text(self, gateway, capabilities):
        """Return the text of these rows as ``gateway`` can carry it, the link always whole."""
        rows = self.with_context(lang=self.partner_id.lang or self._fallback_lang())
        use, values = rows._sms_values()
        text = rows.env["directive.sms.template"]._render(use, values)
        allow_unicode = gateway.allow_unicode and capabilities.allows_unicode
        text = gsm.prepare(text, allow_unicode, capabilities.forbidden)
        link = gsm.prepare(values["link"], allow_unicode, capabilities.forbidden)
        return gsm.fit(text, min(gateway.max_parts, capabilities.max_parts), keep=link)

    @api.private
    def _sms_values(self):
        """Return the template's use and the values of its names."""
        items = self._email_items()
        item, late = items[0], sum(bool(item["overdue"]) for item in items)
        if len(items) == 1:
            values = {
                "number": item["number"], "point": item["point"], "deadline": item["deadline"],
                "link": item["answer_url"] or item["url"], "event": item["labels"], "count": 1,
                "overdue": item["overdue"],
            }  # fmt: skip
            return self[0]._sms_use(), values
        ahead = (one["deadline"] for one in items if one["deadline"] and not one["overdue"])
        return "digest", {
            "number": item["number"], "point": item["point"], "event": item["labels"],
            "deadline": next(ahead, item["deadline"]), "count": len(items), "overdue": late,
            "link": f"{self.env['directive.notice'].get_base_url()}/odoo/directive-tasks",
        }  # fmt: skip

    @api.private
    def _sms_use(self):
        """Return the use of the template that words this single message."""
        if self.broadcast_id:
            return "broadcast_express" if self.is_express else "broadcast"
        return "express" if self.is_express else "single"
