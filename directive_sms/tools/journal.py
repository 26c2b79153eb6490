"""Which calls of a run have begun, written where a killed process cannot take it along.

A submission is committed before its call, so after a crash the database knows of every call that
may have been made, and of some that were not. The journal tells them apart: a line is added just
before a call begins. What was handed to the system survives the process; it may not survive the
machine, so the notes count only until the next start of that. And they count only once the
process is gone: while it lives, or sleeps, it holds a lock on its file, which the system releases.
They count only in the very file that was written: one put back from a backup may be an older one.
A note that cannot be written whole ends the journal: what a crash then leaves is unclear.

>>> import tempfile
>>> folder = Path(tempfile.mkdtemp())
>>> journal = Journal.open(folder)
>>> journal.note("a1"), begun(folder, journal.name)  # whoever lives may yet begin a call
(None, None)
>>> journal.close(keep=True)
>>> begun(folder, journal.name), begun(folder, "unknown"), begun(folder, "")
({'a1'}, None, None)
>>> moved, original = folder / "moved", folder / journal.name
>>> _ = original.rename(moved), original.write_bytes(moved.read_bytes())
>>> begun(folder, journal.name)  # a copy of it
>>> original.unlink()
>>> discard(folder, {"moved"}), discard(folder, set())
(0, 0)
"""

import fcntl
import os
import uuid
from contextlib import contextmanager
from pathlib import Path

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Journal:
    """The notes of one run, locked as long as its process lives."""

    def __init__(self, folder, boot):
        begun = folder / f"{boot}.{uuid.uuid4().hex}"
        self._file = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        self._path = begun.with_name(f"{begun.name}.{_identity(self._file)}")
        self.name = self._path.name
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            begun.rename(self._path)
            os.write(self._file, b"\n")  # from here on it was never changed but by being written
        except OSError:
            self.close(keep=False)
            begun.unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, folder):
        """Return a new journal in ``folder``, or None where none can be kept.

        :raises OSError: when the folder cannot be written to
        """
        boot = _boot()
        if not boot:
            return None
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder, boot)

    def note(self, request_id):
        """Write down that the call for ``request_id`` begins now.

        :raises OSError: when neither that can be written nor the journal be given up: then a
            call may not begin
        """
        line = f"{request_id}\n".encode()
        try:
            is_whole = os.write(self._file, line) == len(line)
        except OSError:
            is_whole = False
        if not is_whole:  # a full disk; without its file the journal answers for nothing
            self._path.unlink(missing_ok=True)

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
        return set(file.read().split()) if file and _is_original(file, name) else None


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
        file = path.open("r+")  # an exclusive lock on NFS asks for a file that may be written
    except OSError:
        yield None
        return
    with file:
        yield file if _lock(file) else None


def _lock(file):
    """Tell whether nobody else holds the file; a disk that cannot tell says no."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_original(file, name):
    """Tell whether it is the file once opened under this name, and nobody has put it back since.

    Who puts a file back gives it another place on the disk, or at least its old time of writing,
    which is then not the time of its last change.
    """
    status = os.fstat(file.fileno())
    return name.endswith(f".{_identity(file.fileno())}") and (
        status.st_mtime_ns == status.st_ctime_ns
    )


def _identity(descriptor):
    """Return where a file lies: on which disk, and under which number."""
    status = os.fstat(descriptor)
    return f"{status.st_dev:x}-{status.st_ino:x}"


def _boot():
    """Return what tells this start of the machine from every other, "" where nothing does."""
    return BOOT_ID.read_text().strip() if BOOT_ID.exists() else ""
