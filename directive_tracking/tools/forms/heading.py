"""The heading of a form: a tree of captions above the columns."""

from typing import NamedTuple


class Node(NamedTuple):
    """One caption; only one without others below it has cells."""

    key: object
    parent: object
    title: str


class Head(NamedTuple):
    """A caption as a rectangle of the heading: place, and how many rows and columns it spans."""

    row: int
    column: int
    rows: int
    columns: int
    title: str


def arrange(nodes):
    """Return the rectangles of the heading, its number of rows, and the keys of the columns.

    :param nodes: in the order of the form; a parent that is not among them counts as none

    >>> tree = [Node(1, None, "All"), Node(2, None, "Done"), Node(3, 2, "On time"), Node(4, 2, "Late")]
    >>> heads, depth, keys = arrange(tree)
    >>> for head in heads: print(tuple(head))
    (0, 0, 2, 1, 'All')
    (0, 1, 1, 2, 'Done')
    (1, 1, 1, 1, 'On time')
    (1, 2, 1, 1, 'Late')
    >>> depth, keys
    (2, [1, 3, 4])
    """
    known = {node.key for node in nodes}
    below = {}
    for node in nodes:
        below.setdefault(node.parent if node.parent in known else None, []).append(node)
    depth = _depth(below, None)
    heads, keys = [], []
    _place(below, None, 0, depth, heads, keys)
    return sorted(heads, key=lambda head: (head.row, head.column)), depth, keys


def _depth(below, key):
    return max((1 + _depth(below, node.key) for node in below.get(key, ())), default=0)


def _place(below, parent, row, depth, heads, keys):
    for node in below.get(parent, ()):
        start = len(keys)
        if node.key in below:
            _place(below, node.key, row + 1, depth, heads, keys)
        else:
            keys.append(node.key)
        rows = 1 if node.key in below else depth - row
        heads.append(Head(row, start, rows, len(keys) - start, node.title))


def paths(heads):
    """Return the full caption of each column: those above it before its own.

    >>> heads, _depth, _keys = arrange([Node(1, None, "All"), Node(2, None, "Done"), Node(3, 2, "Late")])
    >>> paths(heads)
    ['All', 'Done · Late']
    """
    width = max((head.column + head.columns for head in heads), default=0)
    return [
        " · ".join(
            head.title for head in heads if head.column <= place < head.column + head.columns
        )
        for place in range(width)
    ]
