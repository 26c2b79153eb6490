"""Translated texts get the values they name: a sentence with an error of its own reaches nobody."""

import ast
import re
import unittest

from ..rooms.sources import found_in_product

# Odoo's own argument: a value of this name is a TypeError.
TAKEN = {"source"}
NAMED = re.compile(r"%\((\w+)\)")


def faulty(tree):
    """Return the lines of ``tree`` whose text names other values than it is given."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_text(node)]
    return [call.lineno for call in calls if not _is_whole(call)]


def _is_text(call):
    name = getattr(call.func, "attr", getattr(call.func, "id", None))
    first = call.args[0] if call.args else None
    return name in ("_", "_lt") and isinstance(first, ast.Constant)


def _is_whole(call):
    given = {one.arg for one in call.keywords}
    if given & TAKEN:
        return False
    named = set(NAMED.findall(call.args[0].value))
    # Values of `**` are known when it runs; a text without values may be filled in later.
    return None in given or not given or named == given


class TestTexts(unittest.TestCase):
    def test_every_text_gets_the_values_it_names(self):
        self.assertEqual(found_in_product(faulty), {})

    def test_a_faulty_one_is_found(self):
        for text, count in (
            ("self.env._('“%(source)s” is missing', source=code)", 1),
            ("_('“%(name)s” is missing', title=x)", 1),
            ("_('“%(name)s” is missing', name=x)", 0),
            ("_('“%s” is missing', x)", 0),
            ("_('“%(name)s” is missing', **values)", 0),
        ):
            with self.subTest(text):
                self.assertEqual(len(faulty(ast.parse(text))), count)
