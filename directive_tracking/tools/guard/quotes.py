"""Refusals short enough to read: a value quoted in one is shown by its beginning."""

import re

LONGEST = 120  # letters of a quoted value
WHOLE = 3000  # letters of a refusal
_QUOTED = re.compile(f"“([^”]{{{LONGEST},}})”")


def brief(words):
    """Return the refusal ``words`` with nothing quoted at full length.

    >>> brief("“Họp” is over."), brief(f"“{'x' * 400}” is over.") == f"“{'x' * 119}…” is over."
    ('“Họp” is over.', True)
    >>> len(brief("x" * 9000)), brief(f"“{'x' * 120}” stays") == f"“{'x' * 120}” stays"
    (3000, True)
    """
    return cut(_QUOTED.sub(lambda match: f"“{cut(match[1])}”", words), WHOLE)


def cut(text, longest=LONGEST):
    """Return ``text``, or its beginning with a mark where it is too long.

    >>> cut("Họp giao ban", 9), cut("Họp")
    ('Họp giao…', 'Họp')
    """
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
