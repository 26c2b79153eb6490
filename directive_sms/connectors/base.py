"""The small interface between the ledger and SMS providers. Plain Python, no ORM."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from ..tools.secrets import redact

# Outcomes of a submission. Only the first four are certain.
ACCEPTED = "accepted"
REFUSED = "refused"  # this message will never be accepted
LATER = "later"  # not accepted now; the message is valid
BLOCKED = "blocked"  # account or connection error: no other message would pass either
UNKNOWN = "unknown"  # it may have been accepted

SENT, DELIVERED, FAILED = "sent", "delivered", "failed"
NEVER = "never"  # on inquiry, the provider is certain that it has never received it


class Outcome(NamedTuple):
    """The outcome of one submission, in the provider's own words."""

    result: str
    reason: str = ""
    reference: str = ""
    retry_after: int = 0
    is_duplicate: bool = False  # the provider says it already has this request id


class Request(NamedTuple):
    """One text for one telephone."""

    request_id: str
    number: str  # E.164
    text: str
    is_unicode: bool = False
    sender: str = ""
    report_url: str = ""


class Capabilities(NamedTuple):
    """The features of a provider; the ledger uses them to decide what is safe."""

    dedupes: bool = False  # the same request id twice counts as one message
    can_query: bool = False  # it supports inquiries about a message
    needs_reference: bool = False  # inquiries need its own reference, not our request id
    has_memory: bool = True  # it can tell what it had; a simulated one cannot
    needs_day: bool = False  # inquiries need the day of submission
    has_balance: bool = False  # it reports the balance
    max_parts: int = 4
    allows_unicode: bool = True
    rate: float = 0.0  # messages per second; zero: no limit
    forbidden: str = ""


class Report(NamedTuple):
    """A later report of a provider about one message."""

    state: str  # sent, delivered or failed; for inquiries also never and unknown
    request_id: str = ""
    reference: str = ""
    number: str = ""
    reason: str = ""
    is_last: bool = False  # no further reports will follow


class Inquiry(NamedTuple):
    """One of our messages, with the data for an inquiry at its provider."""

    request_id: str
    reference: str = ""
    number: str = ""  # E.164
    day: date | None = None  # day of submission


class Balance(NamedTuple):
    """The balance of the account; ``amount`` is None if it is unknown."""

    amount: float | None
    reason: str = ""


class Call(NamedTuple):
    """A provider's request to one of our addresses."""

    params: Mapping  # from the address and from a form
    body: bytes = b""
    headers: Mapping = {}  # noqa: RUF012 - never written to


class Reply(NamedTuple):
    """A text that someone sent to us."""

    sender: str
    receiver: str
    text: str
    reference: str = ""


@dataclass
class Account:
    """The settings of an administrator: address and credentials."""

    url: str = ""
    username: str = ""
    password: str = ""
    parameters: dict = field(default_factory=dict)
    timeout: float = 20.0
    local_hosts: frozenset = frozenset()
    specification: dict = field(default_factory=dict)
    api: Any = None  # Odoo's own SMS client, for the connector of that name

    @property
    def secrets(self):
        """Return the secrets that must never be logged or stored."""
        return [self.password, self.username, *map(str, self.parameters.values())]


class Connector:
    """A connection to one provider. It never raises for errors of a provider or a network."""

    in_threads = True  # several parallel calls, each in a thread without the ORM
    kept = None  # connections reused while a run makes many calls

    def __init__(self, account):
        self.account = account

    def capabilities(self):
        """Return the provider's :class:`Capabilities`."""
        return Capabilities()

    def submit(self, request):
        """Submit ``request`` as safely as this provider allows; return its :class:`Outcome`.

        If an answer is lost and the provider recognises our request id, submit again: it answers
        "duplicate" instead of sending twice.
        """
        outcome = self.send(request)
        if outcome.result == UNKNOWN and self.capabilities().dedupes:
            second = self.send(request)
            # Only acceptance is certain: a refusal may concern the second call alone.
            return second if second.result == ACCEPTED else outcome
        return outcome

    def send(self, request):
        """Submit one :class:`Request`; return its :class:`Outcome` without secrets."""
        try:
            outcome = self._send(request)
        except Exception as error:  # an error of ours or of a library, at an unknown moment
            outcome = Outcome(UNKNOWN, f"{type(error).__name__} {error}")
        reference = _storable(outcome.reference)[:200]
        return outcome._replace(reason=self._presentable(outcome.reason), reference=reference)

    def query(self, inquiry):
        """Ask about one message; return a :class:`Report`, with an unknown state if unclear."""
        try:
            report = self._query(inquiry)
        except Exception as error:  # no information, so nothing changes
            report = Report(UNKNOWN, reason=f"{type(error).__name__} {error}")
        return report._replace(
            request_id=inquiry.request_id, reason=self._presentable(report.reason)
        )

    def balance(self):
        """Ask for the balance; return the :class:`Balance`."""
        try:
            balance = self._balance()
        except Exception as error:  # no information
            balance = Balance(None, f"{type(error).__name__} {error}")
        return balance._replace(reason=self._presentable(balance.reason))

    def parse_reports(self, call):
        """Return the :class:`Report` s in a :class:`Call` the provider made to us."""
        return []

    def parse_replies(self, call):
        """Return the :class:`Reply` s in a :class:`Call` the provider made to us."""
        return []

    def _send(self, request):
        raise NotImplementedError

    def _query(self, inquiry):
        return Report(UNKNOWN)

    def _balance(self):
        return Balance(None)

    def _secrets(self):
        """Return the secrets to remove from any text of the provider."""
        return self.account.secrets

    def _presentable(self, words):
        """Return ``words`` as one short storable line without secrets.

        Cut last: half of a secret would not be recognised as a secret.
        """
        found = redact(_storable(words), [one for one in self._secrets() if len(one) > 3])
        return " ".join(found.split())[:300]


def _storable(words):
    r"""Return ``words`` without characters that the database cannot store.

    >>> _storable("a\0b\ud83d"), _storable("Đã gửi")
    ('ab?', 'Đã gửi')
    """
    return words.replace("\0", "").encode("utf-8", "replace").decode()
