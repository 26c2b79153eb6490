"""Which calls of a run have begun, written where a killed process cannot take it along.

A submission is committed before its call, so after a crash the database knows of every call that
may have been made, and of some that were not. The journal tells them apart: a line is added just
before a call begins. What was handed to the system survives the process; it may not survive the
machine, so the notes count only until the next start of that. And they count only once the
process is gone: while it lives, or sleeps, it holds a lock on its file, which the system releases.

>>> import tempfile
>>> folder = Path(tempfile.mkdtemp())
>>> journal = Journal.open(folder)
>>> journal.note("a1"), begun(folder, journal.name)  # whoever lives may yet begin a call
(None, None)
>>> journal.close(keep=True)
>>> begun(folder, journal.name), begun(folder, "unknown"), begun(folder, "")
({'a1'}, None, None)
>>> discard(folder, {journal.name}), discard(folder, set()), begun(folder, journal.name)
(0, 1, None)
"""

import fcntl
import os
import uuid
from contextlib import contextmanager
from pathlib import Path

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Journal:
    """The notes of one run, locked as long as its process lives."""

    def __init__(self, path):
        self.name = path.name
        self._path = path
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    @classmethod
    def open(cls, folder):
        """Return a new journal in ``folder``, or None where none can be kept.

        :raises OSError: when the folder cannot be written to
        """
        boot = _boot()
        if not boot:
            return None
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder / f"{boot}.{uuid.uuid4().hex}")

    def note(self, request_id):
        """Write down that the call for ``request_id`` begins now."""
        os.write(self._file, f"{request_id}\n".encode())

    def close(self, keep):
        """End the run; what it has left unsettled is told by its notes, if they are to be kept."""
        if not keep:
            self._path.unlink(missing_ok=True)
        os.close(self._file)


def begun(folder, name):
    """Return the request ids of the calls that had begun, or None where nobody can tell."""
    if not name or not name.startswith(f"{_boot()}."):
        return None
    with _if_abandoned(folder / name) as file:
        return set(file.read().split()) if file else None


def discard(folder, needed):
    """Remove the journals of dead processes but those ``needed``; return how many they were."""
    count = 0
    for path in folder.glob("*.*") if folder.is_dir() else ():
        if path.name in needed:
            continue
        with _if_abandoned(path) as file:
            if file:
                path.unlink(missing_ok=True)
                count += 1
    return count


@contextmanager
def _if_abandoned(path):
    """Give the open file if no process holds it any more, else None."""
    try:
        with path.open() as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield file
    except (FileNotFoundError, BlockingIOError):
        yield None


def _boot():
    """Return what tells this start of the machine from every other, "" where nothing does."""
    return BOOT_ID.read_text().strip() if BOOT_ID.exists() else ""
