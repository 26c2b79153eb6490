import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Call(NamedTuple):
    """One request a provider got."""

    method: str
    path: str
    headers: dict
    body: str


class Provider:
    """An HTTP server on the loopback address with prescribed answers.

    ``answers`` is a list of ``(status, body)`` used one after the other, the last one for
    ever; the body "RESET" breaks the connection after the request was taken, "HALF" breaks
    the answer, "HANG" says nothing.
    """

    def __init__(self, *answers):
        self.answers = list(answers)
        self.calls = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.released = threading.Event()
        self.url = f"http://127.0.0.1:{self.server.server_port}/send"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    def _next_answer(self):
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def _handler(provider):
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                provider.calls.append(Call(self.command, self.path, dict(self.headers), body))
                status, answer, *headers = provider._next_answer()
                if answer == "HANG":
                    provider.released.wait(10)
                if answer in ("RESET", "HANG"):
                    return
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header(
                    "Content-Length", str(len(answer.encode()) * (2 if "HALF" in answer else 1))
                )
                self.end_headers()
                self.wfile.write(answer.encode())

            do_GET = do_POST

            def log_message(self, *_arguments):
                pass

        return Handler
