"""The small interface between the ledger and whoever carries SMS. Plain Python, no ORM."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from ..tools.secrets import redact

# What became of a submission. Only the first four are certain.
ACCEPTED = "accepted"
REFUSED = "refused"  # this message will never be taken
LATER = "later"  # not taken now; the message is good
BLOCKED = "blocked"  # the account or the way to it is at fault: no other message would pass
UNKNOWN = "unknown"  # it may have been taken

SENT, DELIVERED, FAILED = "sent", "delivered", "failed"
NEVER = "never"  # asked about it, the provider is certain that it has never had it


class Outcome(NamedTuple):
    """What became of one submission, in the provider's own words."""

    result: str
    reason: str = ""
    reference: str = ""
    retry_after: int = 0
    is_duplicate: bool = False  # the provider says it has had this request id before


class Request(NamedTuple):
    """One text for one telephone."""

    request_id: str
    number: str  # E.164
    text: str
    is_unicode: bool = False
    sender: str = ""
    report_url: str = ""


class Capabilities(NamedTuple):
    """What a provider can do; the ledger decides by it what is safe."""

    dedupes: bool = False  # the same request id twice is one message
    can_query: bool = False  # it answers what became of a message
    needs_reference: bool = False  # it must be asked by its own reference, not by our request id
    has_balance: bool = False  # it answers how much money is left
    max_parts: int = 4
    allows_unicode: bool = True
    rate: float = 0.0  # messages a second; zero: not limited
    forbidden: str = ""


class Report(NamedTuple):
    """What a provider tells afterwards of one message."""

    state: str  # sent, delivered or failed; asked by us, never and unknown as well
    request_id: str = ""
    reference: str = ""
    number: str = ""
    reason: str = ""
    is_last: bool = False  # nothing more will be told of it


class Inquiry(NamedTuple):
    """One message of ours, as its provider may be asked about it."""

    request_id: str
    reference: str = ""
    number: str = ""  # E.164
    day: date | None = None  # on which it was handed over


class Balance(NamedTuple):
    """What is left in the account; ``amount`` is None where that could not be learnt."""

    amount: float | None
    reason: str = ""


class Call(NamedTuple):
    """What a provider sent to an address of ours."""

    params: Mapping  # of the address and of a form
    body: bytes = b""
    headers: Mapping = {}  # noqa: RUF012 - never written to


class Reply(NamedTuple):
    """A text somebody sent to us."""

    sender: str
    receiver: str
    text: str
    reference: str = ""


@dataclass
class Account:
    """What an administrator has typed: where to go and how to prove who we are."""

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
        """Return what must never be written down."""
        return [self.password, self.username, *map(str, self.parameters.values())]


class Connector:
    """A way to one provider. It never raises for what a provider or a network can do."""

    in_threads = True  # several calls at a time; each in a thread without the ORM
    kept = None  # connections used again, while a run makes many calls

    def __init__(self, account):
        self.account = account

    def capabilities(self):
        """Return the provider's :class:`Capabilities`."""
        return Capabilities()

    def submit(self, request):
        """Hand over ``request`` as surely as this provider allows; return its :class:`Outcome`.

        A provider that knows our request id is asked a second time when its answer was lost:
        it says "duplicate" rather than send twice.
        """
        outcome = self.send(request)
        if outcome.result == UNKNOWN and self.capabilities().dedupes:
            second = self.send(request)
            # Only a yes is certain: a no may be about the second call alone.
            return second if second.result == ACCEPTED else outcome
        return outcome

    def send(self, request):
        """Hand over one :class:`Request`; return its :class:`Outcome`, free of secrets."""
        try:
            outcome = self._send(request)
        except Exception as error:  # a fault of ours or of a library: when is not known
            outcome = Outcome(UNKNOWN, f"{type(error).__name__} {error}")
        reference = _storable(outcome.reference)[:200]
        return outcome._replace(reason=self._presentable(outcome.reason), reference=reference)

    def query(self, inquiry):
        """Ask about one message; return a :class:`Report`, its state unknown if nothing is certain."""
        try:
            report = self._query(inquiry)
        except Exception as error:  # nothing was learnt, so nothing changes
            report = Report(UNKNOWN, reason=f"{type(error).__name__} {error}")
        return report._replace(
            request_id=inquiry.request_id, reason=self._presentable(report.reason)
        )

    def balance(self):
        """Ask how much money is left; return the :class:`Balance`."""
        try:
            balance = self._balance()
        except Exception as error:  # nothing was learnt
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
        """Return what must not stand in any words of the provider."""
        return self.account.secrets

    def _presentable(self, words):
        """Return ``words`` in one short line, without secrets and as a database can hold them.

        Cut last: of a secret cut in two nobody would know that it is one.
        """
        found = redact(_storable(words), [one for one in self._secrets() if len(one) > 3])
        return " ".join(found.split())[:300]


def _storable(words):
    r"""Return ``words`` without what a database does not hold; a provider may write all of it.

    >>> _storable("a\0b\ud83d"), _storable("Đã gửi")
    ('ab?', 'Đã gửi')
    """
    return words.replace("\0", "").encode("utf-8", "replace").decode()
