"""The sentences of check.py, in Vietnamese for a terminal whose language that is."""

import os
from functools import cache
from pathlib import Path

import polib


def say(text, **values):
    """Return a sentence with its values, in the language that the environment (LANG) asks for."""
    named = map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))
    is_vietnamese = next(filter(None, named), "").startswith("vi")
    return (vietnamese()[text] if is_vietnamese else text).format(**values)


@cache
def vietnamese():
    """Return ``{sentence: in Vietnamese}``."""
    file = polib.pofile(str(Path(__file__).with_name("check.vi.po")))
    return {entry.msgid: entry.msgstr for entry in file}
