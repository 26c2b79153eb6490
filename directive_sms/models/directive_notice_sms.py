from odoo import api, fields, models

from odoo.addons.directive_tracking.tools.notice import delivery as ledger

from ..tools import gsm, phone
from ..tools.line import Line

# Recipients of one claim: what is asked of the database once a claim is shared by so many.
CLAIM = 500
GOOD_TIME = 20.0  # seconds


class DirectiveNoticeDelivery(models.Model):
    """The SMS channel: one short text per recipient, by the gateway whose turn it is."""

    _inherit = "directive.notice.delivery"

    channel = fields.Selection(
        selection_add=[("sms", "SMS")],
        ondelete={"sms": lambda rows: rows._retire_sms()},
    )

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
        ways = self.env["directive.sms.gateway"]._ready()._ways()
        return Line(ways, self.env["directive.sms.message"]._open_journal())

    # Several people in one claim

    @api.model
    def _claim_size(self, channel, line=None):
        """Return no more than the gateways may pass in good time: the rest is not for this claim."""
        if channel != "sms":
            return super()._claim_size(channel, line)
        return min(CLAIM, line.most_in(GOOD_TIME)) if line else CLAIM

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

    def _suppress_sms(self):
        """Return ``{row: reason}`` for recipients without a usable number."""
        reasons = {}
        posts = self._sms_posts()
        for rows in self.grouped("partner_id").values():
            _number, reason = rows._sms_number(posts)
            if reason:
                reasons.update(dict.fromkeys(rows, reason))
        return reasons

    def _sms_posts(self):
        """Return ``{partner id: posts held today that have a number of their own for SMS}``."""
        Member = self.env["directive.agency.member"]
        own = fields.Domain("partner_id", "in", self.partner_id.ids)
        numbered = fields.Domain("sms_number", "!=", False)
        posts = Member.search(Member._current_domain() & own & numbered)
        return {partner.id: found for partner, found in posts.grouped("partner_id").items()}

    def _sms_number(self, posts=None):
        """Return the recipient's number (E.164) and, if it has none, the reason."""
        posts = (self._sms_posts() if posts is None else posts).get(self.partner_id.id)
        try:
            if posts:
                posts = posts.sorted(lambda post: post.agency_id not in self.agency_id)
                return phone.as_typed(posts[0].sms_number), ""
            return phone.normalize(self.partner_id.phone), ""
        except phone.PhoneError as error:
            return None, self._sms_number_problem(error.code)

    def _sms_number_problem(self, code):
        values = {"person": self.partner_id.name, "phone": self.partner_id.phone or ""}
        if code == phone.MISSING:
            return self.env._("%(person)s has no telephone number.", person=values["person"])
        if code == phone.SEVERAL:
            return self.env._("“%(phone)s” of %(person)s holds more than one number.", **values)
        if code == phone.NOT_MOBILE:
            return self.env._("%(phone)s of %(person)s is not a mobile number.", **values)
        return self.env._("“%(phone)s” of %(person)s is not a telephone number.", **values)

    # By which gateway

    def _sms_gateways(self, gateways, routes, number):
        """Return the gateways to try for these rows, of one recipient, in their order."""
        Route = self.env["directive.sms.route"]
        return Route._order_gateways(gateways, number, self.agency_id[:1], routes)

    # The text

    @api.model
    def _sms_told(self, messages, gateways):
        """Return ``{row id: what its message says of it}``, each in its recipient's language."""
        told, fallback = {}, self._fallback_lang()
        rows = self.browse(row_id for message in messages for row_id in message._ids)
        for lang, found in rows.grouped(lambda row: row.partner_id.lang or fallback).items():
            told |= found.with_context(lang=lang)._told()
        return told

    def _sms_text(self, gateway, capabilities, told=None):
        """Return the text of these rows as ``gateway`` can carry it, the link always whole.

        :param told: what :meth:`_sms_told` says of these rows, if somebody has asked it
        """
        rows = self._in_recipient_language()
        use, values = rows._sms_values(told or self._sms_told([self], gateway))
        text = rows.env["directive.sms.template"]._render(use, values)
        allow_unicode = gateway.allow_unicode and capabilities.allows_unicode
        text = gsm.prepare(text, allow_unicode, capabilities.forbidden)
        link = gsm.prepare(values["link"], allow_unicode, capabilities.forbidden)
        return gsm.fit(text, min(gateway.max_parts, capabilities.max_parts), keep=link)

    def _sms_values(self, told=None):
        """Return the template's use and the values of its names."""
        items = self._email_items(told)
        item, late = items[0], sum(bool(item["overdue"]) for item in items)
        if len(items) == 1:
            values = {
                "number": item["number"],
                "point": item["point"],
                "deadline": item["deadline"],
                "link": item["answer_url"] or item["url"],
                "event": item["labels"],
                "count": 1,
                "overdue": item["overdue"],
            }
            return self[0].notice_id._record()._sms_use(self[0].is_express), values
        ahead = (one["deadline"] for one in items if one["deadline"] and not one["overdue"])
        return "digest", {
            "number": item["number"],
            "point": item["point"],
            "event": item["labels"],
            "deadline": next(ahead, item["deadline"]),
            "count": len(items),
            "overdue": late,
            "link": item["list_url"],
        }
