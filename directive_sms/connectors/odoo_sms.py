"""Odoo's own SMS, with the provider set in the company."""

from .base import ACCEPTED, BLOCKED, REFUSED, UNKNOWN, Capabilities, Connector, Outcome

TAKEN = ("success", "sent", "processing", "delivered")
# The account cannot send at all.
ACCOUNT = ("insufficient_credit", "unregistered", "registration_needed", "sms_credit", "sms_acc")
REFUSALS = (
    "wrong_number_format",
    "country_not_supported",
    "sms_number_missing",
    "sms_number_format",
    "sms_country_not_supported",
    "sms_blacklist",
    "sms_duplicate",
    "sms_optout",
)


class OdooSmsConnector(Connector):
    """Sends with the client class of `res.company._get_sms_api_class()`."""

    in_threads = False  # that class uses the caller's transaction

    def capabilities(self):
        return Capabilities(max_parts=4)

    def _send(self, request):
        if self.account.api is None:
            return Outcome(BLOCKED, "Odoo's SMS application is not installed.")
        number = {"uuid": request.request_id, "number": request.number}
        message = {"content": request.text, "numbers": [number]}
        try:
            answers = self.account.api._send_sms_batch([message])
        except Exception as error:  # any client may have sent the message before it failed
            return Outcome(UNKNOWN, f"{type(error).__name__} {error}")
        return self._outcome(request, answers)

    def _outcome(self, request, answers):
        answer = next((row for row in answers or () if row.get("uuid") == request.request_id), {})
        state = answer.get("state") or ""
        words = f"{state} {answer.get('failure_reason') or ''}".strip()
        if state in TAKEN:
            return Outcome(ACCEPTED, words, request.request_id)
        if state in ACCOUNT:
            return Outcome(BLOCKED, words)
        if state in REFUSALS:
            return Outcome(REFUSED, words)
        # Clients of other providers use their own words, whose meaning is unknown.
        return Outcome(UNKNOWN, words or "No answer for this message.")
