"""The journal of calls reports only certain facts: on full disks, from backups, among others.

Each test is a sequence after which a message already called could be taken for one never called,
and sent once more.
"""

import fcntl
import os
import shutil
import signal
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from . import plain

journal_tools = plain.load("tools.journal")


class JournalCase(unittest.TestCase):
    alone = True

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.journal = journal_tools.Journal.open(self.folder)
        self.path = self.folder / self.journal.name
        self.journal.note("first")

    def begun(self):
        return journal_tools.begun(self.folder, self.journal.name)

    def die(self):
        """End as a killed process does: its file stays, its lock is gone."""
        self.journal.close(keep=True)


class TestJournal(JournalCase):
    def test_after_a_kill_it_knows_what_had_begun(self):
        self.die()
        self.assertEqual(self.begun(), {"first"})

    def test_a_note_cut_off_by_a_full_disk_answers_for_nothing(self):
        real = os.write
        for cut in (3, 0):
            with (
                self.subTest(cut),
                mock.patch.object(
                    journal_tools.os, "write", lambda file, data, cut=cut: real(file, data[:cut])
                ),
            ):
                self.journal.note("second")
        self.die()
        self.assertIsNone(self.begun())

    def test_a_disk_that_fails_answers_for_nothing(self):
        with mock.patch.object(journal_tools.os, "write", side_effect=OSError(28, "full")):
            self.journal.note("second")
        self.die()
        self.assertIsNone(self.begun())

    def test_where_it_can_neither_be_written_nor_given_up_no_call_begins(self):
        with (
            mock.patch.object(journal_tools.os, "write", side_effect=OSError(5, "broken")),
            mock.patch.object(Path, "unlink", side_effect=OSError(30, "read-only")),
            self.assertRaises(OSError),
        ):
            self.journal.note("second")
        self.die()

    def test_a_file_put_back_from_a_backup_is_not_believed(self):
        ways = {
            "copied over it": self._copied_over,
            "put in its place": self._put_in_place,
            "unpacked anew": self._unpacked,
        }
        backup = self.folder / "backup"
        shutil.copy2(self.path, backup)
        self.journal.note("second")
        self.die()
        whole = self.path.read_bytes()
        for name, put_back in ways.items():
            with self.subTest(name):
                put_back(backup)
                self.assertIsNone(self.begun())
                self.path.write_bytes(whole)

    def _copied_over(self, backup):
        self.path.write_bytes(backup.read_bytes())
        shutil.copystat(backup, self.path)

    def _put_in_place(self, backup):
        copy = self.folder / "copy"
        shutil.copy2(backup, copy)
        copy.replace(self.path)

    def _unpacked(self, backup):
        self.path.unlink()
        shutil.copy2(backup, self.path)

    def test_another_machine_or_a_later_start_of_this_one_knows_nothing(self):
        self.die()
        other = self.folder / "boot_id"
        other.write_text("another")
        with mock.patch.object(journal_tools, "BOOT_ID", other):
            self.assertIsNone(self.begun())

    def test_who_sleeps_or_has_forked_is_not_taken_for_dead(self):
        pid = os.fork()
        if not pid:  # it has the content of its parent
            signal.pause()
            os._exit(0)
        self.addCleanup(os.waitpid, pid, 0)
        self.addCleanup(os.kill, pid, signal.SIGKILL)
        os.kill(pid, signal.SIGSTOP)
        self.die()
        self.assertIsNone(self.begun())
        self.assertEqual(journal_tools.discard(self.folder, set()), 0)

    def test_a_disk_without_locks_stops_nothing(self):
        self.die()
        with mock.patch.object(journal_tools.fcntl, "flock", side_effect=OSError(37, "no locks")):
            self.assertIsNone(self.begun())
            self.assertEqual(journal_tools.discard(self.folder, set()), 0)
            with self.assertRaises(OSError):
                journal_tools.Journal.open(self.folder)
        self.assertEqual([one.name for one in self.folder.iterdir()], [self.path.name])

    def test_the_lock_is_asked_for_as_nfs_wants_it(self):
        modes = []
        original = fcntl.flock

        def flock(file, kind):
            number = file if isinstance(file, int) else file.fileno()
            modes.append(fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE)
            return original(file, kind)

        self.die()
        with mock.patch.object(journal_tools.fcntl, "flock", flock):
            self.begun()
        self.assertNotIn(os.O_RDONLY, modes)
