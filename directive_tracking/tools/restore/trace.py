"""Traces of what left the house, kept outside the database: an empty file for each time.

A database put back to an earlier moment does not know what went out since; this folder does. The
name of a file says everything, so there is nothing to lock, nothing half-written and nothing that
one process could overwrite of another, on a shared folder either.

>>> import tempfile
>>> from pathlib import Path
>>> folder = Path(tempfile.mkdtemp()) / "house"
>>> found(folder)
[]
>>> leave(folder, 9, "c4"), leave(folder, 10, "a1"), found(folder)
(None, None, [(9, 'c4'), (10, 'a1')])
>>> (folder / "a note of somebody").touch()
>>> for number in range(11, 11 + 2 * KEPT):
...     leave(folder, number, "e5")
>>> len(found(folder)) <= 2 * KEPT, found(folder)[-1][0] == 10 + 2 * KEPT
(True, True)
>>> can_leave(folder), can_leave(folder / "a note of somebody")
(True, False)
"""

import os
import re
from contextlib import suppress

KEPT = 32  # the newest; more than there are processes that send at one moment
NAME = re.compile(r"(\d+)-([0-9a-f]+)")
PROBE = "probe"


def leave(folder, number, token, is_durable=False):
    """Leave one trace in ``folder``, and remove the oldest now and then.

    :param is_durable: whether it survives a power cut in the next seconds
    :raises OSError: if it cannot be written
    """
    try:
        _create(folder / f"{number}-{token}")
    except FileNotFoundError:  # the first one
        folder.mkdir(parents=True, exist_ok=True)
        _create(folder / f"{number}-{token}")
    if is_durable:
        _sync_folder(folder)
    if number % KEPT == 0:
        _remove_old(folder)


def found(folder):
    """Return ``[(number, token)]`` of the traces in ``folder``, by number."""
    try:
        names = os.listdir(folder)
    except OSError:  # nothing was left yet, or it is lost
        return []
    matches = filter(None, map(NAME.fullmatch, names))
    return sorted((int(match[1]), match[2]) for match in matches)


def can_leave(folder):
    """Tell whether a trace can be left in ``folder`` now."""
    probe = folder / f"{PROBE}-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _create(path):
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def _remove_old(folder):
    for number, token in found(folder)[:-KEPT]:
        with suppress(FileNotFoundError):  # another process has removed it
            (folder / f"{number}-{token}").unlink()


def _sync_folder(folder):
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # not every network folder can
            os.fsync(handle)
    finally:
        os.close(handle)
