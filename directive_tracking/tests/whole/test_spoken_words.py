import re
from pathlib import Path

from lxml import etree

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path

ADDONS = ("directive_tracking", "directive_sms", "directive_calendar")
FOLDERS = ("static/src", "views", "wizards", "report", "data")
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-tooltip", "aria-description")
COMPUTED = [f"t-{kind}-{name}" for kind in ("att", "attf", "out") for name in SPOKEN]
# What holds words, and not a code: a getter or method is named so that it says it.
WORDS = re.compile(r"(label|title|words?|text|remark|name|percent|said)(of)?$", re.IGNORECASE)
CHAIN = re.compile(r"[A-Za-z_][\w.]*")
QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
KNOWN = {"props", "state", "this", "row", "record", "true", "false", "null"}


def codes_in(expression):
    """Return what an expression shows that is no text of the translations."""
    shown = expression.rpartition("?")[2]  # a condition is not shown
    quoted = [one or other for one, other in QUOTED.findall(shown)]
    found = [text for text in quoted if re.search(r"[A-Za-zÀ-ỹ]{2}", text)]
    without = QUOTED.sub("", shown)
    outer = re.sub(r"(\w+)\([^()]*\)", r"\1", without)  # arguments are not shown, results are
    names = [chain.rpartition(".")[2] for chain in CHAIN.findall(outer)]
    return found + [name for name in names if not WORDS.search(name) and name not in KNOWN]


@tagged("post_install", "-at_install")
class TestSpokenWords(TransactionCase):
    """What is read aloud, or shown beside the pointer, is a text in the reader's language."""

    def test_codes_are_told_from_words(self):
        for expression, codes in (
            ("line.tone", ["tone"]),
            ("`${line.tone}: ${line.label}`", ["tone"]),
            ("line.label", []),
            ("saidOf(line)", []),
            ("'Open: ' + row.name", ["Open: "]),
            ("row.n ? percent(row.low) + ' – ' + percent(row.high) : ''", []),
        ):
            with self.subTest(expression):
                self.assertEqual(codes_in(expression), codes)

    def files(self, ending):
        for addon in ADDONS:
            try:
                root = Path(file_path(addon))
            except FileNotFoundError:
                continue
            for folder in FOLDERS:
                yield from (root / folder).rglob(f"*.{ending}")

    def test_no_attribute_is_put_together_from_codes(self):
        seen = 0
        for path in self.files("xml"):
            for node in etree.parse(path).iter():
                for name in COMPUTED:
                    expression = isinstance(node.tag, str) and node.get(name)
                    if expression:
                        seen += 1
                        with self.subTest(file=path.name, attribute=name):
                            self.assertEqual(codes_in(expression), [])
        self.assertGreater(seen, 5)

    def test_no_sentence_in_the_code_of_the_browser_escapes_translation(self):
        sentence = re.compile(r"^[A-Z][a-z]+ [a-z]+ [^/]*[a-z.]$")
        seen = 0
        for path in self.files("js"):
            text = re.sub(r"/\*.*?\*/|^\s*//.*$", "", path.read_text(), flags=re.DOTALL | re.M)
            for place in re.finditer(r"\"([^\"\n]+)\"|`([^`]+)`", text):
                if sentence.match(place[1] or place[2]):
                    seen += 1
                    before = text[: place.start()].rstrip()
                    with self.subTest(file=path.name, text=place[0]):
                        self.assertRegex(before, r"(_t|new Error)\($")
        self.assertGreater(seen, 10)
