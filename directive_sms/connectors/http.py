"""Any provider with an HTTP interface, as its specification (JSON) describes it.

A specification names the request and what its answer means::

    {"method": "POST", "format": "json" | "form" | "query" | "xml",
     "url": "https://...", "headers": {...}, "basic_auth": ["{password}", "x"],
     "body": {...} or "<xml>",      every text in it may hold {placeholders}
     "token": {"path", "format", "body", "field"},      asked for first, if there is one
     "number": "84" | "+84" | "0", "unicode": ["0", "1"] or null, "forbidden": "&",
     "dedupes": false, "max_parts": 4, "rate": 0,
     "answer": {"format": "json" | "xml" | "text", "result": "A.B", "reason": "A.C",
                "reference": "A.D", "accepted": [...], "duplicate": [...],
                "accepted_if": "A.D", "later": [...], "blocked": [...], "unknown": [...],
                "blocked_words": [...]},
     "report": {"request_id", "reference", "number", "state", "delivered": [...],
                "failed": [...], "sent": [...], "success_count"}}

An answer code on none of the lists refuses the message for good. Placeholders: request_id,
number, text, text_base64, sender, unicode, username, password, token, report_url, and every
parameter of the account.
"""

import base64
import json
import re
from urllib.parse import urlencode, urljoin
from xml.sax.saxutils import escape

from lxml import etree

from ..tools import phone
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
    Report,
)
from .transport import NotSent, Unclear, exchange, outcome_of_status

FORMATS = ("json", "form", "query", "xml")
CONTENT_TYPES = {
    "json": "application/json; charset=utf-8",
    "form": "application/x-www-form-urlencoded",
    "xml": "text/xml; charset=utf-8",
}
_NAME = re.compile(r"\{(\w+)\}")


class SpecificationError(ValueError):
    """A specification that cannot work, with the sentence that says why."""


class HttpConnector(Connector):
    """Sends by a specification."""

    def __init__(self, account):
        super().__init__(account)
        self.specification = account.specification
        self._token = None

    def capabilities(self):
        spec = self.specification
        return Capabilities(
            dedupes=bool(spec.get("dedupes")),
            max_parts=spec.get("max_parts", 4),
            allows_unicode=spec.get("unicode") is not None,
            rate=float(spec.get("rate", 0)),
            forbidden=spec.get("forbidden", ""),
        )

    def _send(self, request):
        try:
            values = self._values(request)
            if self.specification.get("token"):
                values["token"] = self._token = self._token or self._fetch_token(values)
            response = self._exchange(self.specification, values)
        except NotSent as error:
            return Outcome(BLOCKED, str(error))
        except SpecificationError as error:
            return Outcome(BLOCKED, str(error))
        except Unclear as error:
            return Outcome(UNKNOWN, str(error))
        return self._outcome(response)

    def parse_report(self, params, body):
        spec = self.specification.get("report")
        if not spec:
            return None
        code = str(params.get(spec["state"], ""))
        # Some say "done" whatever came of it, and count the telephones reached beside it.
        missed = params.get(spec.get("success_count"), "1") == "0"
        for state in (DELIVERED, FAILED, SENT):
            if code in spec.get(state, ()):
                found = {
                    name: str(params.get(spec.get(name), ""))
                    for name in ("request_id", "reference", "number")
                }
                return Report(FAILED if missed else state, reason=code, **found)
        return None

    # The request

    def _values(self, request):
        flags = self.specification.get("unicode") or ("", "")
        return {
            **self.account.parameters,
            "request_id": request.request_id,
            "number": phone.written(request.number, self.specification.get("number", "84")),
            "text": request.text,
            "text_base64": base64.b64encode(request.text.encode()).decode(),
            "sender": request.sender,
            "unicode": flags[bool(request.is_unicode)],
            "username": self.account.username,
            "password": self.account.password,
            "report_url": request.report_url,
        }

    def _exchange(self, spec, values):
        method, url, headers, body = self._prepare(spec, values)
        account = self.account
        return exchange(method, url, headers, body, account.timeout, account.local_hosts)

    def _prepare(self, spec, values):
        """Return method, address, headers and body of one call."""
        kind = spec["format"]
        url = urljoin(self.account.url or self.specification.get("url", ""), spec.get("path", ""))
        headers = {name: fill(value, values) for name, value in spec.get("headers", {}).items()}
        if "basic_auth" in spec:
            pair = ":".join(fill(part, values) for part in spec["basic_auth"])
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        if kind == "query":
            mark = "&" if "?" in url else "?"
            return spec.get("method", "GET"), f"{url}{mark}{_form(spec, values)}", headers, None
        headers.setdefault("Content-Type", CONTENT_TYPES[kind])
        return spec.get("method", "POST"), url, headers, _body(kind, spec, values).encode()

    def _fetch_token(self, values):
        """Return a token for this run; whatever goes wrong here, no message was sent."""
        spec = self.specification["token"]
        try:
            response = self._exchange(spec, values)
        except Unclear as error:
            raise NotSent(str(error)) from error
        token = find(read_answer("json", response.text), spec["field"])
        if response.status != 200 or not token:
            raise NotSent(f"No token: HTTP {response.status} {response.text[:200]}")
        return token

    # The answer

    def _outcome(self, response):
        """Return what the provider's answer means; what cannot be read is unknown."""
        if response.status >= 500 or response.status == 429:
            return outcome_of_status(response)
        spec = self.specification["answer"]
        answer = read_answer(spec.get("format", "json"), response.text)
        reference = find(answer, spec.get("reference", ""))
        if spec.get("accepted_if") and find(answer, spec["accepted_if"]):
            return Outcome(ACCEPTED, "", reference)
        code = find(answer, spec["result"])
        if code == "":
            return outcome_of_status(response)
        words = f"{code} {find(answer, spec.get('reason', ''))}".strip()
        outcome = self._verdict(spec, code, words, reference)
        if outcome.result == BLOCKED:
            self._token = None  # it may have run out
        return outcome

    def _verdict(self, spec, code, words, reference):
        if code in spec.get("accepted", ()):
            return Outcome(ACCEPTED, words, reference)
        if code in spec.get("duplicate", ()):
            return Outcome(ACCEPTED, words, reference, is_duplicate=True)
        if any(word in words for word in spec.get("blocked_words", ())):
            return Outcome(BLOCKED, words)
        for result in (LATER, BLOCKED, UNKNOWN):
            if code in spec.get(result, ()):
                return Outcome(result, words, retry_after=30 if result == LATER else 0)
        return Outcome(REFUSED, words)


def fill(value, values, quote=str):
    """Return ``value`` with its placeholders filled, in every text within it.

    >>> fill({"to": ["{number}"], "n": 1}, {"number": "84912345678"})
    {'to': ['84912345678'], 'n': 1}
    >>> fill("<a>{text}</a>", {"text": "{number} & <b>"}, escape)
    '<a>{number} &amp; &lt;b&gt;</a>'
    """
    if isinstance(value, dict):
        return {key: fill(item, values, quote) for key, item in value.items()}
    if isinstance(value, list):
        return [fill(item, values, quote) for item in value]
    if not isinstance(value, str):
        return value

    def replace(match):
        if match[1] not in values:
            raise SpecificationError(f"The account has no parameter “{match[1]}”.")
        return quote(str(values[match[1]]))

    return _NAME.sub(replace, value)


def read_answer(kind, text):
    """Return an answer as nested dictionaries, or None if it is not what was agreed.

    >>> read_answer("json", '{"a": {"b": 0}}'), read_answer("json", "<html>")
    ({'a': {'b': 0}}, None)
    >>> read_answer("xml", "<s:E xmlns:s='u'><s:B><result>1</result></s:B></s:E>")
    {'E': {'B': {'result': '1'}}}
    >>> read_answer("text", "0: Accepted for delivery")
    {'code': '0', 'text': '0: Accepted for delivery'}
    """
    if kind == "text":
        return {"code": re.split(r"[\s:|,;]", text.strip(), maxsplit=1)[0], "text": text.strip()}
    try:
        return json.loads(text) if kind == "json" else _tree(text)
    except (ValueError, etree.XMLSyntaxError):
        return None


def find(answer, path):
    """Return the text at ``path`` in a read answer, "" if it is not there.

    A path starting with ``**.`` looks for its last name anywhere.

    >>> find({"a": {"b": 0}}, "a.b"), find({"a": {"b": 0}}, "a.c"), find({"a": {"b": 7}}, "**.b")
    ('0', '', '7')
    """
    if not path:
        return ""
    if path.startswith("**."):
        return _find_anywhere(answer, path[3:])
    for name in path.split("."):
        if not isinstance(answer, dict) or name not in answer:
            return ""
        answer = answer[name]
    return "" if answer is None or isinstance(answer, dict | list) else str(answer).strip()


def check_specification(text):
    """Return the specification in ``text`` (JSON), or raise :class:`SpecificationError`.

    >>> check_specification("{}")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    SpecificationError: It says nothing of “format”.
    """
    try:
        spec = json.loads(text or "")
    except ValueError as error:
        raise SpecificationError(f"It is not JSON: {error}") from error
    if not isinstance(spec, dict):
        raise SpecificationError("It must be one JSON object.")
    for name in ("format", "body", "answer"):
        if name not in spec:
            raise SpecificationError(f"It says nothing of “{name}”.")
    if spec["format"] not in FORMATS:
        raise SpecificationError(f"“format” must be one of {', '.join(FORMATS)}.")
    if not isinstance(spec["body"], str if spec["format"] == "xml" else dict):
        raise SpecificationError("“body” must be a text for xml, an object otherwise.")
    if not isinstance(spec["answer"], dict) or not (
        spec["answer"].get("accepted") or spec["answer"].get("accepted_if")
    ):
        raise SpecificationError("“answer” must name the codes of “accepted”.")
    if "result" not in spec["answer"]:
        raise SpecificationError("“answer” must say where the “result” stands.")
    return spec


def _body(kind, spec, values):
    if kind == "xml":
        return fill(spec["body"], values, escape)
    if kind == "form":
        return _form(spec, values)
    return json.dumps(fill(spec["body"], values), ensure_ascii=False)


def _form(spec, values):
    return urlencode(fill(spec["body"], values))


def _tree(text):
    """Return an XML text as nested dictionaries by local name; entities are not resolved."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(text.encode(), parser)
    return {_name(root): _children(root)}


def _children(node):
    if len(node):
        return {_name(child): _children(child) for child in node if isinstance(child.tag, str)}
    return node.text or ""


def _name(node):
    return etree.QName(node).localname


def _find_anywhere(answer, name):
    if not isinstance(answer, dict):
        return ""
    if name in answer:
        return find(answer, name)
    found = (_find_anywhere(child, name) for child in answer.values())
    return next((text for text in found if text), "")
