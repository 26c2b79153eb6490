"""Encryption of what is sealed, by AES-256-GCM of the library ``cryptography``.

A sealed value carries the name of its key, so that old ones can be read after a change of keys. It
is bound to its place: copied into another record by somebody with the database in hands, it can no
longer be opened there.
"""

import hmac
import json
import os
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORM = b"S1"
NONCE = 12  # bytes, as NIST SP 800-38D recommends for GCM
STEP = 512  # the length of a sealed text tells no more than this


class SealError(Exception):
    """A sealed value cannot be made or opened: `reason` is no_key, wrong_key or broken."""

    def __init__(self, reason, key=""):
        super().__init__(reason, key)
        self.reason, self.key = reason, key


def seal_bytes(ring, content, place):
    """Return ``content`` sealed by the newest key.

    :param ring: a ``KeyRing``
    :param str place: where it is kept, such as "petition.person,12"
    :raises SealError: if there is no key

    >>> from .key_ring import KeyRing
    >>> ring = KeyRing({"2026": bytes(32)})
    >>> sealed = seal_bytes(ring, b"scan", "a,1")
    >>> open_bytes(ring, sealed, "a,1"), b"scan" in sealed
    (b'scan', False)
    >>> open_bytes(ring, sealed, "a,2")
    Traceback (most recent call last):
    odoo.addons.directive_petition.tools.seal.cipher.SealError: ('broken', '2026')
    """
    name, key = ring.newest()
    head = _head(name)
    nonce = os.urandom(NONCE)
    return head + nonce + AESGCM(key).encrypt(nonce, content, _bound(head, place))


def open_bytes(ring, sealed, place):
    """Return what was sealed at ``place``.

    :raises SealError: if its key is missing, or it was changed or moved
    """
    name = key_name(sealed)
    head = _head(name)
    nonce, rest = sealed[len(head) :][:NONCE], sealed[len(head) + NONCE :]
    try:
        return AESGCM(ring.key(name)).decrypt(nonce, rest, _bound(head, place))
    except (InvalidTag, ValueError) as error:
        raise SealError("broken", name) from error


def key_name(sealed):
    """Return the name of the key with which ``sealed`` was made.

    >>> key_name(b"S1\\x042026...")
    '2026'
    """
    if not sealed.startswith(FORM) or len(sealed) == len(FORM):
        raise SealError("broken")
    size = sealed[len(FORM)]
    return sealed[len(FORM) + 1 :][:size].decode("utf-8", "replace")


def seal_values(ring, values, place):
    """Return the mapping ``values`` sealed, as a text.

    >>> from .key_ring import KeyRing
    >>> ring = KeyRing({"2026": bytes(32)})
    >>> one = seal_values(ring, {"name": "Lý A Sì"}, "a,1")
    >>> other = seal_values(ring, {"name": "Tráng Thị Vỉnh Hà, thôn Nậm Pung"}, "a,1")
    >>> open_values(ring, one, "a,1"), len(one) == len(other)
    ({'name': 'Lý A Sì'}, True)
    """
    plain = json.dumps(values, ensure_ascii=False, default=str).encode()
    padded = plain + b" " * (-len(plain) % STEP)
    return b64encode(seal_bytes(ring, padded, place)).decode()


def open_values(ring, sealed, place):
    """Return the mapping sealed by :func:`seal_values`."""
    return json.loads(open_bytes(ring, text_bytes(sealed), place))


def keyed_digest(ring, purpose, text):
    """Return a digest of ``text`` that nobody can make from guesses who has the database alone.

    >>> from .key_ring import KeyRing
    >>> ring, other = KeyRing({"a": bytes(32)}), KeyRing({"a": b"x" * 32})
    >>> keyed_digest(ring, "sms", "0912345678") == keyed_digest(other, "sms", "0912345678")
    False
    """
    _name, key = ring.newest()
    return hmac.new(key, f"{purpose}\0{text}".encode(), "sha256").hexdigest()


def text_bytes(sealed):
    """Return the bytes of a value sealed as a text."""
    try:
        return b64decode(sealed, validate=True)
    except ValueError as error:
        raise SealError("broken") from error


def _head(name):
    own = name.encode()
    return FORM + bytes([len(own)]) + own


def _bound(head, place):
    return head + b"\0" + place.encode()
