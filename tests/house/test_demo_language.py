"""The demo province speaks Vietnamese where it is installed, in whatever its steps write down."""

import ast
import unittest
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).parents[2]
LEARNS, SPEAKS = "_learn_vietnamese", "_in_its_language"


def steps():
    """Return ``{addon: names of the steps of its demo, in their order}``."""
    found = {}
    for addon in sorted(ROOT.glob("directive_*")):
        manifest = ast.literal_eval((addon / "__manifest__.py").read_text())
        files = [addon / name for name in manifest.get("demo", ()) if name.endswith(".xml")]
        calls = [
            call.get("name")
            for file in files
            for call in etree.parse(str(file)).iterfind(".//function[@model='directive.demo']")
        ]
        if calls:
            found[addon.name] = calls
    return found


def names_used(addon):
    """Return ``{method of the demo: the names it uses}``."""
    used = {}
    for file in (ROOT / addon / "demo").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef):
                used[node.name] = {
                    one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)
                }
    return used


class TestDemoLanguage(unittest.TestCase):
    """What a demo writes down holds labels and messages, and stays as it was written."""

    def test_each_addon_learns_its_labels_before_it_writes_anything(self):
        found = steps()
        self.assertGreaterEqual(len(found), 3)
        for addon, calls in found.items():
            with self.subTest(addon=addon):
                self.assertEqual(calls[0], LEARNS)

    def test_each_step_speaks_the_language_of_the_province(self):
        for addon, calls in steps().items():
            used = names_used(addon)
            for name in calls:
                if name != LEARNS:
                    with self.subTest(addon=addon, step=name):
                        self.assertIn(SPEAKS, used[name])
