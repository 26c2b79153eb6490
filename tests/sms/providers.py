"""The protocols of the presets, from the provider's side. Standard library only.

Each class reads a submission as its provider would, and writes its answers: accepted,
the same again, and a refusal with a code of the provider's own.
"""

import base64
import json
import re
from typing import NamedTuple
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape

USERNAME, PASSWORD, TOKEN = "office", "s3cret-Key", "token-of-today"
JSON, XML, TEXT = "application/json", "text/xml", "text/plain"
BASIC = "Basic " + base64.b64encode(f"{PASSWORD}:x".encode()).decode()


class Submission(NamedTuple):
    """One text for one telephone, as it reached the provider."""

    number: str  # as dialled at home: 0912345678
    text: str
    request_id: str = ""
    report_url: str = ""
    sender: str = ""
    is_unicode: bool = False

    @property
    def key(self):
        """The identity of a submission: the request id, else the text."""
        return self.request_id or self.text


class Answer(NamedTuple):
    """The provider's answers."""

    body: str
    kind: str = JSON
    status: int = 200


class Delivery(NamedTuple):
    """One call that the provider makes to us."""

    url: str
    body: bytes | None = None
    kind: str = JSON


class BadAccount(Exception):
    """The name or the password is wrong."""


def national(number):
    return "0" + re.sub(r"^(\+84|0084|84|0)", "", number)


def check(name, password):
    if (name, password) != (USERNAME, PASSWORD):
        raise BadAccount


class Provider:
    """Common parts."""

    dedupes = False
    bad_account = "1"

    def report(self, submission, reference, state):
        """Return the :class:`Delivery` that tells ``state``."""
        return None

    def token(self, body):
        raise NotImplementedError


class Vnpt(Provider):
    """JSON by `send_sms_list`; a REQID is taken once (ERROR 33)."""

    path = "/smsmarketing/api"
    dedupes = True
    duplicate = "33"

    def read(self, _query, _headers, body):
        fields = json.loads(body)["RQST"]
        assert fields["name"] == "send_sms_list" and fields["CONTRACTTYPEID"] == "1"
        check(fields["USERNAME"], fields["APIPASS"])
        return Submission(
            national(fields["MOBILELIST"]),
            fields["PARAMS"][0]["CONTENT"],
            fields["REQID"],
            sender=fields["LABELID"],
            is_unicode=fields["DATACODING"] == "8",
        )

    def accepted(self, _reference):
        return self._reply("0", "success")

    def refused(self, code):
        return self._reply(code, "refused by the simulator")

    def _reply(self, code, words):
        reply = {"name": "send_sms_list", "ERROR": code, "ERROR_DESC": words}
        return Answer(json.dumps({"RPLY": reply}))


class Viettel(Provider):
    """SOAP 1.1 by `wsCpMt`; knows no request id, but refuses the same words to the same person."""

    path = "/bulkapi"
    dedupes = True
    duplicate = "Check ServiceID: DUPLICATE MESSAGE"
    bad_account = "Authenticate: WRONG_INFORMATION_AUTHENTICATE"
    spaces = {
        "soap": "http://schemas.xmlsoap.org/soap/envelope/",
        "impl": "http://impl.bulkSms.ws/",
    }

    def read(self, _query, _headers, body):
        call = ElementTree.fromstring(body).find("soap:Body/impl:wsCpMt", self.spaces)
        fields = {child.tag: child.text or "" for child in call}
        check(fields["User"], fields["Password"])
        assert fields["RequestID"].isdigit() and fields["UserID"] == fields["ReceiverID"]
        assert fields["CommandCode"] == "bulksms" and fields["ReceiverID"].startswith("84")
        return Submission(
            national(fields["ReceiverID"]),
            fields["Content"],
            sender=fields["ServiceID"],
            is_unicode=fields["ContentType"] == "1",
        )

    def accepted(self, _reference):
        return self._reply("1", "Insert MT_QUEUE: OK")

    def refused(self, code):
        return self._reply("0", code)

    def _reply(self, result, words):
        return Answer(
            '<?xml version="1.0" ?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/">'
            '<S:Body><ns2:wsCpMtResponse xmlns:ns2="http://impl.bulkSms.ws/"><return>'
            f"<message>{escape(words)}</message><result>{result}</result>"
            "</return></ns2:wsCpMtResponse></S:Body></S:Envelope>",
            XML,
        )


class Esms(Provider):
    """JSON; a RequestId is taken once (124); reports are unsigned GETs to CallbackUrl."""

    path = "/MainService.svc/json/SendMultipleMessage_V4_post_json/"
    dedupes = True
    duplicate = "124"
    bad_account = "101"

    def read(self, _query, _headers, body):
        fields = json.loads(body)
        check(fields["ApiKey"], fields["SecretKey"])
        assert fields["SmsType"] == "2" and fields["Sandbox"] == "0"
        return Submission(
            national(fields["Phone"]),
            fields["Content"],
            fields["RequestId"],
            fields.get("CallbackUrl", ""),
            fields["Brandname"],
            fields["IsUnicode"] == "1",
        )

    def accepted(self, reference):
        return Answer(json.dumps({"CodeResult": "100", "CountRegenerate": 0, "SMSID": reference}))

    def refused(self, code):
        return Answer(json.dumps({"CodeResult": code, "ErrorMessage": "refused by the simulator"}))

    def report(self, submission, reference, state):
        query = {
            "SMSID": reference,
            "SendStatus": {"sent": "7", "failed": "4"}.get(state, "5"),
            "SendSuccess": "1" if state == "delivered" else "0",
            "SendFailed": "1" if state == "failed" else "0",
            "TotalPrice": "250",
            "RequestId": submission.request_id,
            "TypeId": "2",
            "telcoid": "1",
            "phonenumber": submission.number,
        }
        return Delivery(f"{submission.report_url}?{urlencode(query)}")


class SpeedSms(Provider):
    """JSON with HTTP Basic; knows no request id."""

    path = "/index.php/sms/send"
    bad_account = "009"

    def read(self, _query, headers, body):
        if headers.get("Authorization") != BASIC:
            raise BadAccount
        fields = json.loads(body)
        assert isinstance(fields["to"], list) and fields["sms_type"] in (2, 3, 4, 5)
        return Submission(national(fields["to"][0]), fields["content"], sender=fields["sender"])

    def accepted(self, reference):
        data = {"tranId": reference, "totalSMS": 1, "totalPrice": 250, "invalidPhone": []}
        return Answer(json.dumps({"status": "success", "code": "00", "data": data}))

    def refused(self, code):
        return Answer(json.dumps({"status": "error", "code": code, "message": "refused"}))

    def report(self, submission, reference, state):
        body = {"type": "report", "tranId": reference, "phone": "84" + submission.number[1:]}
        body["status"] = {"delivered": 0, "sent": 1, "failed": 65}[state]
        return Delivery(submission.report_url, json.dumps(body).encode())


class Fpt(Provider):
    """OAuth2 token first, then JSON with the text in base64."""

    path = "/api/push-brandname-otp"
    bad_account = "invalid_client"

    def token(self, body):
        fields = json.loads(body)
        assert (
            fields["grant_type"] == "client_credentials"
            and fields["scope"]
            and fields["session_id"]
        )
        if (fields["client_id"], fields["client_secret"]) != (USERNAME, PASSWORD):
            return self.refused(self.bad_account)
        return Answer(
            json.dumps({"access_token": TOKEN, "expires_in": 86400, "token_type": "Bearer"})
        )

    def read(self, _query, _headers, body):
        fields = json.loads(body)
        if fields["access_token"] != TOKEN:
            raise BadAccount
        text = base64.b64decode(fields["Message"]).decode()
        return Submission(
            national(fields["Phone"]), text, fields["RequestId"], sender=fields["BrandName"]
        )

    def accepted(self, reference):
        return Answer(json.dumps({"MessageId": reference}))

    def refused(self, code):
        status = 401 if code == self.bad_account else 400
        return Answer(json.dumps({"error": code, "error_description": "refused"}), JSON, status)


class Json(Provider):
    """The plain JSON preset for a provider without its own protocol."""

    path = "/json/send"
    bad_account = "denied"

    def read(self, _query, headers, body):
        if headers.get("Authorization") != f"Bearer {PASSWORD}":
            raise BadAccount
        fields = json.loads(body)
        return Submission(
            national(fields["to"]),
            fields["text"],
            fields["id"],
            fields.get("report_url", ""),
            fields["from"],
            fields["unicode"] == "1",
        )

    def accepted(self, reference):
        return Answer(json.dumps({"status": "accepted", "id": reference}))

    def refused(self, code):
        return Answer(json.dumps({"status": code, "message": "refused by the simulator"}))

    def report(self, submission, reference, state):
        body = {"request_id": submission.request_id, "id": reference}
        body |= {"to": "+84" + submission.number[1:], "status": state}
        return Delivery(submission.report_url, json.dumps(body).encode())


class Form(Provider):
    """The plain form preset: a form, and an answer in plain text."""

    path = "/form/send"
    bad_account = "denied"

    def read(self, _query, _headers, body):
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
        check(fields["username"], fields["password"])
        return Submission(
            national(fields["to"]),
            fields["text"],
            fields["request_id"],
            fields["report_url"],
            fields["from"],
            fields["unicode"] == "1",
        )

    def accepted(self, _reference):
        return Answer("0: accepted", TEXT)

    def refused(self, code):
        return Answer(f"{code}: refused by the simulator", TEXT)

    def report(self, submission, reference, state):
        query = {"request_id": submission.request_id, "id": reference, "status": state}
        return Delivery(f"{submission.report_url}?{urlencode({**query, 'to': submission.number})}")


class Xml(Provider):
    """The plain XML preset."""

    path = "/xml/send"
    bad_account = "denied"

    def read(self, _query, _headers, body):
        fields = {child.tag: child.text or "" for child in ElementTree.fromstring(body)}
        check(fields["username"], fields["password"])
        return Submission(
            national(fields["to"]),
            fields["text"],
            fields["id"],
            fields["report-url"],
            fields["from"],
            fields["unicode"] == "1",
        )

    def accepted(self, reference):
        return Answer(f"<answer><code>0</code><id>{reference}</id></answer>", XML)

    def refused(self, code):
        return Answer(f"<answer><code>{escape(code)}</code><text>refused</text></answer>", XML)

    def report(self, submission, reference, state):
        row = f"<request-id>{submission.request_id}</request-id><id>{reference}</id>"
        row += f"<to>84{submission.number[1:]}</to><status>{state}</status>"
        body = f"<reports><message>{row}</message></reports>"
        return Delivery(submission.report_url, body.encode(), XML)


class Kannel(Provider):
    """smsbox's sendsms: 202 and no message id; the report comes to dlr-url."""

    path = "/cgi-bin/sendsms"
    bad_account = "Authorization failed for sendsms"

    def read(self, query, _headers, _body):
        fields = dict(parse_qsl(query, keep_blank_values=True))
        check(fields["username"], fields["password"])
        text = fields["text"]
        if fields.get("coding", "0") != "2":  # Kannel says nothing of the letters it loses
            text = text.encode("ascii", "replace").decode()
        report_url = fields.get("dlr-url", "")
        request_id = parse_qs(urlsplit(report_url).query).get("u", [""])[0]
        return Submission(
            national(fields["to"]),
            text,
            request_id,
            report_url,
            fields.get("from", ""),
            fields.get("coding") == "2",
        )

    def accepted(self, _reference):
        return Answer("0: Accepted for delivery", TEXT, 202)

    def refused(self, code):
        return Answer(code, TEXT, 403 if code == self.bad_account else 400)

    def report(self, submission, reference, state):
        kind = {"delivered": "1", "failed": "34", "sent": "8"}[state]
        values = {"%d": kind, "%F": reference, "%A": f"stat:{state}", "%p": submission.number}
        url = submission.report_url
        for name, value in values.items():
            url = url.replace(name, quote(value))
        return Delivery(url)


PROVIDERS = {
    name: provider()
    for name, provider in {
        "vnpt": Vnpt,
        "viettel": Viettel,
        "esms": Esms,
        "speedsms": SpeedSms,
        "fpt": Fpt,
        "json": Json,
        "form": Form,
        "xml": Xml,
        "kannel": Kannel,
    }.items()
}
