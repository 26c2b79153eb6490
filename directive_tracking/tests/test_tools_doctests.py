import doctest
import pkgutil
from importlib import import_module

from odoo.tests import BaseCase

from .. import tools


class TestToolsDoctests(BaseCase):
    """Every example written beside the plain functions in tools/ is true."""

    def test_every_example_in_tools_gives_what_it_says(self):
        examples = 0
        for found in pkgutil.walk_packages(tools.__path__, tools.__name__ + "."):
            with self.subTest(module=found.name):
                result = doctest.testmod(import_module(found.name))
                self.assertFalse(result.failed, f"{result.failed} examples fail: see above")
                examples += result.attempted
        self.assertGreater(examples, 30, "the walk over tools/ must have found the examples")
