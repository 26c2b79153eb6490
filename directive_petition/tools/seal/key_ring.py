"""Keys of the seal, kept in a file outside the database and its backups.

A line of the file is ``name = key``, the key being 32 bytes in base64; the last line is the newest
key, with which everything new is sealed. Older lines stay as long as something is sealed by them.
"""

import os
import re
import stat
from base64 import b64decode, b64encode
from pathlib import Path

from .cipher import SealError

SIZE = 32  # bytes, for AES-256
_LINE = re.compile(r"([\w.-]{1,60})\s*=\s*(\S+)")


class KeyRing:
    """The keys of one server by name, the newest last.

    >>> KeyRing({"a": bytes(32), "b": bytes(32)}).newest()[0]
    'b'
    """

    def __init__(self, keys):
        self._keys = dict(keys)

    def newest(self):
        """Return ``(name, key)`` of the key with which is sealed.

        :raises SealError: if there is none
        """
        if not self._keys:
            raise SealError("no_key")
        return next(reversed(self._keys.items()))

    def key(self, name):
        """Return the key called ``name``.

        :raises SealError: if it is not in the file
        """
        if name not in self._keys:
            raise SealError("wrong_key", name)
        return self._keys[name]

    def names(self):
        """Return the names of all keys, the newest last."""
        return list(self._keys)


class KeyFileError(Exception):
    """The file of keys cannot be used: `reason` is missing, open, line or twice, and `where`."""

    def __init__(self, reason, where=""):
        super().__init__(reason, where)
        self.reason, self.where = reason, where


def read_keys(text):
    """Return the ``KeyRing`` written in ``text``.

    :raises KeyFileError: for a line that is no key, or a name given twice

    >>> read_keys(f"# keys of the province\\n2026 = {new_key()}\\n2027={new_key()}\\n").names()
    ['2026', '2027']
    >>> read_keys("2026 = short")
    Traceback (most recent call last):
    odoo.addons.directive_petition.tools.seal.key_ring.KeyFileError: ('line', '1')
    """
    keys = {}
    for number, line in enumerate(text.splitlines(), 1):
        line = line.partition("#")[0].strip()
        if not line:
            continue
        found = _LINE.fullmatch(line)
        key = found and _decoded(found[2])
        if not key:
            raise KeyFileError("line", str(number))
        if found[1] in keys:
            raise KeyFileError("twice", found[1])
        keys[found[1]] = key
    return KeyRing(keys)


def read_key_file(path):
    """Return the ``KeyRing`` of a file.

    :raises KeyFileError: if it is missing, or everybody on the server may read it
    """
    path = Path(path)
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KeyFileError("missing", str(path)) from error
    if mode & (stat.S_IROTH | stat.S_IWOTH):
        raise KeyFileError("open", str(path))
    return read_keys(text)


def new_key():
    """Return a new key as the file holds it.

    >>> len(b64decode(new_key()))
    32
    """
    return b64encode(os.urandom(SIZE)).decode()


def _decoded(text):
    """Return the key in base64, or None.

    >>> _decoded("AAAA") is None, _decoded("no base64!") is None
    (True, True)
    """
    try:
        key = b64decode(text, validate=True)
    except ValueError:
        return None
    return key if len(key) == SIZE else None
