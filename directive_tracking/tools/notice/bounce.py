"""Parser for reports of mail servers and mail programs about sent messages.

RFC 3464 (delivery status), RFC 8098 (disposition, that is "read" receipts), and free-text reports
of servers that follow neither. A free-text report is recognised by its structure, never by digits
in prose: a header with the failed recipient, a form that `flufl.bounce` (Mailman's) knows, or the
first words of Exchange. Of the 115 old reports in the tests of `flufl.bounce`, this parser agrees
on 112; a parser of digits agreed on 53. `flufl.bounce` gives no reason and treats every RFC 3464
report as a failure, so those two parts are parsed here.

Anything can arrive at a bounce address, so bad input raises nothing: it is parsed partially.

>>> from email import message_from_bytes
>>> report = read(message_from_bytes(EXAMPLE))
>>> report.references
('<1.2-openerp-7@odoo>',)
>>> report.verdicts
(Verdict(address='an@xa.example', action='failed', reason='5.1.1 550 User unknown'),)
>>> read(message_from_bytes(b"From: an@xa.example\\n\\nThank you")) is None
True
"""

import email
import html
import logging
import re
from itertools import takewhile
from typing import NamedTuple

from flufl.bounce import all_failures

_logger = logging.getLogger(__name__)
# It logs each malformed message as an error; here that is logged once, below.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)

FAILED, DELAYED, DELIVERED = "failed", "delayed", "delivered"
# Relayed to a system without reports: this does not prove delivery.
RELAYED, EXPANDED = "relayed", "expanded"
ACTIONS = (FAILED, DELAYED, DELIVERED, RELAYED, EXPANDED)
ACTION_OF_CLASS = {"2": DELIVERED, "4": DELAYED, "5": FAILED}  # RFC 3463
MAX_TEXT = 100_000  # of searched text; a report is short
MAX_REASON = 200

EXAMPLE = b"""\
From: MAILER-DAEMON@mx.example
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; An@xa.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 User unknown

--b
Content-Type: text/rfc822-headers

Message-Id: <1.2-openerp-7@odoo>

--b--
"""

_ADDRESS = re.compile(r"[\w.+%&'*/=?^`{|}~!#$-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_MESSAGE_ID = re.compile(r"<[^<>\s@]+@[^<>\s@]+>")
_QUOTED_ID = re.compile(r"(?im)^[>\s]*message-id:\s*(<[^<>\s]+>)")
_DAEMONS = ("mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon", "mdaemon")
_QUOTE = re.compile(r"(?im)^[>\s]*(?:return-path|received|message-id):")
# "550 5.1.1", "550-5.1.1", "451 try later" at the start of a line or after the server's mark.
_CODE = re.compile(r"(?m)(?:^[\s>]*#?|[:'\"(] ?)(?P<class>[45])(?:\.\d{1,3}\.\d{1,3}\b|\d\d[ -]\S)")
# Both codes of a server (RFC 5321 and 3463) in usual places: "said: 550 5.1.1", "#550 5.1.1".
_BOTH_CODES = re.compile(r"(?m)(?:^[\s>]*#?|[:'\"(#] ?)[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b")
# First words of Exchange reports without a delivery status.
_UNDELIVERABLE = re.compile(
    r"(?i)^\W*Your message to\b.{0,300}?\bcould(?: not|n.t)\s+be\s+delivered", re.S
)
_STILL_TRYING = re.compile(r"(?i)delayed|will be retried|still (?:trying|undelivered)|keep trying")
_GAVE_UP = re.compile(r"(?i)giving up|given up|not going to try again|permanent")


class Verdict(NamedTuple):
    """The outcome of the message at one address."""

    address: str
    action: str
    reason: str


class Report(NamedTuple):
    """One report: the messages it may concern, and the outcome per recipient."""

    references: tuple
    verdicts: tuple


def read(message):
    """Return the :class:`Report` in ``message`` (of the `email` package), or None."""
    parts = list(message.walk())
    verdicts = tuple(
        verdict
        for part in parts
        for verdict in _PARTS.get(part.get_content_type(), _no_verdicts)(part)
    )
    references = _references(message, parts)
    if not verdicts and references and not _is_automatic_reply(message):
        verdicts = tuple(_verdicts_of_text(message, parts))
    return Report(references, verdicts) if verdicts and references else None


def shorten(text, limit=MAX_REASON):
    """Return ``text`` as one line of at most ``limit`` characters.

    >>> shorten("550 no such\\n   mailbox"), shorten("mailbox full", 8)
    ('550 no such mailbox', 'mailbox…')
    """
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


# RFC 3464


def _delivery_status(part):
    for block in _blocks(part):
        addresses = _recipient_fields(block)
        status = _first_word(_field(block, "Status"))
        action = _first_word(_field(block, "Action")).lower()
        if action not in ACTIONS:
            action = ACTION_OF_CLASS.get(status[:1])
        if action:
            reason = _reason(status, _field(block, "Diagnostic-Code"))
            yield from (Verdict(address, action, reason) for address in addresses)


def _reason(status, diagnostic):
    """Return the status code and the server's words.

    >>> _reason("5.1.1", "smtp; 550 5.1.1 <an@x>: no such user"), _reason("4.4.7", "")
    ('550 5.1.1 <an@x>: no such user', '4.4.7')
    """
    kind, _separator, words = diagnostic.partition(";")
    words = words.strip() or kind.strip()
    return shorten(words if status in words else f"{status} {words}")


# RFC 8098


def _disposition(part):
    for block in _blocks(part):
        words = _field(block, "Disposition")
        addresses = _recipient_fields(block)
        # Any disposition (displayed, deleted) proves that the message reached the mailbox.
        if words and addresses:
            yield from (Verdict(address, DELIVERED, shorten(words)) for address in addresses)


# Free text


def _verdicts_of_text(message, parts):
    """Parse a free-text report: recipients from its structure, reasons from its words."""
    text = _QUOTE.split(_text(_before_attachments(parts)), maxsplit=1)[0]
    code = _CODE.search(text)
    line = text[code.start("class") :].split("\n", 1)[0] if code else text
    for address, known in _named(message, text).items():
        yield Verdict(address, known or _action_of_text(text, code), shorten(line))


def _named(message, text):
    """Return ``{address: action, if known}`` for the recipients in a report."""
    named = dict.fromkeys(_addresses(_field(message, "X-Failed-Recipients")))
    named = named or _known_form(message)
    is_report = _UNDELIVERABLE.search(text) or _BOTH_CODES.search(text)
    if not named and is_report and _is_daemon(message):
        named = dict.fromkeys(_addresses(text))
    return named


def _known_form(message):
    """Return the recipients found by `flufl.bounce`, possibly as still being retried."""
    try:
        plain = email.message_from_bytes(message.as_bytes()[:MAX_TEXT])
        delayed, failed = all_failures(plain)
    except Exception as error:  # any input can arrive here, and the library may fail on it
        _logger.info("A report could not be searched for known forms: %s", type(error).__name__)
        return {}
    found = dict.fromkeys(delayed, DELAYED) | dict.fromkeys(failed)
    return {one.decode("ascii", "replace").lower(): found[one] for one in sorted(found)}


def _action_of_text(text, code):
    """Return the outcome from the words of a report that its structure identified.

    >>> text = "Delivery delayed:\\n451 try later. It will be retried."
    >>> _action_of_text(text, _CODE.search(text)), _action_of_text("No such user.", None)
    ('delayed', 'failed')
    >>> text = "4.4.1 no answer. I'm not going to try again."
    >>> _action_of_text(text, _CODE.search(text))
    'failed'
    """
    if _STILL_TRYING.search(text):
        return DELAYED
    if _GAVE_UP.search(text):
        return FAILED
    return ACTION_OF_CLASS[code["class"]] if code else FAILED


def _before_attachments(parts):
    """Return the parts about the message, not those of the message itself."""
    return takewhile(lambda part: part.get_content_maintype() != "message", parts)


def _is_daemon(message):
    sender = _addresses(_field(message, "From"))
    return any(address.split("@")[0] in _DAEMONS for address in sender)


def _is_automatic_reply(message):
    """Tell whether it is an automatic reply, such as an out-of-office notice.

    RFC 3834, section 5; some programs use their own headers. A server's report may have the same
    mark, but it comes from a daemon or names the failed recipients.
    """
    if _is_daemon(message) or _field(message, "X-Failed-Recipients"):
        return False
    marked = _first_word(_field(message, "Auto-Submitted")).lower().rstrip(";")
    others = ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress")
    return marked == "auto-replied" or any(_field(message, name) for name in others)


# Reported message


def _references(message, parts):
    """Return the possible Message-Ids of this report, that of the quoted message first."""
    found = []
    for part in parts:
        kind = part.get_content_type()
        if part is not message:
            found += _MESSAGE_ID.findall(_field(part, "Message-Id"))
        if _PARTS.get(kind) is _disposition:
            for block in _blocks(part):
                found += _MESSAGE_ID.findall(_field(block, "Original-Message-ID"))
        if kind in ("text/rfc822-headers", "text/plain", "text/html"):
            found += _QUOTED_ID.findall(_text([part]))
    for name in ("In-Reply-To", "References"):
        found += _MESSAGE_ID.findall(_field(message, name))
    return tuple(dict.fromkeys(found))


# The raw message


def _blocks(part):
    """Return the blocks of fields; of the types of RFC 6533 Python cuts off only the first."""
    payload = part.get_payload()
    blocks = payload if isinstance(payload, list) else []
    rest = blocks[0].get_payload() if len(blocks) == 1 else None
    if isinstance(rest, str):
        texts = re.split(r"\r?\n[ \t]*\r?\n", rest)
        blocks = [*blocks, *(email.message_from_string(text) for text in texts if text.strip())]
    return blocks


def _field(block, name):
    """Return a header as one line of text, even with invalid bytes."""
    # `raw_items` does not parse: a bad header must not hide the rest of the report.
    for key, value in block.raw_items():
        if key.lower() == name.lower():
            data = str(value).encode("utf-8", "surrogateescape")
            return " ".join(data.decode("utf-8", "replace").split())
    return ""


def _recipient_fields(block):
    fields = (_field(block, name) for name in ("Final-Recipient", "Original-Recipient"))
    return tuple(dict.fromkeys(address for field in fields for address in _addresses(field)))


def _addresses(text):
    """Return the addresses in ``text``, in lower case.

    >>> _addresses("rfc822; <An.Nguyen@Xa.example>, b@c.vn")
    ['an.nguyen@xa.example', 'b@c.vn']
    """
    return [found.lower() for found in _ADDRESS.findall(text)]


def _text(parts):
    return "\n".join(_text_of(part) for part in parts if part.get_content_maintype() == "text")


def _text_of(part):
    text = (part.get_payload(decode=True) or b"")[:MAX_TEXT].decode("utf-8", "replace")
    if part.get_content_subtype() == "html":
        text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return text


def _first_word(text):
    return text.split()[0] if text.split() else ""


def _no_verdicts(_part):
    return ()


_PARTS = {
    "message/delivery-status": _delivery_status,
    "message/disposition-notification": _disposition,
    # RFC 6533, for addresses with letters outside ASCII
    "message/global-delivery-status": _delivery_status,
    "message/global-disposition-notification": _disposition,
}
