"""A journal of the calls of a run that have begun; it survives a killed process.

A submission is committed before its call, so after a crash the database has every call that may
have been made, and some that were not. The journal distinguishes them: a line is added just
before a call begins. Written data survives the process but possibly not the machine, so the
journal is valid only until the next boot. It is also valid only once the process has ended: a
running or paused process holds a lock on its file, which the system releases at the end. It is
valid only in the original file: a restored backup may be older. If a line cannot be written
completely, the journal ends: after a crash the state is then unclear.

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
    """The journal of one run, locked as long as its process lives."""

    def __init__(self, folder, boot):
        begun = folder / f"{boot}.{uuid.uuid4().hex}"
        self._file = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        self._path = begun.with_name(f"{begun.name}.{_identity(self._file)}")
        self.name = self._path.name
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            begun.rename(self._path)
            os.write(self._file, b"\n")  # from here on it was only changed by writes
        except OSError:
            self.close(keep=False)
            begun.unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, folder):
        """Return a new journal in ``folder``, or None if it is not possible there.

        :raises OSError: when the folder cannot be written to
        """
        boot = _boot()
        if not boot:
            return None
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder, boot)

    def note(self, request_id):
        """Record that the call for ``request_id`` begins now.

        :raises OSError: if it can neither be written nor the journal be abandoned: then a call
            must not begin
        """
        line = f"{request_id}\n".encode()
        try:
            is_whole = os.write(self._file, line) == len(line)
        except OSError:
            is_whole = False
        if not is_whole:  # a full disk; without its file the journal proves nothing
            self._path.unlink(missing_ok=True)

    def close(self, keep):
        """End the run; keep the journal if it left unsettled calls."""
        if not keep:
            self._path.unlink(missing_ok=True)
        os.close(self._file)


def begun(folder, name):
    """Return the request ids of the calls that had begun, or None if unknown."""
    if not name or not name.startswith(f"{_boot()}."):
        return None
    with _if_abandoned(folder / name) as file:
        return set(file.read().split()) if file and _is_original(file, name) else None


def discard(folder, needed):
    """Remove the journals of dead processes except those ``needed``; return their number."""
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
    """Return the open file if no process holds it any more, else None."""
    try:
        file = path.open("r+")  # an exclusive lock on NFS needs a writable file
    except OSError:
        yield None
        return
    with file:
        yield file if _lock(file) else None


def _lock(file):
    """Tell whether no other process holds the file; False if the disk has no locks."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_original(file, name):
    """Tell whether it is the file originally opened under this name, not a restored one.

    A restored file has another inode, or at least its old modification time, which then differs
    from the time of its last change.
    """
    status = os.fstat(file.fileno())
    return name.endswith(f".{_identity(file.fileno())}") and (
        status.st_mtime_ns == status.st_ctime_ns
    )


def _identity(descriptor):
    """Return the location of a file: its device and inode."""
    status = os.fstat(descriptor)
    return f"{status.st_dev:x}-{status.st_ino:x}"


def _boot():
    """Return the id of this boot of the machine, "" if there is none."""
    return BOOT_ID.read_text().strip() if BOOT_ID.exists() else ""
