"""Answers of the simulated providers to inquiries about messages and the balance.

Each class reads an inquiry as its provider would, and writes its answer in the provider's own
codes. Replies of subscribers are here as well: how each provider brings them to us.
"""

import json
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from .providers import (
    BASIC,
    JSON,
    PASSWORD,
    TEXT,
    USERNAME,
    XML,
    Answer,
    BadAccount,
    Delivery,
    check,
)

FORM = "application/x-www-form-urlencoded"


class Asked(NamedTuple):
    """The subject of an inquiry."""

    what: str  # status or balance
    key: str = ""  # our request id, or the provider's reference


class Inquiries:
    """Common parts."""

    paths = ()
    tells_never = False  # whether "I have never had it" is certain

    def read(self, path, query, headers, body):
        """Return the :class:`Asked`, or None if the call is no inquiry."""
        return None

    def reply(self, url, sender, receiver, text, reference):
        """Return the :class:`Delivery` of a subscriber's text, or None."""
        return None


class Vnpt(Inquiries):
    """`get_sms_status_api` at the sending address; CSKH messages have no delivery reports."""

    paths = ("/smsmarketing/api",)
    codes = {"sent": "0", "delivered": "0", "failed": "1", "waiting": "2"}

    def read(self, path, query, headers, body):
        fields = json.loads(body)["RQST"]
        if fields["name"] != "get_sms_status_api":
            return None
        check(USERNAME, fields["APIPASS"])
        day, month, year = fields["SENDTIME"].split("/")
        assert len(day) == len(month) == 2 and len(year) == 4
        return Asked("status", fields["REQID"])

    def status(self, submission, state):
        code = self.codes[state] if submission else "-1"
        return Answer(json.dumps({"RPLY": {"name": "get_sms_status_api", "STATUS": code}}))


class Viettel(Inquiries):
    """`checkBalance`; there are no inquiries about messages."""

    paths = ("/bulkapi",)

    def read(self, path, query, headers, body):
        calls = list(ElementTree.fromstring(body).iter("{http://impl.bulkSms.ws/}checkBalance"))
        if not calls:
            return None
        fields = {child.tag: child.text or "" for child in calls[0]}
        check(fields["User"], fields["Password"])
        return Asked("balance")

    def balance(self, amount):
        return Answer(
            '<?xml version="1.0" ?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/">'
            '<S:Body><ns2:checkBalanceResponse xmlns:ns2="http://impl.bulkSms.ws/"><return>'
            f"<balance>{amount}</balance><errCode>0</errCode><errDesc>check balance success</errDesc>"
            "</return></ns2:checkBalanceResponse></S:Body></S:Envelope>",
            XML,
        )


class Esms(Inquiries):
    """GetSendStatus by SMSID; GetBalance_json."""

    status_path = "/MainService.svc/json/GetSendStatus"
    balance_path = "/MainService.svc/json/GetBalance_json"
    paths = (status_path, balance_path)

    def read(self, path, query, headers, body):
        fields = (
            {name: values[0] for name, values in parse_qs(query).items()}
            if path == self.status_path
            else json.loads(body)
        )
        check(fields["ApiKey"], fields["SecretKey"])
        if path == self.balance_path:
            return Asked("balance")
        return Asked("status", fields["RefId"])

    def status(self, submission, state):
        if not submission:
            return Answer(json.dumps({"CodeResponse": "105", "ErrorMessage": "no such SMSID"}))
        counts = {"SendSuccess": int(state == "delivered"), "SendFailed": int(state == "failed")}
        code = {"sent": 7, "waiting": 2}.get(state, 5)
        return Answer(
            json.dumps({"CodeResponse": "100", "SMSID": "x", "SendStatus": code, **counts})
        )

    def balance(self, amount):
        return Answer(json.dumps({"Balance": amount, "CodeResponse": "100", "UserID": 1}))


class SpeedSms(Inquiries):
    """GET sms/status/<tranId> and user/info; messages of subscribers arrive as JSON."""

    paths = ("/index.php/sms/status/", "/index.php/user/info")
    codes = {"delivered": 0, "sent": 1, "waiting": 32, "failed": 65}

    def read(self, path, query, headers, body):
        if headers.get("Authorization") != BASIC:
            raise BadAccount
        if path.endswith("/info"):
            return Asked("balance")
        return Asked("status", path.rpartition("/")[2])

    def status(self, submission, state):
        if not submission:
            return Answer(json.dumps({"status": "error", "code": "101", "message": "tranId"}))
        row = {"phone": "84" + submission.number[1:], "status": self.codes[state]}
        return Answer(json.dumps({"status": "success", "code": "00", "data": [row]}))

    def balance(self, amount):
        data = {"email": "office@example.vn", "balance": amount, "currency": "VND"}
        return Answer(json.dumps({"status": "success", "code": "00", "data": data}))

    def reply(self, url, sender, receiver, text, reference):
        body = {"type": "sms", "phone": sender, "content": text}
        return Delivery(url, json.dumps(body).encode(), JSON)


class Json(Inquiries):
    """As in the plain JSON preset; it knows for certain which messages it never received."""

    paths = ("/json/status", "/json/balance")
    tells_never = True

    def read(self, path, query, headers, body):
        if headers.get("Authorization") != f"Bearer {PASSWORD}":
            raise BadAccount
        if path.endswith("balance"):
            return Asked("balance")
        return Asked("status", json.loads(body)["id"])

    def status(self, submission, state):
        if not submission:
            return Answer(json.dumps({"result": "not_found"}), JSON, 404)
        number = "+84" + submission.number[1:]
        state = "accepted" if state == "waiting" else state
        return Answer(json.dumps({"result": "ok", "to": number, "status": state}))

    def balance(self, amount):
        return Answer(json.dumps({"balance": amount}))

    def reply(self, url, sender, receiver, text, reference):
        body = {"from": sender, "to": receiver, "text": text, "id": reference}
        return Delivery(url, json.dumps(body).encode(), JSON)


class Form(Inquiries):
    """As the plain form preset has it: it answers no questions, and replies come as a form."""

    def reply(self, url, sender, receiver, text, reference):
        body = {"from": sender, "to": receiver, "text": text, "id": reference}
        return Delivery(url, urlencode(body).encode(), FORM)


class Xml(Inquiries):
    """As the plain XML preset has it."""

    paths = ("/xml/status",)
    tells_never = True

    def read(self, path, query, headers, body):
        fields = {child.tag: child.text or "" for child in ElementTree.fromstring(body)}
        check(fields["username"], fields["password"])
        return Asked("status", fields["id"])

    def status(self, submission, state):
        if not submission:
            return Answer("<answer><code>404</code><text>no such id</text></answer>", XML)
        state = "accepted" if state == "waiting" else state
        row = f"<to>84{submission.number[1:]}</to><status>{state}</status>"
        return Answer(f"<answer><code>0</code><message>{row}</message></answer>", XML)

    def reply(self, url, sender, receiver, text, reference):
        row = f"<id>{reference}</id><from>{sender}</from><to>{receiver}</to><text>{escape(text)}</text>"
        return Delivery(url, f"<replies><message>{row}</message></replies>".encode(), XML)


class Kannel(Inquiries):
    """smsbox answers no questions; replies come as plain text."""

    def reply(self, url, sender, receiver, text, reference):
        query = urlencode({"from": sender, "to": receiver, "id": reference})
        return Delivery(f"{url}?{query}", text.encode(), f"{TEXT}; charset=utf-8")


INQUIRIES = {
    "vnpt": Vnpt(),
    "viettel": Viettel(),
    "esms": Esms(),
    "speedsms": SpeedSms(),
    "fpt": Inquiries(),
    "json": Json(),
    "form": Form(),
    "xml": Xml(),
    "kannel": Kannel(),
}
