"""The small interface between the ledger and whoever carries SMS. Plain Python, no ORM."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..tools.secrets import redact

# What became of a submission. Only the first four are certain.
ACCEPTED = "accepted"
REFUSED = "refused"  # this message will never be taken
LATER = "later"  # not taken now; the message is good
BLOCKED = "blocked"  # the account or the way to it is at fault: no other message would pass
UNKNOWN = "unknown"  # it may have been taken

SENT, DELIVERED, FAILED = "sent", "delivered", "failed"


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
    can_query: bool = False
    max_parts: int = 4
    allows_unicode: bool = True
    rate: float = 0.0  # messages a second; zero: not limited
    forbidden: str = ""


class Report(NamedTuple):
    """What a provider tells afterwards of one message."""

    state: str  # sent, delivered or failed
    request_id: str = ""
    reference: str = ""
    number: str = ""
    reason: str = ""


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

    def __init__(self, account):
        self.account = account

    def capabilities(self):
        """Return the provider's :class:`Capabilities`."""
        return Capabilities()

    def send(self, request):
        """Hand over one :class:`Request`; return its :class:`Outcome`, free of secrets."""
        try:
            outcome = self._send(request)
        except Exception as error:  # a fault of ours or of a library: when is not known
            outcome = Outcome(UNKNOWN, f"{type(error).__name__} {error}")
        reason = redact(outcome.reason, [one for one in self.account.secrets if len(one) > 3])
        return outcome._replace(reason=" ".join(reason.split())[:300])

    def query(self, request_id, reference):
        """Return a :class:`Report` on a message of ours, or None if the provider does not know."""
        return None

    def parse_report(self, params, body):
        """Return the :class:`Report` in a call the provider made to us, or None."""
        return None

    def parse_reply(self, params, headers, body):
        """Return the :class:`Reply` in a call the provider made to us, or None."""
        return None

    def _send(self, request):
        raise NotImplementedError
