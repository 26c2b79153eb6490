"""What is built before tests in a browser is what Odoo calls by these names."""

import sys
import unittest
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "setup/runners"))

import bundles  # noqa: E402


class TestBundles(unittest.TestCase):
    def test_odoo_knows_each_name(self):
        """Of an unknown one Odoo would build nothing, in silence."""
        from odoo.modules.module import Manifest

        known = {name for addon in ("bus", "web") for name in Manifest.for_addon(addon)["assets"]}
        self.assertFalse((bundles.SCRIPTS | bundles.STYLES) - known)

    def test_scripts_of_tests_are_built_for_those_who_walk_through_the_screens(self):
        self.assertLessEqual({"web.assets_web", "web.assets_tests"}, bundles.SCRIPTS)
        self.assertIn("web.assets_web", bundles.STYLES)
