import doctest
import pkgutil
from importlib import import_module
from itertools import chain

from odoo.tests import BaseCase

from .. import connectors, tools


class TestSmsToolsDoctests(BaseCase):
    """Every example written beside the plain functions is true."""

    def test_every_example_gives_what_it_says(self):
        examples = 0
        walks = [
            pkgutil.walk_packages(one.__path__, one.__name__ + ".") for one in (tools, connectors)
        ]
        for found in chain(*walks):
            with self.subTest(module=found.name):
                result = doctest.testmod(import_module(found.name))
                self.assertFalse(result.failed, f"{result.failed} examples fail: see above")
                examples += result.attempted
        self.assertGreater(examples, 40, "the walk must have found the examples")
