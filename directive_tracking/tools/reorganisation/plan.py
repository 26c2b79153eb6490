"""What a reorganisation would do, worked out before anything is done.

The preview shows a plan, and doing carries out the same one: neither has rules of its own. An
agency that does not exist yet has a negative number in it.
"""

from typing import NamedTuple


class Plan:
    """Changes of stored values and new rows, with what stands against them."""

    def __init__(self):
        self.agencies = {}  # {negative number: values of a new agency}
        self.changes = {}  # {(model, field): {id: (old, new)}}
        self.creations = []  # [(model, values)]
        self.problems = []  # sentences: it cannot be done
        self.warnings = []  # sentences: it can

    def change(self, model, field, values):
        """Add changes ``{id: (old, new)}``, without those that change nothing.

        >>> plan = Plan()
        >>> plan.change("a", "name", {1: ("x", "y"), 2: ("x", "x")})
        >>> plan.changes
        {('a', 'name'): {1: ('x', 'y')}}
        """
        values = {key: pair for key, pair in values.items() if pair[0] != pair[1]}
        if values:
            self.changes.setdefault((model, field), {}).update(values)

    def new_values(self):
        """Return ``{(model, field): {id: new value}}`` planned so far."""
        return {
            key: {one: new for one, (_old, new) in values.items()}
            for key, values in self.changes.items()
        }

    def ids(self, model):
        """Return the ids of the records of ``model`` that change."""
        return sorted(
            {one for (name, _field), rows in self.changes.items() if name == model for one in rows}
        )


class Heir(NamedTuple):
    """A person's post after a merger: see :func:`roles_after`."""

    key: object
    role: str


def roles_after(posts, has_head):
    """Return ``{key: role}`` of the people who come together in one agency, in their order.

    The first head stays head if the agency has none; the others become deputies.

    >>> roles_after([Heir("a", "head"), Heir("b", "head"), Heir("c", "officer")], False)
    {'a': 'head', 'b': 'deputy', 'c': 'officer'}
    >>> roles_after([Heir("a", "head")], True)
    {'a': 'deputy'}
    """
    roles = {}
    for key, role in posts:
        if role == "head":
            role, has_head = ("deputy" if has_head else "head"), True
        roles[key] = role
    return roles


def mapped(value, numbers):
    """Return ``value`` with the numbers of agencies that have been created since.

    >>> mapped([-3, 5], {-3: 9}), mapped(-3, {-3: 9}), mapped("x", {-3: 9}), mapped(None, {})
    ([5, 9], 9, 'x', None)
    """
    if isinstance(value, (list, tuple, set, frozenset)):
        return sorted(numbers.get(one, one) for one in value)
    if isinstance(value, int) and not isinstance(value, bool):
        return numbers.get(value, value)
    return value
