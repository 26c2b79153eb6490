"""Removal of credentials from stored and logged text.

>>> redact("GET /send?password=s%2Bcret&to=1", ["s+cret"])
'GET /send?password=***&to=1'
"""

import base64
import functools
from urllib.parse import quote, quote_plus
from xml.sax.saxutils import escape


def redact(text, secrets):
    """Return ``text`` with all ``secrets`` masked, in any encoding.

    >>> redact("token eHl6ekA= of xyzz@", ["xyzz@"])
    'token *** of ***'
    """
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        for form in _forms(secret):
            text = text.replace(form, "***")
    return text


@functools.lru_cache(64)  # the few secrets of a run, needed for each message
def _forms(secret):
    coded = base64.b64encode(secret.encode()).decode()
    return {secret, quote(secret, safe=""), quote_plus(secret), escape(secret), coded}
