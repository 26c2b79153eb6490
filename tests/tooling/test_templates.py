"""Template databases: copied as they are while only Python tests change, else brought up to date first."""

import os
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "setup"), str(ROOT / "setup/runners")]

import common  # noqa: E402
import database  # noqa: E402
import templates  # noqa: E402
from common import SetupError  # noqa: E402

MANIFEST = "{{'name': 'X', 'version': '{}', 'depends': {}}}"


class TestTemplates(unittest.TestCase):
    """In a checkout with two addons, the one above the other; Odoo is a stand-in that makes empty databases."""

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.write("low/__manifest__.py", MANIFEST.format(1, []))
        self.write("high/__manifest__.py", MANIFEST.format(1, ["low"]))
        for module, name in ((common, "ROOT"), (templates, "ROOT"), (common, "LOCAL")):
            self.enterContext(mock.patch.object(module, name, self.folder))
        self.enterContext(mock.patch.object(templates, "say"))
        self.enterContext(mock.patch.object(templates.Template, "_odoo", self.odoo))
        self.environment = {**os.environ, templates.FOLDER: str(self.folder / "kept")}
        self.calls, self.copies, self.fails = [], 0, False
        self.prefix = templates.prefix(self.folder / "kept")
        self.addCleanup(database.drop_all, self.prefix)

    def odoo(self, name, *options):
        self.calls.append(options)
        if self.fails:
            raise SetupError("Odoo failed.")
        if "-i" in options:
            if database.exists(name):  # an exit code: 1 is no
                database.copy("template0", name)
            files = self.folder / "kept/data/filestore" / name
            files.mkdir(parents=True, exist_ok=True)
            (files / "file").touch()

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def copy(self, names="high", **options):
        """Copy the template; return the requests to Odoo, and the copy."""
        self.calls.clear()
        self.copies += 1
        copy = f"{self.prefix}copy_{self.copies}"
        template = templates.Template(names, sys.executable, self.environment, **options)
        template.copy(copy, self.folder / "copies")
        self.assertEqual(database.exists(copy), 0)
        self.assertTrue((self.folder / "copies/filestore" / copy / "file").exists())
        return self.calls

    def test_it_is_made_once_on_the_lowest_and_copied_as_often_as_wanted(self):
        self.assertEqual(self.copy(), [("-i", "low"), ("-i", "high")])
        self.assertEqual(self.copy(), [])
        self.assertEqual(self.copy("low"), [])

    def test_the_order_of_names_and_what_they_need_make_no_other(self):
        self.copy()
        self.assertEqual(self.copy("high,low"), [])
        self.assertEqual(self.copy("low,high"), [])

    def test_one_with_assets_is_another(self):
        self.copy()
        self.assertEqual(self.copy(assets=True), [("-i", "high")])
        self.assertEqual(self.copy(), [])

    def test_a_changed_python_test_changes_nothing(self):
        self.copy()
        self.write("high/tests/test_x.py", "x = 1\n")
        self.assertEqual(self.copy(), [])

    def test_any_other_change_updates_the_addon_and_no_other(self):
        self.copy()
        for name in ("high/models/x.py", "high/views/x.xml", "high/static/tests/x.js"):
            self.write(name, "x = 1\n")
            self.assertEqual(self.copy(), [("-u", "high")])
            self.assertEqual(self.copy(), [])
        (self.folder / "low/x.csv").write_text("id\n")
        self.assertEqual(self.copy(), [("-u", "low")])

    def test_a_change_elsewhere_changes_nothing(self):
        self.copy("low")
        self.write("high/x.xml", "<odoo/>")
        self.assertEqual(self.copy("low"), [])

    def test_another_version_is_made_from_nothing(self):
        self.copy()
        self.write("low/__manifest__.py", MANIFEST.format(2, []))
        self.assertEqual(self.copy(), [("-i", "low"), ("-i", "high")])
        self.write("requirements.txt", "odoo-needs-this==2\n")
        packages = mock.patch.object(templates, "REQUIREMENTS", self.folder / "requirements.txt")
        with packages:
            self.assertEqual(self.copy(), [("-i", "low"), ("-i", "high")])

    def test_one_that_was_dropped_is_made_again(self):
        self.copy()
        database.drop_all(self.prefix)
        self.assertEqual(self.copy(), [("-i", "low"), ("-i", "high")])

    def test_an_update_that_fails_leaves_the_old_one_to_be_updated(self):
        self.copy()
        self.write("high/x.xml", "<odoo>")
        self.fails = True
        self.assertRaises(SetupError, self.copy)
        self.fails = False
        self.assertEqual(self.copy(), [("-u", "high")])

    def test_those_of_a_folder_are_dropped_together(self):
        self.copy()
        self.copy("low")
        templates.drop_all(sys.executable, self.environment, self.folder / "kept")
        self.assertFalse(
            database._found("SELECT 1 FROM pg_database WHERE starts_with(datname, %s)", self.prefix)
        )
        self.assertFalse((self.folder / "kept").exists())
