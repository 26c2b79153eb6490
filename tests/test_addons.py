"""What every addon of this repository keeps to; a new one is found by its manifest."""

import re
import unittest

from .own_database import OwnDatabase
from .quiet_case import QuietCase
from .rooms.sources import ROOT, addons

TRACKING = "directive_tracking"
TRANSLATED = re.compile(r'^    module = "(\w+)"$', re.MULTILINE)
INSTALLED = "SELECT name FROM ir_module_module WHERE state = 'installed' AND name LIKE 'directive%'"
LEFT = "SELECT name FROM ir_model_data WHERE module = '{}'"
UNINSTALL = "env['ir.module.module'].search([('name', '=', '{}')]).button_immediate_uninstall()\n"


def is_tried_elsewhere(addon):
    """Tell whether a file of this folder uninstalls the addon with data of its own."""
    return (ROOT / "tests" / f"test_{addon.removeprefix('directive_')}_uninstall.py").exists()


class TestEveryAddon(unittest.TestCase):
    def test_each_compares_its_texts_with_their_vietnamese(self):
        for addon in addons():
            tests = (ROOT / addon / "tests").rglob("test_*translations.py")
            compared = {name for path in tests for name in TRANSLATED.findall(path.read_text())}
            self.assertEqual(compared, {addon})


class TestAddonsComeAndGo(QuietCase):
    """The main addon is whole without those built on it, and each of these without the others."""

    def test_each_is_installed_beside_the_main_addon_and_taken_away(self):
        for addon in addons():
            if addon != TRACKING and not is_tried_elsewhere(addon):
                with self.subTest(addon):
                    self.come_and_go(addon)

    def come_and_go(self, addon):
        self.database = OwnDatabase(f"only_{addon}", TRACKING)
        self.addCleanup(self.database.drop)
        self.database.create()
        self.assertEqual(self.query(INSTALLED), [(TRACKING,)])
        self.run_odoo("-i", addon, "--stop-after-init")
        self.assertEqual({name for (name,) in self.query(INSTALLED)}, {TRACKING, addon})
        self.run_odoo("shell", script=UNINSTALL.format(addon))
        self.assertEqual(self.query(LEFT.format(addon)), [])
        # Every view is checked again.
        self.run_odoo("-u", TRACKING, "--stop-after-init")
        self.assertEqual(self.query(INSTALLED), [(TRACKING,)])
