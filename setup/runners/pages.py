"""A page as people get it: check.py asks for some."""

import ssl
import urllib.error
import urllib.request
from collections import namedtuple

UNTRUSTED = "certificate"  # the status of an address whose certificate is not accepted
Page = namedtuple("Page", "status headers url body", defaults=(b"",))


def fetch(url):
    """Return a page; the body only of one that reports a problem.

    Of an address whose certificate is not accepted the body says why not.
    """
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(
            request, timeout=20, context=ssl.create_default_context()
        ) as page:
            return Page(page.status, _lower(page.headers), page.url)
    except urllib.error.HTTPError as error:
        return Page(error.code, _lower(error.headers), error.url, error.read())
    except OSError as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, ssl.SSLCertVerificationError):
            return Page(UNTRUSTED, {}, url, reason.verify_message.encode())
        return Page(str(error), {}, url)


def _lower(headers):
    return {name.lower(): value for name, value in headers.items()}
