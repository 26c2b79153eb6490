"""A page as people get it: check.py asks for some."""

import ssl
import urllib.error
import urllib.request
from collections import namedtuple

Page = namedtuple("Page", "status headers url body", defaults=(b"",))


def fetch(url):
    """Return a page; the body only of one that reports a problem."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(
            request, timeout=20, context=ssl.create_default_context()
        ) as page:
            return Page(page.status, _lower(page.headers), page.url)
    except urllib.error.HTTPError as error:
        return Page(error.code, _lower(error.headers), error.url, error.read())
    except OSError as error:
        return Page(str(error), {}, url)


def _lower(headers):
    return {name.lower(): value for name, value in headers.items()}
