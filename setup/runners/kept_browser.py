"""One browser for many tours: each has a tab of its own, in which nothing is left of the one before.

Odoo starts Chrome anew for each tour and throws its folder away, so that each compiles the whole web
client again. Kept are the files of the server, as a browser keeps them that was not closed; cookies
and everything a page stores are cleared.
"""

import atexit
import contextlib
import shutil
import signal
import time

import psutil
import requests
import websocket

from odoo.tests import common

KEPT = {}  # Chrome, by what it was started with
TAB = "http://{}:{}/json/{}"
NO_SUCH_TAB = 404
TIMES = 100  # to ask a tab to close; it is idle if it stays


class KeptBrowser(common.ChromeBrowser):
    """Odoo's browser, in a tab of a Chrome that goes on."""

    def _chrome_start(self, user_data_dir, touch_enabled, headless=True, debug=False):
        self._kind = touch_enabled, headless, debug
        kept = KEPT.get(self._kind)
        if kept and kept.chrome.poll() is None:
            shutil.rmtree(user_data_dir, ignore_errors=True)
            self.user_data_dir = kept.user_data_dir
            return kept.chrome, kept.devtools_port
        KEPT.pop(self._kind, None)
        return super()._chrome_start(user_data_dir, touch_enabled, headless, debug)

    def _open_websocket(self):
        self._json_command("version")  # it answers
        url = TAB.format(common.HOST, self.devtools_port, "new?about:blank")
        self._tab = requests.put(url, timeout=10).json()
        ws = websocket.create_connection(
            self._tab["webSocketDebuggerUrl"], enable_multithread=True, suppress_origin=True
        )
        ws.settimeout(0.01)
        return ws

    def stop(self):
        """Close the tab; after a failure, and with a browser to watch, close all of it."""
        if self.had_failure or not self._kind[1] or not self._is_cleared():
            KEPT.pop(self._kind, None)
            super().stop()
            return
        KEPT[self._kind] = self
        self._result.cancel()
        self._close_tab()
        self.ws.close()
        if self.sigxcpu_handler:
            signal.signal(signal.SIGXCPU, self.sigxcpu_handler)

    def _close_tab(self):
        """Ask until the tab is gone: Chrome forgets to close one that is still leaving its page."""
        url = TAB.format(common.HOST, self.devtools_port, f"close/{self._tab['id']}")
        for _time in range(TIMES):
            if requests.get(url, timeout=10).status_code == NO_SUCH_TAB:
                return
            time.sleep(0.02)

    def _is_cleared(self):
        """Leave the page and clear what it has stored; tell whether that was possible."""
        with contextlib.suppress(Exception):
            self.screencaster.stop()
            self._websocket_request("Page.stopLoading")
            origin = self._websocket_request(
                "Runtime.evaluate", params={"expression": "location.origin"}
            )["result"]["value"]
            common.wait(self._responses.values(), 10)
            self._websocket_request("Page.navigate", params={"url": "about:blank"})
            stored = {"origin": origin, "storageTypes": "all"}
            self._websocket_request("Storage.clearDataForOrigin", params=stored)
            self._websocket_request("Network.clearBrowserCookies")
            return True
        return False


class _Process(psutil.Process):
    """A process whose child the browser is not: Odoo ends all children after each class."""

    def children(self, recursive=False):
        kept = {browser.chrome.pid for browser in KEPT.values()}
        return [one for one in super().children(recursive) if one.pid not in kept]


def _close_all():
    """End each browser with all its processes: Debian's command is a script that waits for Chrome."""
    for browser in KEPT.values():
        for process in psutil.Process(browser.chrome.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        browser.chrome.kill()
        browser.chrome.wait()
        shutil.rmtree(browser.user_data_dir, ignore_errors=True)


def use():
    """Let Odoo's tests use it."""
    common.ChromeBrowser = KeptBrowser
    psutil.Process = _Process
    atexit.register(_close_all)
