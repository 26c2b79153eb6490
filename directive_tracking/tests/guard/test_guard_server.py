import errno
from pathlib import Path
from unittest.mock import patch

from psycopg2 import OperationalError, errors
from psycopg2.pool import PoolError

from odoo.tests import TransactionCase, tagged

from odoo.addons.base.models import ir_attachment

from ...tools.guard.errors import words_for

CONTENT = b"Evidence of an agency. " * 1000


@tagged("post_install", "-at_install")
class TestGuardServer(TransactionCase):
    """A server in trouble tells people in a sentence, and spoils nothing for later."""

    def test_each_trouble_has_its_sentence(self):
        for error, word in (
            (errors.DiskFull(), "disk"),
            (OSError(errno.ENOSPC, "No space left"), "disk"),
            (OperationalError("could not connect"), "does not answer"),
            (errors.TooManyConnections(), "does not answer"),
            (errors.AdminShutdown(), "does not answer"),
            (PoolError("The Connection Pool Is Full"), "does not answer"),
            (MemoryError(), "memory"),
        ):
            with self.subTest(type(error).__name__):
                self.assertIn(word, str(words_for(error)))

    def test_other_errors_of_the_database_are_not_called_so(self):
        self.assertIsNone(words_for(errors.UndefinedTable()))
        self.assertIsNone(words_for(OSError(errno.EACCES, "x")))

    def attach(self):
        return self.env["ir.attachment"].create({"name": "paper.txt", "raw": CONTENT})

    def path_of(self, attachment):
        path = Path(attachment._full_path(attachment.store_fname))
        self.addCleanup(path.unlink, missing_ok=True)
        return path

    def test_half_a_file_left_by_a_power_cut_is_written_anew(self):
        path = self.path_of(self.attach())
        path.write_bytes(CONTENT[:1000])
        self.assertEqual(self.attach().raw, CONTENT)
        self.assertEqual(path.read_bytes(), CONTENT)

    def test_a_full_disk_takes_no_file_that_somebody_else_has_written_whole(self):
        path = self.path_of(self.attach())
        path.unlink()

        def late(file, mode):
            Path(file).write_bytes(CONTENT)
            raise OSError(errno.ENOSPC, "No space left")

        with patch.object(ir_attachment, "open", late, create=True), self.assertRaises(OSError):
            self.attach()
        self.assertEqual(path.read_bytes(), CONTENT)

    def test_a_full_disk_leaves_nothing_behind(self):
        path = self.path_of(self.attach())
        path.unlink()

        def full(file, mode):
            Path(file).write_bytes(CONTENT[:1000])
            raise OSError(errno.ENOSPC, "No space left")

        with patch.object(ir_attachment, "open", full, create=True), self.assertRaises(OSError):
            self.attach()
        self.assertFalse(path.exists())
        self.assertEqual(self.attach().raw, CONTENT)
