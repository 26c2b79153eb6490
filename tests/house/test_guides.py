"""The guides name buttons and menus as the screens do.

Needs neither Odoo's server nor a database.
"""

import re
import unittest
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
# What follows one of these words in bold is on the screen; so is a path through menus.
VERBS = r"(?:[Bb]ấm|[Mm]ở|[Cc]họn|nút|[Pp]ress|[Oo]pen|[Cc]hoose)"
NAMED = re.compile(VERBS + r"\s+\*\*([^*]+)\*\*|\*\*([^*]*[→›][^*]*)\*\*")
OF_ODOO = {
    *("⚙", "actions", "technical", "general settings", "alias domain"),
    *("kỹ thuật", "thiết lập chung", "tên miền bí danh"),
}
OF_OPERATORS = ("docs/en/operations.md", "docs/vi/van-hanh.md")
PROGRAM = r"/opt/directive-\w+/bin/\w"
AS_SOMEBODY = r"^(time )?sudo -u directive (env \w+=\S+ )?/opt"  # `time` is a word of the shell


def plain(text):
    """Return ``text`` without tags, line breaks, capitals and the marks at its end."""
    return " ".join(re.sub(r"<[^>]+>", "", text).split()).rstrip(":…? ").lower()


def named_in(text):
    """Yield what ``text`` of a guide says is on the screen, menus one by one."""
    for match in NAMED.finditer(text):
        yield from re.split(r"\s*[→›]\s*", match[1] or match[2])


class TestGuides(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        files = [*ROOT.glob("directive_*/i18n/vi.po"), *ROOT.glob("directive_*/i18n_extra/vi.po")]
        entries = [entry for file in files for entry in polib.pofile(str(file))]
        cls.words = {
            "en": OF_ODOO | {plain(entry.msgid) for entry in entries},
            "vi": OF_ODOO | {plain(entry.msgstr) for entry in entries},
        }

    def test_what_is_pressed_or_opened_is_called_as_on_the_screen(self):
        for lang, words in self.words.items():
            for guide in sorted((ROOT / "docs" / lang).glob("*.md")):
                names = named_in(guide.read_text(encoding="utf-8"))
                with self.subTest(guide=guide.name):
                    self.assertEqual([name for name in names if plain(name) not in words], [])


class TestCommands(unittest.TestCase):
    """A command of the guide for operators works as it is copied."""

    def test_each_says_as_whom_and_begins_with_nothing_that_only_a_shell_knows(self):
        for guide in OF_OPERATORS:
            quoted = re.findall(r"`([^`]+)`", (ROOT / guide).read_text(encoding="utf-8"))
            commands = [one for one in quoted if re.search(PROGRAM, one)]
            self.assertGreater(len(commands), 6)
            for command in commands:
                with self.subTest(guide=guide, command=command):
                    self.assertRegex(command, AS_SOMEBODY)
