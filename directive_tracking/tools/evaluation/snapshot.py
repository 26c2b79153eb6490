"""The lines of a period: for each agency and task the columns of the form in which it stands."""

from collections import Counter, defaultdict

from ..figures.columns import SUMS, WEIGHED, with_rates


def added_up(lines):
    """Return all columns of one row of the form from its lines.

    >>> from .score import Line
    >>> row = added_up([Line(1, ("3", "4", "6", "7"), 2), Line(2, ("10", "2", "4"))])
    >>> row["1"], row["3"], row["6"], row["w6"], row["17"]
    (2, 1, 1, 2, 50.0)
    """
    cells = Counter()
    for line in lines:
        for column in line.columns:
            cells[column] += 1
            if column in WEIGHED:
                cells[f"w{column}"] += line.weight
    return with_rates(cells)


def parts_of(column):
    """Return the columns that are added up in ``column``.

    >>> parts_of("1"), parts_of("7")
    (('6', '10'), ('7',))
    """
    return SUMS.get(column, (column,))


def differences(then, now):
    """Return ``{(agency, column): (tasks gone, tasks new)}`` between two sets of lines.

    A task counted once more or less in a column of events belongs to it too.

    :param then: ``{agency: [Line]}``, and so ``now``

    >>> from .score import Line
    >>> differences({"A": [Line(1, ("10", "3"))]}, {"A": [Line(1, ("3", "6"))], "B": [Line(2, ("3",))]})
    {('A', '10'): ([1], []), ('A', '6'): ([], [1]), ('B', '3'): ([], [2])}
    """
    found = defaultdict(lambda: ([], []))
    before, after = _keyed(then), _keyed(now)
    for key in sorted(before.keys() | after.keys(), key=str):
        agency, task = key
        old, new = before.get(key, Counter()), after.get(key, Counter())
        for column in old - new:
            found[agency, column][0].append(task)
        for column in new - old:
            found[agency, column][1].append(task)
    return dict(found)


def _keyed(lines):
    return {
        (agency, line.task): Counter(line.columns)
        for agency, some in lines.items()
        for line in some
    }
