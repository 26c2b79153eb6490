"""Kannel's smsbox, by its ``sendsms`` service (Kannel user guide, chapter 10).

Kannel stores accepted messages and returns no message id. A report finds its message by the
request id in the report address. Kannel cannot recognise a repeated request.
"""

import re
from urllib.parse import urlencode

from ..tools import gsm, phone
from .base import (
    ACCEPTED,
    BLOCKED,
    DELIVERED,
    FAILED,
    LATER,
    REFUSED,
    SENT,
    UNKNOWN,
    Capabilities,
    Connector,
    Outcome,
    Reply,
    Report,
)
from .transport import NotSent, Unclear, exchange, outcome_of_status

# "202 success, 4xx rejected": Kannel checks a request before it accepts it.
STATUSES = {BLOCKED: [403], REFUSED: [400]}
BUSY = "Temporal failure"
EVERY_REPORT = "31"
# The bits of a report's type.
IS_DELIVERED, IS_FAILED, IS_REJECTED = 1, 2, 16


class KannelConnector(Connector):
    """Sends by ``GET /cgi-bin/sendsms``."""

    def capabilities(self):
        return Capabilities(max_parts=10)

    def _send(self, request):
        try:
            response = exchange(
                "GET",
                f"{self.account.url}?{urlencode(self._query(request))}",
                {},
                None,
                self.account.timeout,
                self.account.local_hosts,
                self.kept,
            )
        except NotSent as error:
            return Outcome(BLOCKED, str(error))
        except Unclear as error:
            return Outcome(UNKNOWN, str(error))
        if response.status == 202:
            return Outcome(ACCEPTED, response.text)
        return outcome_of_status(response, STATUSES | self._busy(response))

    @staticmethod
    def _busy(response):
        """Trust a busy answer only in Kannel's own words: proxies answer 503 too."""
        return {LATER: [503]} if response.text.strip().startswith(BUSY) else {}

    def _query(self, request):
        query = {
            "username": self.account.username,
            "password": self.account.password,
            "to": request.number,
            "charset": "UTF-8",
            # Without it Kannel silently turns Vietnamese letters into question marks.
            "coding": "0" if gsm.is_gsm(request.text) else "2",
            "text": request.text,
            **self.account.parameters,
        }
        if request.sender:
            query["from"] = request.sender
        if request.report_url:
            mark = "&" if "?" in request.report_url else "?"
            tail = f"u={request.request_id}&type=%d&fid=%F&reply=%A&to=%p"
            query |= {"dlr-mask": EVERY_REPORT, "dlr-url": f"{request.report_url}{mark}{tail}"}
        return query

    def parse_reports(self, call):
        """Return the report in a call to our dlr-url; its type is a mask of bits.

        >>> from .base import Call
        >>> free = KannelConnector(None)
        >>> [free.parse_reports(Call({"u": "1", "type": kind}))[0].state for kind in ("1", "34", "16", "8")]
        ['delivered', 'failed', 'failed', 'sent']
        """
        params = call.params
        kind = params.get("type", "")
        if not re.fullmatch(r"[0-9]{1,3}", kind):
            return []
        bits = int(kind)
        state = DELIVERED if bits & IS_DELIVERED else SENT
        if bits & (IS_FAILED | IS_REJECTED):
            state = FAILED
        report = Report(
            state,
            request_id=params.get("u", ""),
            reference=params.get("fid", ""),
            number=params.get("to", ""),
            reason=f"{kind} {params.get('reply', '')}".strip(),
        )
        return [report]

    def parse_replies(self, call):
        params = call.params
        sender, text = params.get("from", ""), call.body.decode("utf-8", "replace")
        if not sender:
            return []
        try:
            sender = phone.of_sender(sender)
        except phone.PhoneError:
            return []
        return [Reply(sender, params.get("to", "").lstrip("+"), text, params.get("id", ""))]
