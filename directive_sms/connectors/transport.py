"""HTTP for gateways: one fresh connection per message, and certainty about what was not sent.

`http.client` rather than a comfortable library: it tells connecting from sending, follows
no redirect and logs no address, in which some providers want the password. All of connecting
and all of the exchange have each an end, however slowly the other side drips; but the name
server's own patience is not ours to shorten.
"""

import http.client
import io
import socket
import ssl
import time
from functools import cache
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
        connection = _connect(parts, min(timeout, CONNECT_TIMEOUT))
        line = connection.sock
        _write_head(connection, method, parts, {**headers, "Connection": "close"}, body)
    except (AddressError, OSError, http.client.HTTPException, ValueError) as error:
        raise NotSent(f"{type(error).__name__} {error}") from error
    try:
        line.end_in(timeout)
        connection.endheaders(body)
        return _read(connection)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unclear(f"{type(error).__name__} {error}") from error
    finally:
        line.hang_up()


def outcome_of_status(response):
    """Return the outcome an HTTP status stands for by itself.

    >>> [outcome_of_status(Response(status, "")).result for status in (429, 503, 302, 403, 400, 500, 200)]
    ['later', 'later', 'blocked', 'blocked', 'refused', 'unknown', 'unknown']
    """
    status = response.status
    reason = f"HTTP {status} {response.text}"
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


class _Line:
    """A socket on which everything together has to be over by a moment, not each step of it."""

    def __init__(self, sock):
        self._sock = sock
        self._end = 0.0

    def end_in(self, seconds):
        self._end = time.monotonic() + seconds

    def limited(self):
        """Return the socket, allowed to wait for what is left of the time."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        self._sock.settimeout(left)
        return self._sock

    def sendall(self, data):
        self.limited().sendall(data)

    def makefile(self, _mode):
        """Return what `http.client` reads the answer from."""
        return io.BufferedReader(_Reader(self))

    def close(self):
        """Do nothing: `http.client` closes its end while the answer is still to be read."""

    def hang_up(self):
        self._sock.close()


class _Reader(io.RawIOBase):
    def __init__(self, line):
        super().__init__()
        self._line = line

    def readable(self):
        return True

    def readinto(self, buffer):
        return self._line.limited().recv_into(buffer)


def _connect(parts, timeout):
    """Return an open connection; with https the other side has proved who it is."""
    end = time.monotonic() + timeout
    is_https = parts.scheme == "https"
    port = parts.port or (443 if is_https else 80)
    sock = _open_socket(parts.hostname, port, end)
    if is_https:
        try:
            sock.settimeout(max(end - time.monotonic(), 0.01))
            # One time-out for the whole handshake, as ssl counts it.
            sock = _ssl_context().wrap_socket(sock, server_hostname=parts.hostname)
        except BaseException:
            sock.close()
            raise
    # Of its own kind, so that it writes the name of the host with or without the port.
    kind = http.client.HTTPSConnection if is_https else http.client.HTTPConnection
    connection = kind(parts.hostname, port)
    connection.sock = _Line(sock)
    return connection


def _open_socket(host, port, end):
    """Return a socket connected to the first of the host's addresses that answers by ``end``."""
    trouble = OSError("the name has no address")
    for family, kind, protocol, _name, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(max(end - time.monotonic(), 0.01))
            sock.connect(address)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return sock
        except OSError as error:
            sock.close()
            trouble = error
    raise trouble


@cache
def _ssl_context():
    """Return the authorities the system trusts; reading them takes longer than a message."""
    return ssl.create_default_context()


def _write_head(connection, method, parts, headers, body):
    """Prepare the head of a request; a value that cannot stand in one raises before anything is sent."""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))


def _read(connection):
    response = connection.getresponse()
    chunks, size = [], 0
    while chunk := response.read1(8192):
        chunks.append(chunk)
        size += len(chunk)
        if size > MAX_ANSWER:
            raise http.client.HTTPException("the answer is too long")
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
