"""The developer pages name only existing things; their tables and pictures match the code.

Needs neither Odoo's server nor a database.
"""

import doctest
import importlib.util
import re
import sys
import tempfile
import unittest
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import polib

from ..documents import code, page
from ..documents.code import Code
from ..documents.page import Page
from ..rooms.odoo_names import odoo_names
from ..rooms.sources import LAYERS, Sources
from .test_rooms import MANIFEST, ROOMS, TRACKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "setup"))

import checks  # noqa: E402
from common import SetupError  # noqa: E402
from names import Index  # noqa: E402

GUIDE = "docs/development.md"
FOR_DEVELOPERS = ("README.md", "CONTRIBUTING.md", GUIDE)
EXAMPLE = ROOT / "tests" / "addons" / "directive_example"
PICTURE = "docs/images/rooms.svg"


def read(name):
    return Page((ROOT / name).read_text(encoding="utf-8"))


def tool(name):
    """Return a module of the main addon's tools, loaded without Odoo."""
    spec = importlib.util.spec_from_file_location("tool", ROOT / TRACKING / "tools" / name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def index():
    return Index()


def is_test(word):
    """Tell whether `bin/test` would take ``word``."""
    try:
        return bool(word == "all" or checks.chosen([word]) or index().find(word))
    except SetupError:
        return False


class TestNames(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.code = Code(ROOT, odoo_names(MANIFEST), is_test, [Path(__file__).relative_to(ROOT)])

    def test_every_name_in_backticks_exists(self):
        for name in FOR_DEVELOPERS:
            for text in dict.fromkeys(read(name).names):
                with self.subTest(page=name, name=text):
                    self.assertIsNone(self.code.fault(text))

    def test_every_link_leads_somewhere(self):
        for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
            for link in read(path).links:
                target, _hash, anchor = link.partition("#")
                if ":" not in link:
                    with self.subTest(page=path.name, link=link):
                        meant = path.parent / target if target else path
                        self.assertTrue(meant.exists())
                        self.assertIn(anchor, {"", *read(meant).anchors} if anchor else {""})

    def test_the_vietnamese_pages_address_nobody(self):
        address = re.compile(r"\b(bạn|đồng chí|hãy)\b", re.IGNORECASE)
        pages = sorted((ROOT / "docs/vi").glob("*.md"))
        self.assertGreater(len(pages), 5)
        for one in pages:
            for line in one.read_text(encoding="utf-8").splitlines():
                with self.subTest(page=one.name):
                    self.assertNotRegex(line, address)

    def test_what_is_quoted_is_the_file(self):
        for name in FOR_DEVELOPERS:
            for path, text in read(name).quotes.items():
                with self.subTest(page=name, file=path):
                    self.assertEqual(text, (ROOT / path).read_text(encoding="utf-8"))

    def test_the_example_is_quoted_in_full(self):
        parts = [EXAMPLE / "__manifest__.py", *EXAMPLE.glob("models/[!_]*.py")]
        self.assertGreater(len(parts), 2)
        quoted = read(GUIDE).quotes
        for path in parts:
            self.assertIn(str(path.relative_to(ROOT)), quoted)


class TestWhatTheGuideSays(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.guide = read(GUIDE)
        cls.rooms = {
            room.strip("`"): rest for room, *rest in cls.guide.rows("Rooms and arrows")[1:]
        }

    def test_the_table_of_rooms_is_the_list_of_the_rules(self):
        self.assertEqual(list(self.rooms), list(ROOMS))

    def test_each_room_names_the_models_that_begin_there(self):
        begin = code.models_of_rooms(Sources(ROOT, TRACKING, ROOMS))
        for room, (_holds, models, _layers) in self.rooms.items():
            with self.subTest(room=room):
                self.assertEqual(set(page.CODE.findall(models)), begin.get(room, set()))

    def test_each_room_names_its_layers(self):
        for room, (_holds, _models, layers) in self.rooms.items():
            with self.subTest(room=room):
                found = [layer for layer in LAYERS[1:] if (ROOT / TRACKING / layer / room).is_dir()]
                self.assertEqual(layers.split(", "), found)

    def test_the_glossary_speaks_as_the_screens_do(self):
        words = {entry.msgstr.casefold() for entry in polib.pofile(ROOT / TRACKING / "i18n/vi.po")}
        for english, vietnamese, _model in self.guide.rows("Contract and glossary")[1:]:
            for part in re.split("[;:] ", vietnamese.casefold()):
                with self.subTest(english):
                    self.assertLessEqual(set() if part in words else {*part.split(", ")}, words)

    def test_the_picture_shows_every_room(self):
        texts = {one.text for one in ElementTree.parse(ROOT / PICTURE).iter()}
        self.assertLessEqual(set(ROOMS), texts)

    def test_the_table_of_verbs_is_that_of_the_code(self):
        told = {
            verb.strip("`").removeprefix("action_"): rest
            for verb, *rest in self.guide.rows("Life of a task")[1:]
        }
        expected = {
            verb: [
                ", ".join(step.sources),
                step.target,
                ", ".join(step.actors),
                "required" if step.needs_note else "",
            ]
            for verb, step in tool("workflow.py").TRANSITIONS.items()
        }
        self.assertEqual(told, expected)

    def test_every_arrow_of_a_task_is_a_verb(self):
        transitions = tool("workflow.py").TRANSITIONS
        arrows = self.guide.arrows("draft")
        self.assertTrue(arrows)
        drawn = {
            (verb, one, two) for (one, two), verbs in arrows.items() for verb in verbs.split(", ")
        }
        meant = {
            (verb, one, step.target) for verb, step in transitions.items() for one in step.sources
        }
        self.assertEqual(drawn, meant)

    def test_every_arrow_of_a_delivery_is_allowed(self):
        may_move = tool("notice/delivery.py").may_move
        arrows = self.guide.arrows("queued")
        self.assertTrue(arrows)
        for (one, two), words in arrows.items():
            with self.subTest(arrow=(one, two)):
                self.assertTrue(may_move(one, two, by_person="person" in words))


SHOP = {
    "bin/shop": "",
    "shop/__manifest__.py": "{}",
    "shop/models/goods.py": """
class Goods(models.Model):
    _name = "shop.goods"

class Goods(models.Model):
    _name = "directive.goods"
    _inherit = ["directive.priced.mixin"]
    price = fields.Float()

    def _deliver(self):
        pass
""",
    "shop/models/priced.py": """
class Priced(models.AbstractModel):
    _name = "directive.priced.mixin"

    def _price_in_words(self):
        pass
""",
}


class TestFaults(unittest.TestCase):
    """In a separate repository: an existing name passes, a missing one is reported."""

    @classmethod
    def setUpClass(cls):
        folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        for name, text in SHOP.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        cls.code = Code(folder, {"read"}, lambda word: word == "TestGoods")

    def test_the_examples_beside_the_code_hold(self):
        result = doctest.testmod(page)
        self.assertTrue(result.attempted)
        self.assertFalse(result.failed)

    def test_what_exists_is_passed(self):
        for text in (
            "bin/shop", "bin/shop --fast x", "A=1 bin/shop", "shop/models/goods.py", "models/", "goods.py",
            "models/*.py", "directive.goods", "directive.goods.price", "directive.goods._deliver()",
            "directive.goods._price_in_words", "_deliver()", "_deli<ending>()", "Goods", "read()",
            "env.read", "SELECT 1 FROM goods", ".local/made", "a > b",
        ):  # fmt: skip
            with self.subTest(name=text):
                self.assertIsNone(self.code.fault(text))

    def test_what_does_not_exist_is_told(self):
        for text in (
            "bin/ship", "shop/models/bads.py", "bads.py", "views/", "directive.bads", "directive.goods.prise",
            "directive.goods._collect()", "_collect()", "_co<ending>()", "Bads", "env.write", "price_of_all",
        ):  # fmt: skip
            with self.subTest(name=text):
                self.assertIsNotNone(self.code.fault(text))

    def test_a_command_names_tests_that_exist(self):
        for command in ("bin/shop TestBads", "bin/shop TestGoods"):
            self.assertIsNone(self.code.fault(command))
        (self.code.root / "bin/test").touch()
        self.assertIsNone(self.code.fault("bin/test TestGoods"))
        self.assertIsNotNone(self.code.fault("bin/test TestGoods TestBads"))
