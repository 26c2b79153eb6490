"""An SMS provider that counts what it accepts and misbehaves on command.

It speaks the protocols of `providers.py`, each at its own path. Commands are methods, or
`POST /_control` with the same words as JSON::

    {"faults": {"0912345678": ["hang_after"], "*": ["status:503"]},
     "reports": {"0912345678": ["delivered", "delivered", "late:failed"]}}

``*`` is the next caller; ``?0912345678`` and ``?*`` are inquiries about messages and the balance.
`GET /_accepted` returns how often each message was accepted.

Faults before acceptance: hang_before, reset_before, kill_before, status:N, code:X.
After it: hang_after, reset_after, close_after, kill_after, half_body, html, status_after:N.
`python -m tests.sms.simulator LATENCY` runs it as a process of its own, which prints its port
and ends with its standard input.

Reports: a state (sent, delivered, failed), with early: (before our answer), late: (after a
pause), forged: (with a wrong signature), wrong: (of another number) or nothing (at once) in
front.
"""

import json
import os
import signal
import socket
import struct
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter, defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from .inquiries import INQUIRIES
from .providers import JSON, PROVIDERS, Answer, BadAccount

BEFORE = ("status", "code", "hang_before", "reset_before", "kill_before")
HTML = "<html><body><h1>502 Bad Gateway</h1><hr>proxy</body></html>"


class Simulator:
    """The provider, running in threads of this process."""

    hang = 3.0  # longer than the senders of the tests wait
    late = 1.0
    latency = 0.0  # before every answer

    def __init__(self):
        self.accepted = Counter()  # {(message key, number): how often}
        self.messages = []  # submissions accepted, in their order
        self.moments = []  # when each of them was
        self.calls = Counter()  # {number: submissions that came, accepted or not}
        self.report_answers = []  # (reported state, HTTP status)
        self.victim = None  # the process that kill_... kills
        self.money = 100_000
        self._webhooks = {}  # {path of a provider: address for its reports}
        self._taken = {}  # {request id or reference: submission}
        self._states = defaultdict(lambda: "delivered")  # {number: answer to inquiries}
        self._faults = defaultdict(list)
        self._reports = defaultdict(list)
        self._lock = threading.Lock()
        self._reporters = []
        self._server = None

    def start(self, port=0):
        """Listen on the loopback address and return the port."""
        handler = type("Handler", (_Handler,), {"simulator": self})
        self._server = _Server(("127.0.0.1", port), handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self._server.server_port

    def stop(self):
        self._server.shutdown()
        self._server.server_close()

    def fail(self, number, *faults):
        """Let the next submissions to ``number`` meet these faults, one each."""
        with self._lock:
            self._faults[number].extend(faults)

    def forgive(self):
        """Let no submission meet a fault any more."""
        with self._lock:
            self._faults.clear()

    def report(self, number, *reports):
        """Tell these of each message to ``number`` accepted from now on."""
        with self._lock:
            self._reports[number] = list(reports)

    def settle(self, number, state):
        """Answer inquiries about messages to ``number`` with ``state``; "waiting" is one as well."""
        self._states[number] = state

    def inquire(self, name, asked):
        """Return (the answer to an inquiry, the number it is about)."""
        side = INQUIRIES[name]
        if asked.what == "balance":
            return side.balance(self.money), "*"
        submission = self._taken.get(asked.key)
        number = submission.number if submission else "*"
        return side.status(submission, self._states[number]), number

    def reply(self, name, url, sender, text, receiver="8088", reference="1"):
        """Bring a subscriber's text to ``url`` as the provider ``name`` does; return the status."""
        return call(*INQUIRIES[name].reply(url, sender, receiver, text, reference))

    def next_fault(self, number):
        with self._lock:
            self.calls[number] += 1
            everybody = "?*" if number.startswith("?") else "*"
            queue = self._faults[number] or self._faults[everybody]
            return queue.pop(0) if queue else ""

    def accept(self, provider, submission):
        """Take a message; return the provider's answer and reference, which is "" if it had it."""
        key = (submission.key, submission.number)
        with self._lock:
            if provider.dedupes and self.accepted[key]:
                return provider.refused(provider.duplicate), ""
            self.accepted[key] += 1
            self.messages.append(submission)
            self.moments.append(time.monotonic())
            reference = f"SIM{len(self.messages)}"
            self._taken[reference] = submission
            self._taken.setdefault(submission.request_id, submission)
        return provider.accepted(reference), reference

    def count(self, number):
        """Return how many messages were accepted for ``number``."""
        return self.counts()[number]

    def counts(self):
        """Return ``{number: messages accepted}``, for many numbers at once."""
        counts = Counter()
        with self._lock:
            for (_key, number), times in self.accepted.items():
                counts[number] += times
        return counts

    def tell(self, provider, submission, reference, answered):
        """Tell the reports asked for: the early ones now, the others once ``answered`` is set."""
        plan = self._reports.get(submission.number) or self._reports.get("*", [])
        url = submission.report_url or self._webhooks.get(provider.path, "")
        if not plan or not url or not reference:
            return
        submission = submission._replace(report_url=url)
        early = [word for word in plan if word.startswith("early:")]
        rest = [word for word in plan if word not in early]
        self._send_reports(provider, submission, reference, early)

        def tell_the_rest():
            answered.wait()
            self._send_reports(provider, submission, reference, rest)

        self._reporters.append(threading.Thread(target=tell_the_rest))
        self._reporters[-1].start()

    def report_to(self, name, url):
        """Let the provider ``name`` tell its reports at ``url``, as is settled in its portal."""
        self._webhooks[PROVIDERS[name].path] = url

    def wait_for_reports(self):
        """Return when every report commanded so far has been answered."""
        while self._reporters:
            self._reporters.pop().join()

    def _send_reports(self, provider, submission, reference, plan):
        for word in plan:
            when, _colon, state = word.rpartition(":")
            if when == "late":
                time.sleep(self.late)
            one = submission._replace(number="0999999999") if when == "wrong" else submission
            report = provider.report(one, reference, state)
            if when == "forged":
                report = report._replace(url=_forged(report.url))
            self.report_answers.append((word, call(*report)))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """Say nothing of callers that were killed in the middle of a call."""


class _Handler(BaseHTTPRequestHandler):
    simulator = None  # set by the server
    protocol_version = "HTTP/1.1"  # a connection serves many calls
    disable_nagle_algorithm = True
    wbufsize = -1  # an answer leaves as one piece
    timeout = 30  # of a connection without a call

    def do_GET(self):
        self._serve(b"")

    def do_POST(self):
        self._serve(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def log_message(self, *_args):
        """Keep quiet: the tests count, they do not read."""

    def _serve(self, body):
        parts = urlsplit(self.path)
        if parts.path in ("/_control", "/_accepted"):
            return self._answer(self._control(body))
        if parts.path == "/oauth2/token":
            return self._answer(PROVIDERS["fpt"].token(body))
        name = next((one for one in PROVIDERS if _serves(one, parts.path)), None)
        if name is None:
            return self._answer(Answer("no such service", "text/plain", 404))
        provider = PROVIDERS[name]
        try:
            asked = _serves_inquiry(name, parts.path) and INQUIRIES[name].read(
                parts.path, parts.query, self.headers, body
            )
            if asked:
                return self._inquire(name, asked)
            submission = provider.read(parts.query, self.headers, body)
        except BadAccount:
            return self._answer(provider.refused(provider.bad_account))
        except (AssertionError, KeyError, ValueError, SyntaxError) as error:
            return self._answer(Answer(f"not our protocol: {error!r}", "text/plain", 400))
        return self._submit(provider, submission)

    def _inquire(self, name, asked):
        """Answer an inquiry, badly if that was commanded."""
        answer, number = self.simulator.inquire(name, asked)
        fault, _colon, detail = self.simulator.next_fault(f"?{number}").partition(":")
        if fault in BEFORE:
            self._refuse(PROVIDERS[name], fault, detail)
        else:
            self._answer_badly(answer, fault, detail)

    def _submit(self, provider, submission):
        name, _colon, detail = self.simulator.next_fault(submission.number).partition(":")
        if name in BEFORE:
            return self._refuse(provider, name, detail)
        answer, reference = self.simulator.accept(provider, submission)
        answered = threading.Event()
        self.simulator.tell(provider, submission, reference, answered)
        try:
            self._answer_badly(answer, name, detail)
        finally:
            answered.set()
        return None

    def _refuse(self, provider, name, detail):
        """Fail before anything was accepted."""
        if name == "status":
            extra = {"Retry-After": "7"} if detail in ("429", "503") else {}
            return self._answer(Answer("too much", "text/plain", int(detail)), extra)
        if name == "code":
            return self._answer(provider.refused(detail))
        return self._break(name)

    def _answer_badly(self, answer, name, detail):
        """Answer for a message that is accepted, as the fault ``name`` wants it."""
        if name == "html":
            self._answer(Answer(HTML, "text/html"))
        elif name == "status_after":
            self._answer(Answer(HTML, "text/html", int(detail)))
        elif name == "half_body":
            self._answer(answer, cut=len(answer.body) // 2)
        elif name:
            self._break(name)
        else:
            self._answer(answer)

    def _break(self, name):
        """Fail without an answer."""
        if name.startswith("hang"):
            time.sleep(self.simulator.hang)
        if name.startswith("kill"):
            os.kill(self.simulator.victim, signal.SIGKILL)
        if name.startswith("reset"):  # closing with a linger of zero is a reset
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        self.close_connection = True

    def _answer(self, answer, extra=None, cut=None):
        if self.simulator.latency:
            time.sleep(self.simulator.latency)
        data = answer.body.encode()
        self.send_response(answer.status)
        for name, value in (extra or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", f"{answer.kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.close_connection |= cut is not None
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data[:cut])

    def _control(self, body):
        orders = json.loads(body or b"{}")
        for number, faults in orders.get("faults", {}).items():
            self.simulator.fail(number, *faults)
        for number, reports in orders.get("reports", {}).items():
            self.simulator.report(number, *reports)
        rows = [[key, number, times] for (key, number), times in self.simulator.accepted.items()]
        return Answer(json.dumps(rows), JSON)


def _serves_inquiry(name, path):
    return any(
        path == one or (one[-1] == "/" and path.startswith(one)) for one in INQUIRIES[name].paths
    )


def _serves(name, path):
    return PROVIDERS[name].path == path or _serves_inquiry(name, path)


def call(url, body=None, kind=JSON):
    """Call ``url``, with ``body`` if given, and return the HTTP status."""
    request = urllib.request.Request(url, body, {} if body is None else {"Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0  # no listener


def _forged(url):
    """Return ``url`` with another signature: its path's last part."""
    parts = urlsplit(url)
    head, _slash, signature = parts.path.rpartition("/")
    return parts._replace(path=f"{head}/{'0' * len(signature)}").geturl()


def main(latency):
    simulator = Simulator()
    simulator.latency = latency
    print(simulator.start(), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(float(sys.argv[1]))
