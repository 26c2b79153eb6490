"""The set-up: messages and abilities of its database server."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import psycopg2

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "setup"))

import backup  # noqa: E402  the set-up is no package
from common import SetupError  # noqa: E402
from postgres import HASTY, Cluster  # noqa: E402
from project import CONFIG, Project  # noqa: E402

IN_USE = """[options]
db_host = /run/postgresql
db_user = directive
db_password = False
data_dir = /var/lib/directive-tracking
"""


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


class TestInstallationInUse(unittest.TestCase):
    """ODOO_RC names settings outside the checkout, as deploy/ and the guide for operators do."""

    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.config = Path(folder, "odoo.conf")
        self.enterContext(mock.patch.dict(os.environ, ODOO_RC=str(self.config)))

    def test_its_settings_and_its_server_are_used(self):
        self.config.write_text(IN_USE)
        project = Project()
        self.assertIsNone(project.cluster)
        self.assertEqual(
            project.pg_environment, {"PGHOST": "/run/postgresql", "PGUSER": "directive"}
        )
        self.assertEqual(project.environment["ODOO_RC"], str(self.config))
        self.assertEqual(project.options["data_dir"], "/var/lib/directive-tracking")

    def test_the_database_of_its_settings_is_backed_up_unless_another_is_named(self):
        self.config.write_text(f"{IN_USE}db_name = after_a_restore\n")
        project = Project()
        with mock.patch.object(backup.subprocess, "run") as run:
            for named, expected in (((), "after_a_restore"), (("other",), "other")):
                backup.backup(project, [*named, "/backups", "--keep", "30"])
                given = run.call_args.args[0]
                self.assertIn(f"database={expected}", given)
                self.assertIn("folder=/backups", given)

    def test_its_keys_lie_beside_its_settings(self):
        self.config.write_text(IN_USE)
        with mock.patch.dict(os.environ, DIRECTIVE_PETITION_KEYS=""):
            keys = Project().environment["DIRECTIVE_PETITION_KEYS"]
        self.assertEqual(keys, str(self.config.with_name("petition.keys")))

    def test_settings_that_are_not_there_are_named(self):
        with self.assertRaisesRegex(SetupError, str(self.config)):
            Project()

    def test_the_settings_of_a_checkout_are_its_own(self):
        with mock.patch.dict(os.environ, ODOO_RC=str(CONFIG)):
            self.assertEqual(Project().environment["ODOO_RC"], str(CONFIG))


class TestCompiled(unittest.TestCase):
    def test_a_process_uses_what_the_one_before_has_compiled(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (folder / "compiled_once.py").touch()
        with mock.patch.dict(os.environ, PYTHONDONTWRITEBYTECODE="1"):
            environment = {**Project().environment, "PYTHONPYCACHEPREFIX": str(folder / "kept")}
        command = [sys.executable, "-c", "import compiled_once"]
        subprocess.run(command, cwd=folder, env=environment, check=True)
        self.assertEqual(len([*folder.rglob("kept/**/compiled_once.*.pyc")]), 1)


class TestHaste(unittest.TestCase):
    """For tests the cluster is started without waiting for the disk, for all else with it."""

    def start(self, *settings):
        """Return the settings with which a cluster that was made before is started."""
        with (
            mock.patch.object(Cluster, "_is_running", return_value=False),
            mock.patch.object(Cluster, "_find_folder", return_value=self.folder),
            mock.patch.object(Cluster, "_pg_ctl") as pg_ctl,
        ):
            Cluster().ensure_running(*settings)
        verb, *options = pg_ctl.call_args.args
        self.assertEqual(verb, "start")
        return options[options.index("-o") + 1]

    def test_only_tests_are_in_haste(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (self.folder / "ready").touch()
        self.assertEqual((self.start(), self.start(HASTY)), ("", HASTY))


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
