"""Any provider with an HTTP interface, as its :mod:`.specification` describes it."""

import base64

from ..tools import phone
from .answers import find, find_rows, is_among, read_answer, read_call, read_state
from .base import (
    ACCEPTED,
    BLOCKED,
    LATER,
    NEVER,
    REFUSED,
    UNKNOWN,
    Balance,
    Capabilities,
    Connector,
    Outcome,
    Reply,
    Report,
)
from .specification import SpecificationError, prepare, uses
from .transport import NotSent, Unclear, exchange, outcome_of_status

CODE_LISTS = ("accepted", "duplicate", LATER, BLOCKED, REFUSED, UNKNOWN)


class HttpConnector(Connector):
    """Sends, inquires and receives according to a specification."""

    def __init__(self, account):
        super().__init__(account)
        self.specification = account.specification
        self._token = None

    def capabilities(self):
        spec = self.specification
        return Capabilities(
            dedupes=bool(spec.get("dedupes")),
            can_query=bool(spec.get("query")),
            needs_reference=uses(spec.get("query", {}), "reference"),
            needs_day=uses(spec.get("query", {}), "day"),
            has_balance=bool(spec.get("balance")),
            max_parts=spec.get("max_parts", 4),
            allows_unicode=spec.get("unicode") is not None,
            rate=float(spec.get("rate", 0)),
            forbidden=spec.get("forbidden", ""),
        )

    # Sending

    def _send(self, request):
        try:
            response = self._exchange(self.specification, self._values(request))
        except (NotSent, SpecificationError) as error:
            return Outcome(BLOCKED, str(error))
        except Unclear as error:
            return Outcome(UNKNOWN, str(error))
        return self._outcome(response)

    def _values(self, request):
        flags = self.specification.get("unicode") or ("", "")
        return {
            **self._account_values(),
            "request_id": request.request_id,
            "number": self._written(request.number),
            "text": request.text,
            "text_base64": base64.b64encode(request.text.encode()).decode(),
            "sender": request.sender,
            "unicode": flags[bool(request.is_unicode)],
            "report_url": request.report_url,
        }

    def _account_values(self):
        names = {"username": self.account.username, "password": self.account.password}
        return {**self.account.parameters, **names}

    def _written(self, number):
        return phone.written(number, self.specification.get("number", "84"))

    def _exchange(self, section, values):
        """Make the call described by ``section``, with a token if needed."""
        token = self.specification.get("token")
        if token:
            self._token = self._token or self._fetch_token(token, values)
            values = {**values, "token": self._token}
        return self._call(section, values)

    def _call(self, section, values):
        account = self.account
        method, url, headers, body = prepare(self.specification, section, account.url, values)
        return exchange(method, url, headers, body, account.timeout, account.local_hosts, self.kept)

    def _fetch_token(self, section, values):
        """Return a token for this run; if this fails, no message was sent."""
        try:
            response = self._call(section, {"request_id": "", **values})
        except Unclear as error:
            raise NotSent(str(error)) from error
        token = find(read_answer("json", response.text), section["field"])
        if response.status != 200 or not token:
            raise NotSent(f"No token: HTTP {response.status} {response.text}")
        return token

    def _secrets(self):
        return [*super()._secrets(), self._token or ""]

    def _outcome(self, response):
        """Return the outcome of the provider's answer; an unreadable answer is unknown."""
        meant = self.specification.get("statuses")
        if response.status >= 500 or response.status in (408, 429):
            return outcome_of_status(response, meant)
        spec = self.specification["answer"]
        answer = read_answer(spec.get("format", "json"), response.text)
        reference = find(answer, spec.get("reference", ""))
        if spec.get("accepted_if") and find(answer, spec["accepted_if"]):
            return Outcome(ACCEPTED, "", reference)
        code = find(answer, spec["result"])
        if not self._is_listed(spec, code, find(answer, spec.get("reason", ""))):
            return outcome_of_status(response, meant)
        words = f"{code} {find(answer, spec.get('reason', ''))}".strip()
        outcome = self._verdict(spec, code, words, reference)
        if outcome.result == BLOCKED:
            self._token = None  # it may have expired
        return outcome

    def _verdict(self, spec, code, words, reference):
        if is_among(code, spec.get("accepted", ())):
            return Outcome(ACCEPTED, words, reference)
        if is_among(code, spec.get("duplicate", ())):
            return Outcome(ACCEPTED, words, reference, is_duplicate=True)
        if any(word in words for word in spec.get("blocked_words", ())):
            return Outcome(BLOCKED, words)
        for result in (LATER, BLOCKED, UNKNOWN):
            if is_among(code, spec.get(result, ())):
                return Outcome(result, words, retry_after=30 if result == LATER else 0)
        return Outcome(REFUSED, words)

    def _is_listed(self, spec, code, reason):
        """Tell whether the specification defines this code or these words."""
        words = f"{code} {reason}"
        return any(is_among(code, spec.get(name, ())) for name in CODE_LISTS) or any(
            word in words for word in spec.get("blocked_words", ())
        )

    # Asking

    def _query(self, inquiry):
        section = self.specification.get("query")
        if not section:
            return Report(UNKNOWN)
        if uses(section, "reference") and not inquiry.reference:
            return Report(UNKNOWN, reason="It gave no reference to ask by.")
        day = inquiry.day.strftime(section.get("day_format", "%Y-%m-%d")) if inquiry.day else ""
        values = {
            **self._account_values(),
            "request_id": inquiry.request_id,
            "reference": inquiry.reference,
            "number": self._written(inquiry.number),
            "day": day,
        }
        answer, words = self._ask(section, values)
        return self._told(section["answer"], answer, words, inquiry)

    def _told(self, spec, answer, words, inquiry):
        """Return the :class:`Report` in the provider's answer to an inquiry."""
        if answer is None:
            return Report(UNKNOWN, reason=words)
        code = find(answer, spec.get("result", ""))
        if "accepted" in spec and not is_among(code, spec["accepted"]):
            state = NEVER if is_among(code, spec.get(NEVER, ())) else UNKNOWN
            return Report(state, reason=words, is_last=state == NEVER)
        rows = [read_state(spec, row) for row in find_rows(answer, spec.get("rows", ""))]
        own = [one for one in rows if not one.number or phone.same(one.number, inquiry.number)]
        return next(iter(own or rows), Report(UNKNOWN, reason=words))

    def _balance(self):
        section = self.specification.get("balance")
        if not section:
            return Balance(None)
        answer, words = self._ask(section, self._account_values())
        spec = section["answer"]
        code = find(answer, spec.get("result", ""))
        if answer is None or ("accepted" in spec and not is_among(code, spec["accepted"])):
            return Balance(None, words)
        try:
            return Balance(float(find(answer, spec["balance"])))
        except ValueError:
            return Balance(None, words)

    def _ask(self, section, values):
        """Return (answer, the provider's words); the answer is None if nothing can be read."""
        try:
            response = self._exchange(section, values)
        except (NotSent, SpecificationError, Unclear) as error:
            return None, str(error)
        spec = section["answer"]
        answer = read_answer(spec.get("format", "json"), response.text)
        words = f"{find(answer, spec.get('result', ''))} {find(answer, spec.get('reason', ''))}"
        is_readable = response.status < 400 or (response.status < 500 and "accepted" in spec)
        if answer is None or not is_readable:
            self._token = None  # it may have expired
            return None, f"HTTP {response.status} {words.strip() or response.text}"
        return answer, words.strip() or response.text

    # Listening

    def parse_reports(self, call):
        spec = self.specification.get("report")
        if not spec:
            return []
        reports = [read_state(spec, row) for row in self._rows(spec, call)]
        return [one for one in reports if one.state not in (UNKNOWN, NEVER)]

    def parse_replies(self, call):
        spec = self.specification.get("reply")
        if not spec:
            return []
        replies = [self._reply(spec, row) for row in self._rows(spec, call)]
        return [one for one in replies if one]

    def _rows(self, spec, call):
        """Return the rows of a callback that belong to this section."""
        rows = find_rows(read_call(call), spec.get("rows", ""))
        return [row for row in rows if "when" not in spec or find(row, spec["when"]) in spec["is"]]

    def _reply(self, spec, row):
        names = ("sender", "receiver", "text", "reference")
        found = {name: find(row, spec.get(name, "")) for name in names}
        try:
            found["sender"] = phone.of_sender(found["sender"])
        except phone.PhoneError:
            return None  # a number that cannot receive cannot reply
        return Reply(**{**found, "receiver": found["receiver"].lstrip("+")})
