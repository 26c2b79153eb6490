"""Every event an addon declares is told to somebody: its name reaches a call that writes a notice.

Found by reading the code: the argument that names the event of such a call is followed back through
constants, tables, local variables, parameters and helper functions to the names it may have.
"""

import ast
import unittest
from collections import defaultdict

from ..rooms.sources import ROOT, addons

# Functions that write a notice, with the place of the event among their arguments.
WRITERS = {"_tell": 0, "_post": 0, "_values_for": 0, "Post": 0}
DECLARING = "_declare"


class Code:
    """The functions, constants and calls of all addons, by name."""

    def __init__(self, sources):
        self.constants = defaultdict(list)
        self.functions = defaultdict(list)
        self.declared = set()
        for source in sources:
            self.read(ast.parse(source))

    def read(self, tree):
        for node in tree.body:
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self.constants[ast.unparse(target)].append(node.value)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                self.functions[node.name].append(node)
                if node.name == DECLARING:
                    self.declared |= set(declared_by(node))

    def told(self):
        """Return the names that reach a writer; one that ends with * stands for any ending."""
        writers, names = dict(WRITERS), set()
        while True:
            before = len(writers)
            for function in (one for same in self.functions.values() for one in same):
                names |= set(self.told_in(function, writers))
            if len(writers) == before:
                return names

    def told_in(self, function, writers):
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and (name := called(call)) in writers:
                event = argument(call, writers[name])
                if event is not None:
                    yield from self.values(event, function, writers, set())

    def values(self, node, function, writers, seen):
        """Yield the texts ``node`` may stand for; a parameter makes ``function`` a writer."""
        if isinstance(node, ast.Constant):
            yield str(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield f"{getattr(node.values[0], 'value', '')}*"
        for place, part in self.parts(node, function, writers, seen):
            yield from self.values(part, place, writers, seen)

    def parts(self, node, function, writers, seen):
        """Yield ``(function, expression)`` of what ``node`` may have its value from."""
        if isinstance(node, ast.Name) and node.id not in seen:
            seen.add(node.id)
            found = self.sources(node.id, function, writers)
        elif isinstance(node, ast.Call) and called(node) == "get":
            found = [node.func.value]
        elif isinstance(node, ast.Call) and called(node) not in seen:
            seen.add(called(node))
            for same in self.functions.get(called(node), ()):
                yield from ((same, result) for result in returned(same))
            return
        else:
            found = inner(node)
        yield from ((function, part) for part in found)

    def sources(self, name, function, writers):
        """Return the expressions that ``name`` may have its value from."""
        parameters = [one.arg for one in function.args.args if one.arg not in ("self", "cls")]
        if name in parameters:
            writers.setdefault(function.name, parameters.index(name))
            return []
        return [*assigned(name, function), *self.constants.get(name, ())]


def called(call):
    return getattr(call.func, "attr", getattr(call.func, "id", None))


def argument(call, place):
    named = {one.arg: one.value for one in call.keywords}
    return call.args[place] if len(call.args) > place else named.get("event")


def inner(node):
    """Return the expressions one of which is the value of ``node``, or of a table's entry."""
    match node:
        case ast.IfExp():
            return [node.body, node.orelse]
        case ast.BoolOp() | ast.Dict():
            return node.values
        case ast.BinOp():
            return [node.left, node.right]
        case ast.Subscript():
            return [node.value]
        case ast.Tuple() | ast.List() | ast.Set():
            return node.elts
    return []


def returned(function):
    return (
        node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value
    )


def assigned(name, function):
    """Yield what is assigned to ``name`` in ``function``, in loops and comprehensions too."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            pairs = [(target, node.value) for target in node.targets]
        elif isinstance(node, ast.For | ast.comprehension):
            pairs = [(node.target, node.iter)]
        else:
            continue
        for target, value in pairs:
            if name in {one.id for one in ast.walk(target) if isinstance(one, ast.Name)}:
                yield part_of(name, target, value)


def part_of(name, target, value):
    """Return the part of ``value`` that goes to ``name``, where both are tuples."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, part in zip(target.elts, value.elts, strict=True):
            if getattr(one, "id", None) == name:
                return part
    return value


def declared_by(function):
    for node in ast.walk(function):
        if isinstance(node, ast.Dict):
            yield from (key.value for key in node.keys if isinstance(key, ast.Constant))


def sources():
    for addon in addons():
        for layer in ("models", "wizards", "report", "controllers"):
            for path in sorted((ROOT / addon / layer).rglob("*.py")):
                yield path.read_text()


def untold(code):
    """Return the declared events that nothing tells."""
    told = code.told()
    begins = tuple(name[:-1] for name in told if name.endswith("*") and len(name) > 1)
    return {name for name in code.declared - told if not name.startswith(begins or ("\0",))}


EXAMPLE = """
TABLE = {"a": "first", "b": "second"}

class Example:
    def _declare(self):
        return super()._declare() | {
            "first": Event(), "second": Event(), "third": Event(), "fourth": Event(),
            "later_one": Event(), "silent": Event(), "fifth": Event(), "sixth": Event(),
        }

    def step(self, verb):
        event = TABLE.get(verb)
        self._tell(event, {})
        word, event = "silent", "third"
        self.pass_on(event)

    def pass_on(self, event, rows=()):
        self._tell(event, rows)

    def run(self):
        self.pass_on(event="fourth")
        name = f"later_{self.kind}"
        Notice._post(name, self)
        for event in ("fifth",):
            self._tell(event, {})
        self._tell(self.words()["x"], {})

    def words(self):
        return super().words() | {"x": "sixth"}
"""


class TestEventsTold(unittest.TestCase):
    def test_each_declared_event_is_told(self):
        code = Code(sources())
        self.assertGreater(len(code.declared), 40)
        self.assertEqual(untold(code), set())

    def test_a_forgotten_event_is_found(self):
        self.assertEqual(untold(Code([EXAMPLE])), {"silent"})


if __name__ == "__main__":
    unittest.main()
