"""The set-up: where it looks for Odoo and Debian, how it counts, what its databases can do."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "setup"))

import checks  # noqa: E402
import odoo_source  # noqa: E402


class TestDebianSource(unittest.TestCase):
    def test_a_deb822_stanza_keeps_its_mirror_and_key_but_not_its_suites(self):
        security = "Types: deb\nURIs: http://x.org/debian-security\nSuites: s\nComponents: main\n"
        archive = (
            "Types: deb deb-src\n# a remark\nURIs: http://x.org/debian\nSuites: bookworm\n"
            "Components: main contrib\nSigned-By: /usr/share/keyrings/k.gpg\n"
        )
        text = odoo_source.from_deb822(f"{security}\n{archive}")
        self.assertIn("URIs: http://x.org/debian\n", text)
        self.assertIn("Signed-By: /usr/share/keyrings/k.gpg\n", text)
        self.assertIn("Suites: sid trixie\n", text)
        self.assertIn("Types: deb\n", text)
        self.assertNotIn("contrib", text)

    def test_a_disabled_stanza_is_passed_over(self):
        stanza = "Enabled: no\nTypes: deb\nURIs: http://x.org/debian\nSuites: s\nComponents: main\n"
        self.assertIsNone(odoo_source.from_deb822(stanza))

    def test_a_classic_line_keeps_its_options(self):
        text = odoo_source.from_list("deb [signed-by=/k arch=amd64] http://x.org/debian/ b main\n")
        self.assertIn("deb [signed-by=/k arch=amd64] http://x.org/debian/ sid main\n", text)

    def test_a_list_of_mirrors_counts_and_the_security_archive_does_not(self):
        mirrors = "mirror+file:///etc/apt/mirrors/debian"
        self.assertIsNone(odoo_source.from_list(f"deb {mirrors}-security.list b main\n"))
        self.assertIn(f"deb {mirrors}.list sid", odoo_source.from_list(f"deb {mirrors}.list b x\n"))


class TestOdooHome(unittest.TestCase):
    def test_a_folder_without_odoo_is_named_in_one_sentence(self):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [ROOT / "bin/odoo", "--version"],
                env={**os.environ, "ODOO_HOME": folder},
                capture_output=True,
                text=True,
            )
        self.assertEqual(done.returncode, 1)
        self.assertRegex(
            done.stderr, rf"^ODOO_HOME names {folder}, .+: correct it or unset it\.\n$"
        )

    def test_a_checkout_brings_both_of_its_addons_folders(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, ODOO_HOME=folder):
            home = Path(folder).resolve()
            (home / "odoo").mkdir()
            (home / "odoo/release.py").write_text("version_info = (19, 0, 0, FINAL, 0, '')\n")
            (home / "odoo-bin").touch()
            self.assertEqual(odoo_source.ensure().addons, [home / "odoo/addons", home / "addons"])


class TestDatabaseServer(unittest.TestCase):
    def test_a_server_that_does_not_answer_is_told_in_one_sentence(self):
        done = subprocess.run(
            [ROOT / "bin/odoo", "--version"],
            env={**os.environ, "PGHOST": "127.0.0.1", "PGPORT": "1"},
            capture_output=True,
            text=True,
        )
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"^The database server that the PG\* variables name .+\.\n$")


class TestFigures(unittest.TestCase):
    def test_failures_and_skipped_tests_are_not_counted_as_passed(self):
        self.assertEqual(checks.counts(10, 2, 3), checks.Counts(5, 2, 3))

    def test_a_run_without_any_test_is_a_failure(self):
        self.assertEqual(checks.counts(0, 0, 0), checks.Counts(0, 1, 0))

    def test_the_last_line_names_skipped_tests_only_if_there_are_any(self):
        self.assertEqual(str(checks.Counts(4, 0, 0)), "4 passed, 0 failed")
        self.assertEqual(str(checks.Counts(4, 0, 1)), "4 passed, 0 failed, 1 skipped")

    def test_a_warning_is_found_together_with_its_further_lines(self):
        log = (
            "2026-01-01 00:00:00,000 7 INFO x y: fine\n"
            "2026-01-01 00:00:00,001 7 WARNING x y: trouble\nmore of it\n"
            "2026-01-01 00:00:00,002 7 INFO x y: fine\n"
        )
        (found,) = checks.TROUBLE.findall(log)
        self.assertEqual(found, "2026-01-01 00:00:00,001 7 WARNING x y: trouble\nmore of it")


class TestDatabase(unittest.TestCase):
    """The cluster that the set-up makes; a server of one's own may sort as it likes."""

    @classmethod
    def setUpClass(cls):
        name = f"test_setup_{os.getpid()}"
        server = psycopg2.connect(dbname="postgres")
        cls.addClassCleanup(server.close)
        server.autocommit = True
        cursor = server.cursor()
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'template_vi'")
        if not cursor.fetchone():
            raise unittest.SkipTest("the PG* variables name a server that the set-up did not make")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template_vi")
        cls.addClassCleanup(cursor.execute, f"DROP DATABASE {name}")
        database = psycopg2.connect(dbname=name)
        cls.addClassCleanup(database.close)
        cls.cursor = database.cursor()

    def test_words_sort_as_vietnamese_sorts_them(self):
        words = ["Ăn", "Đức", "Âu", "An", "Đà", "Dương", "Em", "Da", "Ấn"]
        self.cursor.execute("SELECT array_agg(w ORDER BY w) FROM unnest(%s) w", [words])
        expected = ["An", "Ăn", "Ấn", "Âu", "Da", "Dương", "Đà", "Đức", "Em"]
        self.assertEqual(self.cursor.fetchone()[0], expected)

    def test_trigrams_are_made_of_vietnamese_letters_too(self):
        self.cursor.execute("SELECT similarity('ĐẶNG', 'đặng')")
        self.assertEqual(self.cursor.fetchone()[0], 1)
