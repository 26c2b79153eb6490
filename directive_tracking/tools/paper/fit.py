"""How wide the columns of a table are on a page, and how large its letters, so that no word is torn."""

import re
from math import ceil

# Of the size of the letters, in Times: capitals, others, thin signs.
_CAPITAL, _LETTER, _THIN = 0.75, 0.53, 0.35
_LINE = 1.2  # of the size of the letters
_STEP = 0.5  # points
_ONE_LINE = 26  # signs of a caption that reads upwards, before it takes a second line
_NARROW = 32.5  # points; the captions of such columns may be turned


def length(word, size):
    """Return about how many points ``word`` is long.

    >>> length("30/09/2025", 10), length("UBND", 10)
    (49.4, 30.0)
    """
    shares = (
        _CAPITAL if one.isupper() else _THIN if one in ".,;:/()il" else _LETTER for one in word
    )
    return round(size * sum(shares), 1)


def longest(texts, size):
    """Return how many points the longest word of ``texts`` is long; a hyphen may end a line.

    >>> longest(["Sở Y tế", "344/KH-UBND"], 10) == length("344/KH-", 10)
    True
    """
    words = (word for text in texts for word in re.findall(r"[^\s-]+-?|-", str(text or "")))
    return max((length(word, size) for word in words), default=0)


def lines(row, widths, size):
    """Return about how many lines the longest cell of ``row`` takes, in columns so many points wide.

    >>> lines(("Sở Y tế", None, "Họp\\nMời: Sở Y tế"), (100, 50, 50), 10)
    3
    """
    cells = zip(row, widths, strict=True) if len(row) == len(widths) else [(row[0], sum(widths))]
    return max(
        sum(max(1, ceil(length(part, size) / width)) for part in str(text or "").split("\n"))
        for text, width in cells
    )


def heights(heads, depth, lines_of):
    """Return the lines of each row of a heading; the last of several rows takes what they lack.

    :param heads: (row, column, rows, columns, title)
    :param lines_of: how many lines a title takes: (title, column, columns)

    >>> heads = [(0, 0, 2, 1, "a b c"), (0, 1, 1, 2, "d"), (1, 1, 1, 1, "e"), (1, 2, 1, 1, "f")]
    >>> heights(heads, 2, lambda title, *_place: len(title.split()))
    [1, 2]
    """
    found = [1] * depth
    for top, left, rows, columns, title in sorted(heads, key=lambda head: head[2]):
        last = top + rows - 1
        missing = lines_of(title, left, columns) - sum(found[top : last + 1])
        found[last] += max(missing, 0)
    return found


def share_out(wanted, least):
    """Return widths as near to ``wanted`` as possible, none below ``least``; None if it is not.

    >>> share_out([50, 50, 100], [70, 10, 20])
    [70, 43.3, 86.7]
    >>> share_out([50, 50], [70, 40]) is None
    True
    """
    missing = sum(max(low - width, 0) for width, low in zip(wanted, least, strict=True))
    spare = sum(max(width - low, 0) for width, low in zip(wanted, least, strict=True))
    if missing > spare:
        return None
    taken = missing / spare if spare else 0
    return [
        low if width < low else round(width - (width - low) * taken, 1)
        for width, low in zip(wanted, least, strict=True)
    ]


def fit(table, room, gap):
    """Return the largest size of the letters at which no word is torn, and the widths.

    :param float room: width of the page between its margins, in points
    :param float gap: points left beside the text of a cell
    """
    total = sum(column.width for column in table.columns)
    wanted = [room * column.width / total for column in table.columns]
    size = table.size
    while True:
        beside = 2 * gap + 1
        least = [
            _least(table, place, width - beside, size) + beside
            for place, width in enumerate(wanted)
        ]
        widths = share_out(wanted, least)
        if widths or size - _STEP < (table.least_size or table.size):
            return size, widths or [room * low / sum(least) for low in least]
        size -= _STEP


def reads_upwards(table, place, room, size):
    """Tell whether the captions of a column are turned: it is narrow, or one of them would be torn.

    :param float room: points for a line of text in the column
    """
    return table.turned and (room < _NARROW or _across(_titles(table, place), size) > room)


def _titles(table, place):
    titles = [head[4] for head in table.heads if head[1] == place and head[3] == 1]
    return titles or ([] if table.heads else [table.columns[place].title])


def _across(titles, size):
    return 1.05 * longest(titles, size)  # in bold


def _least(table, place, room, size):
    rows = [*table.rows, table.total] if table.total else table.rows
    texts = longest((row[place] for row in rows if len(row) == len(table.columns)), size)
    titles = _titles(table, place)
    if reads_upwards(table, place, room, size):
        lines = max((1 if len(one) <= _ONE_LINE else 2 for one in titles), default=1)
        return max(texts, lines * _LINE * size)
    return max(texts, _across(titles, size))
