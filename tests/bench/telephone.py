"""A telephone on a weak network: Chromium without a window, told so through its own protocol."""

import base64
import hashlib
import json
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import websocket

PATIENCE = 240  # seconds
QUIET = 0.7  # seconds without a transfer end a page
SPEED, DELAY = 1.6e6, 150  # bit/s, ms: as on 3G
SCREEN = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
PROGRAM = "chromium"
OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--remote-debugging-port=0",
    "--disable-gpu",
    "--disable-component-update",
    "--disable-sync",
    "--no-pings",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


class Transfer(NamedTuple):
    """What came over the network for one address."""

    path: str
    kind: str  # as the browser calls it: Script, Stylesheet, Font, Image, Fetch ...
    bytes: int


class Visit(NamedTuple):
    """A page: when the person saw what they came for, and what was transferred until it was quiet."""

    seconds: float
    transfers: list

    @property
    def bytes(self):
        return sum(one.bytes for one in self.transfers)

    def by_kind(self):
        found = Counter()
        for one in self.transfers:
            found[one.kind] += one.bytes
        return found.most_common()


def _digest_of_key(certificate):
    """Return what Chromium calls a public key by: the SHA-256 of it, in base64."""
    command = ["openssl", "x509", "-in", certificate, "-noout", "-pubkey"]
    pem = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    key = base64.b64decode("".join(pem.split("-----")[2].split()))
    return base64.b64encode(hashlib.sha256(key).digest()).decode()


class Telephone:
    """A browser that has never been anywhere; its cache is its own.

    :param certificate: the file of the one certificate it trusts; it caches nothing of a server that it
        does not trust
    """

    def __init__(self, certificate):
        self._certificate = certificate

    def __enter__(self):
        self._folder = Path(tempfile.mkdtemp(prefix="directive-telephone-"))
        trusted = f"--ignore-certificate-errors-spki-list={_digest_of_key(self._certificate)}"
        command = [PROGRAM, *OPTIONS, trusted, f"--user-data-dir={self._folder}", "about:blank"]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._connect()
        return self

    def __exit__(self, *_error):
        self._socket.close()
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def go(self, url, until):
        """Open an address; return the :class:`Visit` that ends when the script ``until`` is true."""
        return self._visit("Page.navigate", {"url": url}, until)

    def press(self, script, until):
        """Run a script that presses something, as :meth:`go`."""
        return self._visit("Runtime.evaluate", {"expression": script}, until)

    # The protocol

    def _connect(self):
        found = self._folder / "DevToolsActivePort"
        end = time.monotonic() + PATIENCE
        while not (found.exists() and found.read_text().strip()):
            if time.monotonic() > end:
                raise RuntimeError(f"{PROGRAM} does not start")
            time.sleep(0.1)
        port = found.read_text().split()[0]
        request = Request(f"http://127.0.0.1:{port}/json/new?about:blank", method="PUT")
        tab = json.load(urlopen(request, timeout=60))
        self._socket = websocket.create_connection(
            tab["webSocketDebuggerUrl"], suppress_origin=True, timeout=PATIENCE
        )
        self._last, self._events = 0, []
        conditions = {"offline": False, "latency": DELAY}
        conditions |= {"downloadThroughput": SPEED / 8, "uploadThroughput": SPEED / 8}
        for method, values in (
            ("Page.enable", {}),
            ("Network.enable", {}),
            ("Network.emulateNetworkConditions", conditions),
            ("Emulation.setDeviceMetricsOverride", SCREEN),
            ("Emulation.setTouchEmulationEnabled", {"enabled": True}),
        ):
            self._ask(method, values)

    def _ask(self, method, values):
        """Send a command; return its answer and keep what else came."""
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": values}))
        while True:
            came = json.loads(self._socket.recv())
            if came.get("id") == self._last:
                return came.get("result", {})
            self._events.append(came)

    def _visit(self, method, values, until):
        self._events = []
        begun = time.monotonic()
        self._ask(method, values)
        while not self._is_true(until):
            if time.monotonic() - begun > PATIENCE:
                raise RuntimeError(f"Not seen in {PATIENCE} s: {until}; but: {self._text()}")
            time.sleep(0.05)
        seconds = time.monotonic() - begun
        self._wait_until_quiet()
        return Visit(seconds, self._transfers())

    def _text(self):
        script = {"expression": "location.href + ' ' + document.body.innerText.slice(0, 500)"}
        return self._ask("Runtime.evaluate", script).get("result", {}).get("value")

    def _is_true(self, script):
        # While a page is loaded there is nothing to ask.
        answer = self._ask("Runtime.evaluate", {"expression": f"!!({script})"})
        return answer.get("result", {}).get("value") is True

    def _wait_until_quiet(self):
        end, known = time.monotonic() + PATIENCE, -1
        while known != len(self._events) and time.monotonic() < end:
            known = len(self._events)
            time.sleep(QUIET)
            self._is_true("true")  # it brings what came meanwhile

    def _transfers(self):
        """Return what was transferred, from the events; what came from the cache has no bytes."""
        asked, found = {}, []
        for event in self._events:
            values = event.get("params", {})
            if event.get("method") == "Network.responseReceived":
                asked[values["requestId"]] = values
                if values["response"]["status"] >= 400 and values["type"] != "Other":
                    raise RuntimeError(
                        f"{values['response']['status']}: {values['response']['url']}"
                    )
            elif event.get("method") == "Network.loadingFinished":
                answer = asked.get(values["requestId"])
                if answer and values["encodedDataLength"] > 0:
                    path = urlsplit(answer["response"]["url"]).path
                    size = round(values["encodedDataLength"])
                    found.append(Transfer(path, answer["type"], size))
        return found
