"""Specification of a provider's HTTP interface, written by an administrator (JSON).

A specification defines the request and the meaning of its answer::

    {"method": "POST", "format": "json" | "form" | "query" | "xml",
     "url": "https://...", "path": "...", "headers": {...}, "basic_auth": ["{password}", "x"],
     "body": {...} or "<xml>",      every text in it may hold {placeholders}
     "token": {"path", "format", "body", "field"},      asked for first, if there is one
     "number": "84" | "+84" | "0", "unicode": ["0", "1"] or null, "forbidden": "&",
     "dedupes": false, "max_parts": 4, "rate": 0,
     "answer": {"format": "json" | "xml" | "text", "result": "A.B", "reason": "A.C",
                "reference": "A.D", "accepted": [...], "duplicate": [...],
                "accepted_if": "A.D", "later": [...], "blocked": [...], "refused": [...],
                "unknown": [...], "blocked_words": [...]},
     "statuses": {"later": [429], "blocked": [403]},
     "query": {a request as above, "answer": {"format", "result", "accepted", STATES}},
     "balance": {a request as above, "answer": {"format", "result", "accepted", "balance"}},
     "report": {STATES},      what the provider tells by itself
     "reply": {"rows", "sender", "receiver", "text", "reference", "when", "is"}}

STATES describes the outcomes of messages: ``rows`` (path of their list; without it there is one
message), ``request_id``, ``reference``, ``number``, ``state``, and the codes for ``delivered``,
``failed``, ``sent``; codes in ``last`` are final; ``never`` (inquiries only): the provider is
certain that it never received the message. ``success_count`` and ``failed_count`` distinguish the
two kinds of "done". ``"64-255"`` is a range of codes. ``when`` and ``is``: a field and its values
in the rows of this section.

An answer code on none of the lists is unclear: the message may have been accepted, so a person
decides. ``statuses`` lists HTTP statuses that this provider only returns for messages it has not
accepted.

Further requests inherit the headers and the name of the first unless they have their own; their
``path`` is relative to its address and may contain placeholders.

Placeholders: request_id, number, text, text_base64, sender, unicode, username, password,
token, report_url, reference (inquiries), day (inquiries, written as ``day_format`` says),
and every parameter of the account.
"""

import base64
import json
import re
from urllib.parse import quote, urlencode, urljoin
from xml.sax.saxutils import escape

FORMATS = ("json", "form", "query", "xml")
CONTENT_TYPES = {
    "json": "application/json; charset=utf-8",
    "form": "application/x-www-form-urlencoded",
    "xml": "text/xml; charset=utf-8",
}
INHERITED = ("headers", "basic_auth")
# Required names of each further section.
NEEDED = {
    "query": ("format", "answer"),
    "balance": ("format", "answer"),
    "report": ("state",),
    "reply": ("sender", "text"),
}
_NAME = re.compile(r"\{(\w+)\}")


class SpecificationError(ValueError):
    """An invalid specification; the message is a sentence with the reason."""


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
    _check_names(spec, ("format", "body", "answer"))
    _check_format(spec)
    if not isinstance(spec["answer"], dict) or not (
        spec["answer"].get("accepted") or spec["answer"].get("accepted_if")
    ):
        raise SpecificationError("“answer” must name the codes of “accepted”.")
    if "result" not in spec["answer"]:
        raise SpecificationError("“answer” must say where the “result” stands.")
    for name in NEEDED:
        if spec.get(name) is not None:
            _check_section(name, spec[name])
    return spec


def prepare(spec, section, base_url, values):
    """Return method, address, headers and body of one call; ``section`` is a request in ``spec``."""
    request = {name: spec[name] for name in INHERITED if name in spec} | section
    path = fill(request.get("path", ""), values, lambda text: quote(text, safe=""))
    url = urljoin(base_url or spec.get("url", ""), path)
    headers = {name: fill(value, values) for name, value in request.get("headers", {}).items()}
    if "basic_auth" in request:
        pair = ":".join(fill(part, values) for part in request["basic_auth"])
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    kind, content = request["format"], request.get("body", {})
    if kind == "query":
        mark = "&" if "?" in url else "?"
        query = f"{mark}{urlencode(fill(content, values))}" if content else ""
        return request.get("method", "GET"), url + query, headers, None
    headers.setdefault("Content-Type", CONTENT_TYPES[kind])
    return request.get("method", "POST"), url, headers, _body(kind, content, values).encode()


def fill(value, values, quoted=str):
    """Return ``value`` with its placeholders filled, in every text within it.

    >>> fill({"to": ["{number}"], "n": 1}, {"number": "84912345678"})
    {'to': ['84912345678'], 'n': 1}
    >>> fill("<a>{text}</a>", {"text": "{number} & <b>"}, escape)
    '<a>{number} &amp; &lt;b&gt;</a>'
    """
    if isinstance(value, dict):
        return {key: fill(item, values, quoted) for key, item in value.items()}
    if isinstance(value, list):
        return [fill(item, values, quoted) for item in value]
    if not isinstance(value, str):
        return value

    def replace(match):
        if match[1] not in values:
            raise SpecificationError(f"The account has no parameter “{match[1]}”.")
        return quoted(str(values[match[1]]))

    return _NAME.sub(replace, value)


def uses(section, name):
    """Tell whether a request has the placeholder ``name``.

    >>> uses({"body": {"RefId": "{reference}"}}, "reference"), uses({"path": "x"}, "reference")
    (True, False)
    """
    return f"{{{name}}}" in json.dumps(section)


def placeholders(text):
    """Return the names of the placeholders in a specification as it is written.

    >>> sorted(placeholders('{"body": {"Key": "{username}", "To": "{number}"}}'))
    ['number', 'username']
    """
    return set(_NAME.findall(text or ""))


def _check_names(section, names, where=""):
    for name in names:
        if name not in section:
            raise SpecificationError(f"It says nothing of “{where}{name}”.")


def _check_format(section, where=""):
    if section["format"] not in FORMATS:
        raise SpecificationError(f"“{where}format” must be one of {', '.join(FORMATS)}.")


def _check_section(name, section):
    if not isinstance(section, dict):
        raise SpecificationError(f"“{name}” must be a JSON object.")
    _check_names(section, NEEDED[name], f"{name}.")
    if "answer" not in NEEDED[name]:
        return
    _check_format(section, f"{name}.")
    if not isinstance(section["answer"], dict):
        raise SpecificationError(f"“{name}.answer” must be a JSON object.")
    wanted = "state" if name == "query" else "balance"
    _check_names(section["answer"], (wanted,), f"{name}.answer.")


def _body(kind, content, values):
    if kind == "xml":
        return fill(content, values, escape)
    if kind == "form":
        return urlencode(fill(content, values))
    return json.dumps(fill(content, values), ensure_ascii=False)
