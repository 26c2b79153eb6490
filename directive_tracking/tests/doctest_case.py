import doctest
import pkgutil
from importlib import import_module
from itertools import chain
from unittest.mock import patch

from odoo.tests import BaseCase


class DoctestCase(BaseCase):
    """Every example in docstrings of plain functions is correct."""

    allow_inherited_tests_method = True
    packages = ()
    fewest = 1  # examples there certainly are: a walk that finds none must not pass

    def test_every_example_gives_what_it_says(self):
        examples = 0
        # Each docstring would ask the disk whether any file of Python's has changed meanwhile.
        self.startPatcher(patch("linecache.checkcache"))
        walks = [pkgutil.walk_packages(one.__path__, one.__name__ + ".") for one in self.packages]
        for found in chain(*walks):
            with self.subTest(module=found.name):
                result = doctest.testmod(import_module(found.name))
                self.assertFalse(result.failed, f"{result.failed} examples fail: see above")
                examples += result.attempted
        self.assertGreaterEqual(examples, self.fewest)
