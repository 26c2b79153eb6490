"""The rows of a form with everything worked out: what page, spreadsheet and paper show alike."""

from . import formula as formulas
from .model import Row


class Plan:
    """How the formulas of a form are worked out, in which order.

    :param columns: of `model.Column`
    """

    def __init__(self, columns):
        self.trees = {one.code: one.formula for one in columns if one.formula is not None}
        known = {one.code for one in columns if one.formula is None}
        self.order = formulas.ordered(self.trees, known)
        self.percents = {one.code for one in columns if one.percent}

    def complete(self, row):
        """Return ``row`` with the values of the formulas among its values."""
        if not self.trees:
            return row
        values = formulas.compute(self.trees, self.order, row.values, self.percents)
        return row._replace(values=values)


def total(columns, rows, name):
    """Return the row of all: sums of what adds up, and formulas over the sums; None if nothing does.

    >>> from .model import Column
    >>> columns = [Column("2", "Old", "old"), Column("3", "New", "new"),
    ...            Column("1", "All", formula=formulas.parse("2+3"))]
    >>> two = [Row(7, "A", {"2": 1, "3": 2}), Row(8, "B", {"2": 4, "3": None})]
    >>> total(columns, two, "Total").values
    {'2': 5, '3': 2, '1': 7}
    >>> total([Column("2", "Then", "then", adds=False)], two, "Total") is None
    True
    """
    if not any(one.formula is None and one.is_number and one.adds for one in columns):
        return None
    values = {one.code: _sum(one, rows) for one in columns if one.formula is None}
    return Plan(columns).complete(Row(None, name, values))


def _sum(column, rows):
    if not (column.is_number and column.adds):
        return None
    return formulas.plain(
        sum((formulas.exact(row.values.get(column.code)) for row in rows), formulas.exact(0))
    )


def differences(columns, also, rows):
    """Return ``[(row, code, formula)]`` where a column does not equal what its form says it does.

    :param dict also: ``{code: [(formula, tree), …]}``

    >>> from .model import Column
    >>> row = Row(7, "A", {"1": 3, "4": 1, "5": 1})
    >>> differences([Column("1", "All", "all")], {"1": [("4+5", formulas.parse("4+5"))]}, [row])
    [('A', '1', '4+5')]
    """
    shown = {one.code for one in columns}
    found = []
    for row in rows:
        known = {
            code: formulas.exact(value)
            for code, value in row.values.items()
            if formulas.is_number(value)
        }
        for code in also.keys() & shown:
            for text, tree in also[code]:
                if formulas.value_of(tree, known) != known[code]:
                    found.append((row.name, code, text))
    return found
