"""A provider inside the process, for tests: nothing is sent.

The last digits of the number select the outcome, so that administrators can see each one.
"""

from .base import (
    ACCEPTED,
    BLOCKED,
    DELIVERED,
    LATER,
    NEVER,
    REFUSED,
    UNKNOWN,
    Balance,
    Capabilities,
    Connector,
    Outcome,
    Report,
)

OUTCOMES = {
    "9901": Outcome(REFUSED, "Simulated: the number is refused"),
    "9902": Outcome(LATER, "Simulated: too busy", retry_after=60),
    "9903": Outcome(BLOCKED, "Simulated: the account is blocked"),
    "9904": Outcome(UNKNOWN, "Simulated: no answer"),
}


class SimulatedConnector(Connector):
    """Accepts every message except those whose number requests an error."""

    def capabilities(self):
        return Capabilities(dedupes=True, can_query=True, has_balance=True, has_memory=False)

    def _send(self, request):
        accepted = Outcome(ACCEPTED, "Simulated: accepted", f"sim-{request.request_id}")
        return OUTCOMES.get(request.number[-4:], accepted)

    def _query(self, inquiry):
        state = NEVER if inquiry.number[-4:] in OUTCOMES else DELIVERED
        return Report(state, inquiry.request_id, reason="Simulated", is_last=True)

    def _balance(self):
        return Balance(1_000_000.0, "Simulated")
