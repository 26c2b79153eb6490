from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from odoo.addons.directive_tracking.tools.notice.delivery import (
    CANCELLED,
    QUEUED,
    Outcome,
)
from odoo.addons.directive_tracking.tools.notice.ladder import step_of
from odoo.addons.directive_tracking.tools.urgency import EXPRESS

from ...connectors.base import REFUSED
from ...tools import phone
from ...tools.line import Line
from ..message.directive_sms_message import SUBMITTING
from .directive_sms_sender import RESULTS

_lt = LazyTranslate(__name__)
# Recipients per claim; they share the database queries of a claim.
CLAIM = 500
GOOD_TIME = 20.0  # seconds
# A claim lasts one minute plus its final calls; a slower sender finds that it no longer owns the
# rows (`_still_claimed`).
NOT_CALLED_AFTER = timedelta(minutes=3)
# A submission that a gateway accepted, or may have accepted, used that gateway.
TAKEN = ("submitting", "accepted", "unknown", "delivered", "failed")


class DirectiveChannelSms(models.AbstractModel):
    """The SMS channel: one short text per recipient, through the next available gateway.

    `directive.sms.sender` sends several at once.
    """

    _name = "directive.channel.sms"
    _inherit = "directive.channel"
    _description = "Channel: SMS"

    _label = _lt("SMS")

    # When it is used: it costs money, so the province decides

    @api.model
    def _is_available(self):
        return self.env["directive.sms.gateway"]._exists_any()

    @api.model
    def _is_usual(self, event, urgency):
        """Express messages are also sent by SMS, unless the settings say otherwise."""
        wanted = urgency in EXPRESS and self.env["directive.settings"]._get_sms("express")
        return wanted and super()._is_usual(event, urgency)

    @api.model
    def _is_askable(self):
        allowed = self.env["directive.settings"]._get_sms("on_request")
        return allowed and super()._is_askable()

    @api.model
    def _daily_cap(self):
        return self.env["directive.settings"]._get_sms("daily_cap")

    @api.model
    def _reached_sql(self):
        """Return the recipients of a reminder: the heads, or those in the settings.

        In an agency without a head, the deputies replace them, as in the rules themselves.
        """
        audience = self.env["directive.settings"]._get_sms("audience")
        if audience == "everyone":
            return super()._reached_sql()
        return SQL(
            """
            EXISTS (
                SELECT FROM member AS post
                 WHERE post.partner_id = told.partner_id AND post.agency_id = told.agency_id
                   AND (post.role = 'head'
                        OR post.role = 'deputy' AND (%s OR NOT EXISTS (
                           SELECT FROM member AS head
                            WHERE head.agency_id = post.agency_id AND head.role = 'head'))))
            """,
            audience == "head_deputy",
        )

    @api.model
    def _retire(self):
        """On uninstallation nothing more is sent; sent rows stay as evidence."""
        waiting = Domain("channel", "=", self._code) & Domain("state", "=", QUEUED)
        rows = self.env["directive.notice.delivery"].search(waiting)
        rows._move(CANCELLED, self.env._("SMS has been uninstalled."))

    # Reachable recipients

    @api.model
    def _suppression_reasons(self, rows):
        """Return ``{row: reason}`` for those without a usable number or a gateway not yet tried."""
        reasons = {}
        posts = self._posts(rows)
        for found in rows.grouped("partner_id").values():
            _number, reason = self._number(found, posts)
            if reason:
                reasons.update(dict.fromkeys(found, reason))
        reason = self.env._("No other SMS gateway is left: each has already sent it.")
        for row in self._without_second_gateway(rows):
            reasons.setdefault(row, reason)
        return reasons

    @api.model
    def _posts(self, rows):
        """Return ``{partner id: posts held today that have a number of their own for SMS}``."""
        Member = self.env["directive.agency.member"]
        own = Domain("partner_id", "in", rows.partner_id.ids)
        numbered = Domain("sms_number", "!=", False)
        posts = Member.search(Member._current_domain() & own & numbered)
        return {partner.id: found for partner, found in posts.grouped("partner_id").items()}

    @api.model
    def _number(self, rows, posts=None):
        """Return the recipient's number (E.164) and, if it has none, the reason."""
        posts = (self._posts(rows) if posts is None else posts).get(rows.partner_id.id)
        try:
            if posts:
                posts = posts.sorted(lambda post: post.agency_id not in rows.agency_id)
                return phone.as_typed(posts[0].sms_number), ""
            return phone.normalize(rows.partner_id.phone), ""
        except phone.PhoneError as error:
            return None, self._number_problem(rows, error.code)

    @api.model
    def _number_problem(self, rows, code):
        values = {"person": rows.partner_id.name, "phone": rows.partner_id.phone or ""}
        if code == phone.MISSING:
            return self.env._("%(person)s has no telephone number.", person=values["person"])
        if code == phone.SEVERAL:
            return self.env._("“%(phone)s” of %(person)s contains more than one number.", **values)
        if code == phone.NOT_MOBILE:
            return self.env._("%(phone)s of %(person)s is not a mobile number.", **values)
        return self.env._("“%(phone)s” of %(person)s is not a telephone number.", **values)

    # Choice of the gateway

    @api.model
    def _gateways(self, rows, gateways, routes, number):
        """Return the gateways to try for these rows, of one recipient, in their order."""
        Route = self.env["directive.sms.route"]
        gateways = Route._order_gateways(gateways, number, rows.agency_id[:1], routes)
        return gateways - self._gateways_tried(rows) if self._of_second_gateway(rows) else gateways

    @api.model
    def _of_second_gateway(self, rows):
        """Return those of these rows that a step “through another gateway” created."""
        if not rows.notice_id.repeats_id:
            return rows.browse()
        keys = {row: step_of(row.notice_id.occurrence) for row in rows if row.notice_id.repeats_id}
        # Escalation steps belong to administrators; every sender reads them.
        steps = (
            self.env["directive.escalation.step"].sudo().browse(set(filter(None, keys.values())))
        )
        second = steps.exists().filtered(lambda step: step.action == "second_gateway")
        return rows.filtered(lambda row: keys.get(row) in second.ids)

    @api.model
    def _gateways_tried(self, rows):
        """Return the gateways that accepted an SMS of this notice or a repeat for this person."""
        family = rows.notice_id.repeats_id | rows.notice_id
        messages = self.env["directive.sms.message"].search(
            [
                ("partner_id", "in", rows.partner_id.ids),
                ("state", "in", TAKEN),
                "|",
                ("delivery_ids.notice_id", "in", family.ids),
                ("delivery_ids.notice_id.repeats_id", "in", family.ids),
            ]
        )
        return messages.gateway_id

    @api.model
    def _without_second_gateway(self, rows):
        """Return the rows that must go through another gateway where none is left."""
        second = self._of_second_gateway(rows)
        if not second:
            return second
        gateways = self.env["directive.sms.gateway"].search([("active", "=", True)])
        return second.filtered(lambda row: not gateways - self._gateways_tried(row))

    # Sending

    @api.model
    def _is_ready(self):
        """Leave SMS in the queue while no gateway can send."""
        Gateway = self.env["directive.sms.gateway"]
        if Gateway._ready():
            return True
        moment = Gateway._next_ready()
        if moment:
            self.env["directive.notice.delivery"]._trigger_send(moment)
        return False

    @api.model
    def _line(self):
        ways = self.env["directive.sms.gateway"]._ready()._ways()
        return Line(ways, self.env["directive.sms.message"]._open_journal())

    @api.model
    def _claim_size(self, line=None):
        """Return only as many as the gateways can send in time; the rest waits for another claim."""
        return min(CLAIM, line.most_in(GOOD_TIME)) if line else CLAIM

    @api.model
    def _in_messages(self, rows):
        """Return one message per recipient, plus separate ones and those for other channels."""
        second = self._of_second_gateway(rows)
        rows -= second
        alone = rows._going_alone()
        return [*second, *alone, *(rows - alone).grouped("partner_id").values()]

    @api.model
    def _prepare(self, rows, line):
        return self.env["directive.sms.sender"]._prepare(rows, line)

    @api.model
    def _send(self, messages, line):
        self.env["directive.sms.sender"]._send(messages, line)

    # People without an account

    @api.model
    def _reaches_address(self, address):
        try:
            phone.normalize(address)
        except phone.PhoneError:
            return False
        return bool(self.env["directive.sms.gateway"]._ready())

    @api.model
    def _send_to_address(self, address, subject, text):
        gateway = self.env["directive.sms.gateway"]._ready()[:1]
        message = gateway._draft_single(phone.normalize(address), text)
        outcome = message._submit(gateway._connector())
        gateway._note(outcome)
        # A code is nobody's business afterwards, nor who asked for it.
        message.write({"text": False, "number": f"…{message.number[-3:]}"})
        return Outcome(RESULTS[outcome.result], outcome.reason)

    # After a crash

    @api.model
    def _recover(self, limit):
        """Settle rows whose process died; the provider may be asked again by our id.

        A submission is committed before the provider is called, so a row without a submission of
        its claim, or with only clearly refused ones, was never accepted, and another process
        sends it. A claim is identified by written data, never by clock time, which may be
        changed.
        """
        Message = self.env["directive.sms.message"]
        Message._settle_never_begun()
        self._requeue_never_submitted(fields.Datetime.now() - NOT_CALLED_AFTER)
        super()._recover(limit)
        Message._settle_abandoned(limit)

    @api.model
    def _requeue_never_submitted(self, limit):
        stuck = self.env["directive.notice.sender"]._stuck(self, limit)
        untouched = stuck.filtered(lambda row: not self._submissions_of_claim(row))
        untouched._move(
            QUEUED, self.env._("The sending process stopped before the message was submitted.")
        )

    @api.model
    def _submissions_of_claim(self, row):
        """Return the submissions of the current claim that a provider may have accepted.

        One without a claim was written by an earlier release and is assumed to belong to this
        claim.
        """
        return row.sms_message_ids.filtered(
            lambda one: one.state == SUBMITTING
            or one.state != REFUSED
            and one.date_claimed in (False, row.date_claimed)
        )
