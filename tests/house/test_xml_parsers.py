"""XML from outside reads no file: every parser says that it resolves no entities.

Parsers of lxml that say nothing do resolve them, some of them before lxml 6.1 files as well (CVE-2026-41066).
"""

import ast
import unittest

from ..rooms.sources import found_in_product

PARSERS = {"XMLParser", "ETCompatXMLParser", "XMLPullParser", "iterparse", "HTMLPullParser"}


def careless(tree):
    """Return the lines of ``tree`` that make a parser without ``resolve_entities=False``."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call.lineno for call in calls if _name(call) in PARSERS and not _is_careful(call)]


def _name(call):
    return getattr(call.func, "attr", getattr(call.func, "id", None))


def _is_careful(call):
    said = {one.arg: ast.unparse(one.value) for one in call.keywords}
    return said.get("resolve_entities") == "False"


class TestXmlParsers(unittest.TestCase):
    def test_every_parser_of_the_product_resolves_no_entities(self):
        self.assertEqual(found_in_product(careless), {})

    def test_a_careless_one_is_found(self):
        for text, count in (
            ("etree.iterparse(x)", 1),
            ("XMLParser(resolve_entities=True)", 1),
            ("etree.iterparse(x, resolve_entities=False)", 0),
        ):
            with self.subTest(text):
                self.assertEqual(len(careless(ast.parse(text))), count)
