"""Removal of words from a text without changing positions: they become blanks."""

import re


def blank(text, spans):
    """Return ``text`` with blanks at ``spans``, which have a start and an end.

    >>> from types import SimpleNamespace as Span
    >>> blank("truoc 30/6, neu co", [Span(start=6, end=10)])
    'truoc     , neu co'
    """
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def blank_all(text, *patterns):
    """Return ``text`` with blanks for every match of ``patterns``, applied in order.

    >>> blank_all("a (b) c", r"[(].*[)]")
    'a     c'
    """
    for pattern in patterns:
        text = re.sub(pattern, lambda match: " " * len(match[0]), text)
    return text
