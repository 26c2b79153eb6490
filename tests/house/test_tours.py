"""A tour finds things by their technical names: no text of the screens stands in its steps."""

import re
import unittest
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
TOURS = sorted(ROOT.glob("directive_*/static/tests/tours/*.js"))
# What is told to the reader of a log, or typed by the tour itself; and comments.
ASIDE = re.compile(
    r"""(?:content:|run:)\s*(?:"[^"\n]*"|`[^`\n]*`)|^\s*(?://|/\*|\*|import).*$""", re.MULTILINE
)
SHOWN = re.compile(r"""(?:contains|value)\(["']?([^()"'$]+?)["']?\)|\[title=["']?([^\]"']+)""")
LITERAL = re.compile(r'"([^"\n]*)"')
SELECTOR = re.compile(r"[.\[\]=:{}_]")


def texts(source):
    """Return the words by which the steps of a tour look for something."""
    source = ASIDE.sub("", source)
    shown = [one or other for one, other in SHOWN.findall(source)]
    literals = [text for text in LITERAL.findall(source) if not SELECTOR.search(text)]
    found = shown + [text for text in literals if text[:1].isupper()]
    return [text.strip() for text in found if any(letter.isalpha() for letter in text)]


class TestTours(unittest.TestCase):
    def test_no_step_looks_for_a_text_that_may_be_reworded(self):
        self.assertGreater(len(TOURS), 15)
        files = ROOT.glob("directive_*/i18n/vi.po")
        screens = "\n".join(entry.msgid for path in files for entry in polib.pofile(path))
        for path in TOURS:
            for text in texts(path.read_text(encoding="utf-8")):
                with self.subTest(tour=path.name, text=text):
                    self.assertIsNone(re.search(rf"\b{re.escape(text)}\b", screens))

    def test_the_words_of_a_step_are_found(self):
        steps = (
            '{ content: "Yes", trigger: `.a:contains(Sent)`, run: "edit Rain" }, row("Silent"),'
            """ "button[title='Hide this line']", ".o_form_view" """
        )
        self.assertEqual(texts(steps), ["Sent", "Hide this line", "Silent"])
