"""HTTP for gateways: one fresh connection per message, and certainty about what was not sent.

`http.client` rather than a comfortable library: it tells connecting from sending, follows
no redirect and logs no address, in which some providers want the password.
"""

import http.client
import ssl
import time
from typing import NamedTuple
from urllib.parse import urlsplit

from .base import BLOCKED, LATER, REFUSED, UNKNOWN, Outcome

CONNECT_TIMEOUT = 5.0
MAX_ANSWER = 65536


class NotSent(Exception):
    """Nothing of the message has left the house."""


class Unclear(Exception):
    """The message was on its way when the answer failed to come."""


class Response(NamedTuple):
    """What the other side answered."""

    status: int
    text: str
    retry_after: int = 0


class AddressError(ValueError):
    """An address that messages and passwords may not be sent to; ``code`` says why."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def check_address(url, local_hosts=()):
    """Return the parts of ``url`` if a gateway may stand there, else raise :class:`AddressError`.

    Plain http is for hosts on the administrator's list of local gateways.

    >>> check_address("https://sms.example.vn/api").hostname
    'sms.example.vn'
    >>> [_why(url) for url in ("http://sms.example.vn", "ftp://x", "https://u:p@x", "https://", "http://127.0.0.1:1")]
    ['not_https', 'not_http', 'credentials', 'no_host', 'not_https']
    >>> check_address("http://127.0.0.1:13013/", {"127.0.0.1"}).port
    13013
    """
    try:
        parts = urlsplit(url or "")
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise AddressError("no_host") from error
    if parts.scheme not in ("http", "https"):
        raise AddressError("not_http")
    if not host:
        raise AddressError("no_host")
    if parts.username or parts.password:
        raise AddressError("credentials")
    if parts.scheme == "http" and host not in local_hosts:
        raise AddressError("not_https")
    return parts


def exchange(method, url, headers, body, timeout, local_hosts=()):
    """Send one request and return the :class:`Response`; raise `NotSent` or `Unclear`."""
    try:
        parts = check_address(url, local_hosts)
        connection = _connect(parts)
        _write_head(connection, method, parts, {**headers, "Connection": "close"}, body)
    except (AddressError, OSError, http.client.HTTPException, ValueError) as error:
        raise NotSent(f"{type(error).__name__} {error}") from error
    try:
        connection.sock.settimeout(timeout)
        connection.endheaders(body)
        return _read(connection, time.monotonic() + timeout)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unclear(f"{type(error).__name__} {error}") from error
    finally:
        connection.close()


def outcome_of_status(response):
    """Return the outcome an HTTP status stands for by itself.

    >>> [outcome_of_status(Response(status, "")).result for status in (429, 503, 302, 403, 400, 500, 200)]
    ['later', 'later', 'blocked', 'blocked', 'refused', 'unknown', 'unknown']
    """
    status = response.status
    reason = f"HTTP {status} {response.text[:200]}"
    if status in (429, 503):
        return Outcome(LATER, reason, retry_after=response.retry_after or 30)
    if 300 <= status < 400:
        return Outcome(
            BLOCKED, f"HTTP {status}: the address leads elsewhere, which is not followed"
        )
    if status in (401, 403, 404, 405, 407):
        return Outcome(BLOCKED, reason)
    if 400 <= status < 500 and status != 408:
        return Outcome(REFUSED, reason)
    return Outcome(UNKNOWN, reason)


def _connect(parts):
    """Return an open connection; with https the other side has proved who it is."""
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(
            parts.hostname, parts.port, timeout=CONNECT_TIMEOUT, context=context
        )
    else:
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=CONNECT_TIMEOUT)
    connection.connect()
    return connection


def _write_head(connection, method, parts, headers, body):
    """Prepare the head of a request; a value that cannot stand in one raises before anything is sent."""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))


def _read(connection, until):
    response = connection.getresponse()
    chunks, size = [], 0
    while chunk := response.read1(8192):
        chunks.append(chunk)
        size += len(chunk)
        if size > MAX_ANSWER:
            raise http.client.HTTPException("the answer is too long")
        if time.monotonic() > until:
            raise TimeoutError("the answer took too long")
    if response.length:
        raise http.client.IncompleteRead(b"".join(chunks), response.length)
    wait = response.headers.get("Retry-After", "")
    text = b"".join(chunks).decode("utf-8", "replace")
    return Response(response.status, text, int(wait) if wait.isdigit() else 0)


def _why(url):
    try:
        check_address(url)
    except AddressError as error:
        return error.code
    return None
