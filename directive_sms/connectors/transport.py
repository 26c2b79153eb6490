"""HTTP for gateways, with certainty about unsent messages.

This module uses `http.client` instead of a higher-level library: it separates connecting from
sending, follows no redirects and logs no addresses, which contain the password for some
providers. Connecting and the exchange each have a total time limit, however slowly the other side
responds; only the name server's own timeout cannot be shortened.

A call uses a new connection or one that has just served another call of the same run, because
opening a TLS connection takes longer than a message. A connection is reused only while it is
recent and the other side has not closed it; later errors are as unclear as on a new one.
"""

import http.client
import io
import select
import socket
import ssl
import time
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from ..tools import networks
from .base import BLOCKED, LATER, REFUSED, UNKNOWN, Outcome

CONNECT_TIMEOUT = 5.0
MAX_ANSWER = 65536
MOVED = (301, 307, 308)
CERTAIN = dict.fromkeys((*MOVED, 401, 404, 405, 407), BLOCKED) | dict.fromkeys(
    (411, 413, 414, 415, 431), REFUSED
)
LONGEST_IDLE = 1.0  # seconds; no server closes an idle connection sooner, few after minutes


class NotSent(Exception):
    """Nothing of the message has been sent."""


class Unclear(Exception):
    """The message was sent, but no answer arrived."""


class Response(NamedTuple):
    """The answer of the other side."""

    status: int
    text: str
    retry_after: int = 0


class AddressError(ValueError):
    """An address that messages and passwords may not be sent to; ``code`` says why."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def check_address(url, local_hosts=()):
    """Return the parts of ``url`` if a gateway may be there, else raise :class:`AddressError`.

    Plain http is for hosts on the administrator's list of local gateways.

    >>> check_address("https://sms.example.vn/api").hostname
    'sms.example.vn'
    >>> [_why(url) for url in ("http://sms.example.vn", "ftp://x", "https://u:p@x", "https://", "http://127.0.0.1:1")]
    ['not_https', 'not_http', 'credentials', 'no_host', 'not_https']
    >>> check_address("http://127.0.0.1:13013/", {"127.0.0.1"}).port
    13013
    >>> [_why(url) for url in ("https://127.1/", "https://[::ffff:10.0.0.1]/", "https://2852039166/")]
    ['own_house', 'own_house', 'nowhere']
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
    if written := networks.written(host):
        check_place(host, written, local_hosts)
    return parts


def check_place(host, address, local_hosts=()):
    """Raise :class:`AddressError` if no gateway may be at ``address``, the resolved ``host``.

    Checks the address that is actually used: a name may resolve differently by then.
    """
    place = networks.place(address)
    if place == networks.NOWHERE:
        raise AddressError("nowhere")
    if place == networks.HOUSE and host not in local_hosts:
        raise AddressError("own_house")


class Connections:
    """The idle connections of one run; several threads may share them."""

    def __init__(self):
        self._idle = {}

    def take(self, parts):
        """Return a reusable connection, or None."""
        while found := self._pop(_place(parts)):
            connection, since = found
            if time.monotonic() - since < LONGEST_IDLE and connection.sock.is_quiet():
                return connection
            connection.sock.hang_up()
        return None

    def _pop(self, place):
        """Return the last stored connection, or None: another thread may have taken it."""
        try:
            return self._idle[place].pop()
        except LookupError:
            return None

    def put(self, parts, connection):
        """Keep ``connection``, whose last answer has been read to its end."""
        self._idle.setdefault(_place(parts), []).append((connection, time.monotonic()))

    def hang_up(self):
        """Close all idle connections."""
        for idle in self._idle.values():
            while idle:
                idle.pop()[0].sock.hang_up()


def exchange(method, url, headers, body, timeout, local_hosts=(), kept=None):
    """Send one request and return the :class:`Response`; raise `NotSent` or `Unclear`.

    :param kept: :class:`Connections` to reuse; without it the connection is for this call
    """
    headers = {**headers, "Connection": "close" if kept is None else "keep-alive"}
    try:
        parts = check_address(url, local_hosts)
        connection = kept and kept.take(parts)
        connection = connection or _connect(parts, min(timeout, CONNECT_TIMEOUT), local_hosts)
    except (OSError, ValueError) as error:
        raise NotSent(f"{type(error).__name__} {error}") from error
    line, can_be_kept = connection.sock, False
    try:
        line.has_begun = False
        _write_head(connection, method, parts, headers, body)
        line.end_in(timeout)
        connection.endheaders(body)
        response = _read(connection)
        can_be_kept = kept is not None and _is_in_order(connection, response)
        return response
    except (OSError, http.client.HTTPException, ValueError) as error:
        kind = Unclear if line.has_begun else NotSent
        raise kind(f"{type(error).__name__} {error}") from error
    finally:
        if can_be_kept:
            kept.put(parts, connection)
        else:
            line.hang_up()


def outcome_of_status(response, meant=None):
    """Return the outcome that an HTTP status alone proves.

    Only statuses decided before a request is processed are certain (RFC 9110: authentication,
    resource, framing). Any other status may concern an accepted message: a proxy answers 503 for
    a slow provider. It is unclear, unless the provider is known to be reliable.

    :param dict meant: ``{outcome: [statuses]}`` of this provider
    >>> [outcome_of_status(Response(status, "")).result for status in (401, 404, 308, 413)]
    ['blocked', 'blocked', 'blocked', 'refused']
    >>> {outcome_of_status(Response(status, "")).result for status in (400, 403, 408, 429, 500, 503, 302, 200)}
    {'unknown'}
    >>> outcome_of_status(Response(429, "", 7), {"later": [429]})[::3]
    ('later', 7)
    """
    status, reason = response.status, f"HTTP {response.status} {response.text}"
    if status in MOVED:
        reason = f"HTTP {status}: the address leads elsewhere, which is not followed"
    known = {**CERTAIN, **{one: result for result, some in (meant or {}).items() for one in some}}
    result = known.get(status, UNKNOWN)
    return Outcome(result, reason, retry_after=(response.retry_after or 30) * (result == LATER))


class _Line:
    """A socket with one deadline for all operations together, not for each step."""

    def __init__(self, sock):
        self._sock = sock
        self._end = 0.0
        self._reader = None
        self.has_begun = False  # whether anything of the current call may have been sent

    def end_in(self, seconds):
        """Set the time limit of the call that begins now."""
        self._end = time.monotonic() + seconds
        self.has_begun = True

    def limited(self):
        """Return the socket with the remaining time as its timeout."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        self._sock.settimeout(left)
        return self._sock

    def sendall(self, data):
        self.limited().sendall(data)

    def makefile(self, _mode):
        """Return the file object from which `http.client` reads the answer."""
        self._reader = _Answer(_Reader(self))
        return self._reader

    def has_more(self):
        """Tell whether more data than the answer arrived: its origin would be unclear."""
        self._reader.raw.is_over = True
        # Data decrypted together with it is no longer in the socket, where the next check would
        # look.
        is_tls = isinstance(self._sock, ssl.SSLSocket)
        return bool(self._reader.peek(1)) or (is_tls and self._sock.pending() > 0)

    def close(self):
        """Do nothing: `http.client` closes its end while the answer is still to be read."""

    def hang_up(self):
        self._sock.close()

    def is_quiet(self):
        """Tell whether the other side has neither closed nor sent unsolicited data."""
        poll = select.poll()  # whatever the number of files this process has open
        poll.register(self._sock, select.POLLIN)
        return not poll.poll(0)


class _Answer(io.BufferedReader):
    def close(self):
        """Stay open after `http.client` has read to the end: further data has to be detected."""


class _Reader(io.RawIOBase):
    is_over = False  # whether only data already read counts

    def __init__(self, line):
        super().__init__()
        self._line = line

    def readable(self):
        return True

    def readinto(self, buffer):
        return 0 if self.is_over else self._line.limited().recv_into(buffer)


def _place(parts):
    """Return the target of an address: scheme, host and port."""
    return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def _connect(parts, timeout, local_hosts):
    """Return an open connection; with https the other side is authenticated."""
    end = time.monotonic() + timeout
    scheme, host, port = _place(parts)
    is_https = scheme == "https"
    sock = _open_socket(host, port, end, local_hosts)
    if is_https:
        try:
            sock.settimeout(max(end - time.monotonic(), 0.01))
            # One timeout for the whole handshake, as ssl counts it.
            sock = _ssl_context().wrap_socket(sock, server_hostname=parts.hostname)
        except BaseException:
            sock.close()
            raise
    # A separate class, so that it writes the host name with or without the port.
    kind = http.client.HTTPSConnection if is_https else http.client.HTTPConnection
    connection = kind(parts.hostname, port)
    connection.sock = _Line(sock)
    return connection


def _open_socket(host, port, end, local_hosts):
    """Return a socket connected to the first of the host's addresses that answers by ``end``."""
    trouble = OSError("the name has no address")
    for family, kind, protocol, _name, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
        check_place(host, address[0], local_hosts)
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
    """Prepare the request headers; an invalid value raises before anything is sent."""
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
    response.close()  # otherwise the connection would accept no further request
    return Response(response.status, text, int(wait) if wait.isdigit() else 0)


def _is_in_order(connection, response):
    """Tell whether the next answer on this connection will belong to the next request.

    Not after a 1xx, because the answer still follows. Nor after a refusal: the server may not
    have read the body and could take it for another request.
    """
    return bool(connection.sock) and 200 <= response.status < 300 and not connection.sock.has_more()


def _why(url):
    try:
        check_address(url)
    except AddressError as error:
        return error.code
    return None
