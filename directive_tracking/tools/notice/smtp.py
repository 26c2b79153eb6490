"""Submission of one message to an SMTP server, with a certain outcome.

RFC 5321, sections 4.2.5 and 4.5.4: before the final dot the server has accepted nothing, so any
failure is a clean refusal. After the final dot only a readable answer is certain; without one the
message may or may not have been accepted.
"""

import re
import smtplib
import socket

from .delivery import ACCEPTED, REFUSED_PERMANENT, REFUSED_TEMPORARY, UNKNOWN, Outcome

# `smtplib` raises one of these for a closed, reset or timed-out connection.
CONNECTION_ERRORS = (smtplib.SMTPServerDisconnected, OSError)


class Line:
    """An SMTP session that is opened on demand and reopened after it was lost.

    ``connect`` returns an open session or raises; after a failure the line stays down, so that a
    dead server costs one timeout instead of one per message.
    """

    def __init__(self, connect):
        self._connect = connect
        self._session = None
        self.is_down = False

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.hang_up()

    def session(self):
        """Return the open session, or raise the error of the connection."""
        if self._session is None:
            try:
                self._session = self._connect()
            except Exception:
                self.is_down = True
                raise
            if getattr(self._session, "sock", None):
                # The final dot is a separate packet: it must not wait for an answer to the text.
                self._session.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._session

    def hang_up(self):
        """End the session, even if the other side no longer answers."""
        session, self._session = self._session, None
        if session is not None:
            try:
                session.quit()
            except CONNECTION_ERRORS:
                session.close()


class _Refusal(Exception):
    """The server refused one command before it accepted any data."""

    def __init__(self, outcome):
        super().__init__(outcome.reason)
        self.outcome = outcome


def hand_over(session, sender, recipient, message):
    """Submit ``message`` (bytes) to the open SMTP ``session`` for one ``recipient``.

    Never raises for server or network errors: they are in the :class:`Outcome`.
    """
    try:
        _command(session, f"MAIL FROM:<{sender}>", 250, "sender")
        _command(session, f"RCPT TO:<{recipient}>", (250, 251), "recipient")
        _command(session, "DATA", 354, "message")
        _transmit(session, message)
    except _Refusal as refusal:
        return _reset(session, refusal.outcome)
    except CONNECTION_ERRORS as error:
        return Outcome(REFUSED_TEMPORARY, f"Connection lost: {_words(error)}", False)
    except ValueError as error:  # an address that is invalid in a command
        return _reset(session, Outcome(REFUSED_PERMANENT, _words(error)))
    return _finish(session)


def quote_data(message):
    r"""Return ``message`` ready for DATA: CRLF line ends, leading dots doubled (section 4.5.2).

    >>> quote_data(b"a\n.b\r\nc")
    b'a\r\n..b\r\nc\r\n'
    """
    message = re.sub(rb"\r\n|\r|\n", b"\r\n", message)
    message = re.sub(rb"(?m)^\.", b"..", message)
    return message if message.endswith(b"\r\n") else message + b"\r\n"


def verdict(code):
    """Return the result for a reply code (section 4.2.1).

    >>> [verdict(code) for code in (250, 451, 550, 354, -1)]
    ['accepted', 'refused_temporary', 'refused_permanent', 'unknown', 'unknown']
    """
    classes = {2: ACCEPTED, 4: REFUSED_TEMPORARY, 5: REFUSED_PERMANENT}
    return classes.get(code // 100, UNKNOWN)


def _command(session, command, wanted, subject):
    """Send one command; raise a :class:`_Refusal` unless the answer is ``wanted``."""
    code, text = session.docmd(command)
    if code == wanted or isinstance(wanted, tuple) and code in wanted:
        return
    result = verdict(code)
    # A refused sender is an error in our settings. Recipients must not lose their messages
    # because of it, so it counts as temporary until the settings are corrected.
    if result != REFUSED_PERMANENT or subject == "sender":
        result = REFUSED_TEMPORARY
    # 421: the server is closing the connection (section 3.8).
    readable = code > 0 and code != 421
    raise _Refusal(Outcome(result, f"Refused {subject}: {code} {_words(text)}", readable))


def _transmit(session, message):
    """Send the text without its final dot: after a failure here nothing was accepted."""
    session.send(quote_data(message))


def _finish(session):
    """Send the final dot and read the server's answer."""
    try:
        session.send(b".\r\n")
        code, text = session.getreply()
    except CONNECTION_ERRORS as error:
        return Outcome(UNKNOWN, f"No answer after the message was sent: {_words(error)}", False)
    result = verdict(code)
    return Outcome(result, f"{code} {_words(text)}", result != UNKNOWN and code != 421)


def _reset(session, outcome):
    """Reset the session for the next message, or mark it as lost."""
    if not outcome.is_connected:
        return outcome
    try:
        code, _text = session.rset()
    except CONNECTION_ERRORS:
        return outcome._replace(is_connected=False)
    return outcome._replace(is_connected=code == 250)


def _words(text):
    """Return the server's answer or an error as one short readable line.

    >>> _words(b"5.1.1 no such\\nmailbox")
    '5.1.1 no such mailbox'
    """
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    elif isinstance(text, BaseException):
        text = f"{type(text).__name__} {text}"
    return " ".join(text.split())[:300]
