import time
from datetime import timedelta
from typing import NamedTuple

from odoo import api, fields, models

from odoo.addons.directive_tracking.tools.notice import delivery as ledger
from odoo.addons.directive_tracking.tools.restore.answer import HAD, NEVER, PART, UNCLEAR

from ...connectors import base

# Refused so often, a message has waited for two hours.
CALLS = 6
# A provider that keeps silent for so long is not asked about the others.
SILENCE = 5.0  # seconds


class Person(NamedTuple):
    """Whom the messages are for, and who may have sent them."""

    number: str
    gateways: list
    noticed: object


class DirectiveChannelSms(models.AbstractModel):
    """After a restore: what the providers had of the messages believed to be waiting.

    They are asked by the ids that the lost database used (`_request_id`). All waiting rows of a
    person went as one message, known by the id of its first row.
    """

    _inherit = "directive.channel.sms"

    @api.model
    def _can_tell(self):
        return bool(self._telling_gateways())

    @api.model
    def _telling_gateways(self):
        gateways = self.env["directive.sms.gateway"].search([("active", "=", True)])
        return [one for one in gateways if one._tells_by_request_id()]

    @api.model
    def _ask_about(self, rows, noticed, end):
        answers, gateways = {}, self._telling_gateways()
        posts, calls = self._posts(rows), rows._calls_so_far()
        for found in rows.grouped("partner_id").values():
            if not gateways or time.monotonic() > end:
                break
            number, _reason = self._number(found, posts)
            person = Person(number, gateways, noticed)
            answers |= self._ask_about_person(found, person, calls)
        return answers

    @api.model
    def _ask_about_person(self, rows, person, calls):
        """Return the answer for each of these rows of one person."""
        if not person.number:
            return dict.fromkeys(rows, NEVER)  # the lost database had no number either
        alone = rows._going_alone() | self._of_second_gateway(rows)
        answers, message_had = {}, False
        for row in rows.sorted("id"):
            answers[row] = self._ask_about_row(row, person, calls.get(row.id, {}))
            if row not in alone and answers[row] == HAD:
                message_had = True
            elif row not in alone and message_had and row.date_next <= person.noticed:
                answers[row] = PART
        self._leave_to_a_person([row for row, answer in answers.items() if answer == PART])
        return answers

    @api.model
    def _ask_about_row(self, row, person, calls):
        answer = NEVER
        most = min(CALLS, ledger.tries_within(person.noticed - row.date_next))
        for gateway in list(person.gateways):
            for call in range(1, most + 1):
                number = calls.get(gateway.id, 0) + call
                request_id = row._request_id(gateway.id, person.number, number)
                report = self._ask_gateway(gateway, row, person, request_id)
                if report.state in (base.SENT, base.DELIVERED, base.FAILED):
                    self._settle_as_had(row, gateway, person.number, request_id, report)
                    return HAD
                if report.state != base.NEVER:
                    answer = UNCLEAR
        return answer

    @api.model
    def _ask_gateway(self, gateway, row, person, request_id):
        """Return the most certain answer of one gateway about one submission."""
        report = base.Report(base.UNKNOWN)
        connector, [way] = gateway._connector(), gateway._ways()
        for day in self._days(row, person, connector):
            if gateway not in person.gateways or not gateway._await_turn(way):
                break
            begun = time.monotonic()
            report = connector.query(base.Inquiry(request_id, "", person.number, day))
            if report.state != base.UNKNOWN:
                break
            if time.monotonic() - begun > SILENCE:
                person.gateways.remove(gateway)
        return report

    @api.model
    def _days(self, row, person, connector):
        """Return the days on which it may have been sent."""
        settings = self.env["directive.settings"]
        last = settings._to_local(person.noticed).date()
        if not connector.capabilities().needs_day:
            return [last]
        first = settings._to_local(row.date_next).date()
        days = (last - timedelta(days=n) for n in range((last - first).days + 1))
        return list(days)[:CALLS]

    @api.model
    def _settle_as_had(self, row, gateway, number, request_id, report):
        """Enter the submission of the lost database, so that later reports find it."""
        reason = self.env._("The provider had it before this database was restored.")
        row._move(ledger.SENT, reason, message_ref=report.reference or None, address=number)
        message = self.env["directive.sms.message"].create(
            {
                "request_id": request_id,
                "gateway_id": gateway.id,
                "gateway_name": gateway.name,
                "delivery_ids": row.ids,
                "partner_id": row.partner_id.id,
                "agency_id": row.agency_id.id,
                "number": number,
                "date_submitted": fields.Datetime.now(),
            }
        )
        message._take_over(report)

    @api.model
    def _leave_to_a_person(self, rows):
        reason = self.env._(
            "The provider had an SMS to this person before this database was restored; "
            "this may have been part of it."
        )
        rows = self.env["directive.notice.delivery"].union(*rows)
        rows._move(ledger.SENDING)  # as the lost database may have done
        rows._move(ledger.UNKNOWN, reason)
