"""What every addon of this repository keeps to; a new one is found by its manifest."""

import ast
import re
import unittest
from collections import defaultdict
from itertools import groupby
from operator import attrgetter

import polib

from ..rooms.sources import ROOT, Sources, addons
from ..world.own_database import OwnDatabase
from ..world.quiet_case import QuietCase

TRACKING = "directive_tracking"
LETTERS = re.compile(r"([^\W\d_])-([^\W\d_])")
TRANSLATED = re.compile(r'^    module = "(\w+)"$', re.MULTILINE)
INSTALLED = "SELECT name FROM ir_module_module WHERE state = 'installed' AND name LIKE 'directive%'"
LEFT = "SELECT name FROM ir_model_data WHERE module = '{}'"
# As on a server that is not told to leave out what installs itself.
INSTALL = """
from odoo.tools import config
config["skip_auto_install"] = False
env["ir.module.module"].search([("name", "in", {})]).button_immediate_install()
"""


def is_tried_elsewhere(addon):
    """Tell whether a file of this folder uninstalls the addon with data of its own."""
    return (
        ROOT / "tests" / "across" / f"test_{addon.removeprefix('directive_')}_uninstall.py"
    ).exists()


def manifest(addon):
    return ast.literal_eval((ROOT / addon / "__manifest__.py").read_text())


def built_on(addon):
    """Return the addons of this repository that ``addon`` needs, the main one included."""
    found = set(manifest(addon)["depends"]) & set(addons())
    return found.union(*map(built_on, found))


def count_of_needs(addon):
    return len(built_on(addon))


class TestEveryAddon(unittest.TestCase):
    def test_each_compares_its_texts_with_their_vietnamese(self):
        for addon in addons():
            tests = (ROOT / addon / "tests").rglob("test_*translations.py")
            compared = {name for path in tests for name in TRANSLATED.findall(path.read_text())}
            self.assertEqual(compared, {addon})

    def test_the_template_of_its_texts_and_their_vietnamese_name_the_same(self):
        """Odoo takes what to translate, and where, from the template alone."""
        for addon in addons():
            folder = ROOT / addon / "i18n"
            kept, translated = (
                {(entry.msgid, *sorted(entry.occurrences)) for entry in polib.pofile(folder / name)}
                for name in (f"{addon}.pot", "vi.po")
            )
            with self.subTest(addon):
                self.assertEqual(kept, translated)

    def test_each_new_version_brings_its_translations(self):
        """Odoo keeps the earlier translation of a text, and of a label whose English has changed."""
        for addon in addons():
            script = ROOT / addon / "migrations" / "0.0.0" / "post-words.py"
            with self.subTest(addon):
                self.assertIn(
                    f'renew_words(Environment(cr, SUPERUSER_ID, {{}}), "{addon}")',
                    script.read_text(),
                )

    def test_no_range_of_capitals_in_a_pattern_holds_small_letters(self):
        """A range from À to Ỹ holds “đi”, “ăn” and “ủy”; `CAPITALS` of the tools of text does not."""
        for addon in addons():
            for path in (ROOT / addon).rglob("*.py"):
                for first, last in LETTERS.findall(path.read_text("utf-8")):
                    letters = map(chr, range(ord(first), ord(last) + 1))
                    is_one_case = (
                        first.islower() or last.islower() or not any(map(str.islower, letters))
                    )
                    self.assertTrue(is_one_case, f"{path}: {first}-{last}")

    def test_no_addon_covers_a_method_of_another_by_chance(self):
        """A method of the same name on the same model goes on to the one below it."""
        owners, covering = defaultdict(set), []
        for addon in sorted(addons(), key=count_of_needs):
            for body in filter(attrgetter("model"), Sources(ROOT, addon, ()).classes):
                for name in body.methods:
                    if owners[body.model, name] - {addon} and not body.goes_on(name):
                        covering.append(f"{addon}: {body.model}.{name}")
                    owners[body.model, name].add(addon)
        self.assertGreater(len(owners), 1000)
        self.assertFalse(covering)


class TestAddonsComeAndGo(QuietCase):
    """The main addon is whole without those built on it, and each of these without the others."""

    def test_each_is_installed_beside_what_it_needs_and_taken_away(self):
        self.database = OwnDatabase("come_and_go", TRACKING)
        self.addCleanup(self.database.drop)
        self.database.create()
        self.assertEqual(self.installed(), {TRACKING})
        tried = [one for one in addons() if one != TRACKING and not is_tried_elsewhere(one)]
        # Those that join others come last: what they need stays behind.
        for _count, some in groupby(sorted(tried, key=count_of_needs), count_of_needs):
            for addon in some:
                with self.subTest(addon):
                    self.come_and_go(addon)
            # Every view is checked again.
            self.run_odoo("-u", TRACKING, "--stop-after-init")
            self.assertEqual(self.installed(), built_on(addon))

    def come_and_go(self, addon):
        self.install(addon)
        self.assertEqual(self.installed(), {addon, *built_on(addon)})
        self.uninstall(addon)
        self.assertEqual(self.query(LEFT.format(addon)), [])
        self.assertEqual(self.installed(), built_on(addon))

    def install(self, addon):
        """Install the addon; one that joins others comes by itself with the last of them."""
        if manifest(addon).get("auto_install"):
            self.run_odoo("shell", script=INSTALL.format(sorted(built_on(addon))))
        else:
            self.run_odoo("-i", addon, "--stop-after-init")

    def installed(self):
        return {name for (name,) in self.query(INSTALLED)}
