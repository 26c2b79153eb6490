"""Requests of many people at once, cheap enough not to be what is measured."""

import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

PATIENCE = 60  # seconds


def ask(url, method, path, body=None, headers=None, patience=PATIENCE):
    """Return (status, content); raise TimeoutError after so many seconds.

    A connection the workers had no room for is tried again, as by a proxy.
    """
    end = time.monotonic() + patience
    while True:
        try:
            return _ask_once(url, method, path, body, headers or {}, end - time.monotonic())
        except ConnectionError:
            if time.monotonic() > end:
                raise TimeoutError(path) from None
            time.sleep(0.01)


def _ask_once(url, method, path, body, headers, seconds):
    connection = HTTPConnection(urlsplit(url).netloc, timeout=max(seconds, 0.01))
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
