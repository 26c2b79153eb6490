"""Tests by name: files, classes and methods, found in the code without running it."""

import ast
import difflib
from functools import cached_property, partial
from pathlib import Path

from common import ROOT, SetupError, addons
from kinds import has_no_database

GUESTS = Path("tests", "addons")  # their tests run only where they are installed
RUN = ("test_*.py", "*_run.py")  # files with tests; the others are helpers


class Index:
    """Every test by its dotted name, such as `directive_sms.tests.test_sms_text.TestSmsText.test_it`."""

    def __init__(self, suites=(), root=ROOT, addon_names=None):
        self.suites = suites
        self.root = root
        folders = [root / name / "tests" for name in addon_names or addons()]
        self.files = [
            path
            for folder in [*folders, root / "tests"]
            for path in sorted(folder.rglob("*.py"))
            if root / GUESTS not in path.parents
        ]

    def find(self, word):
        """Return the dotted names for ``word``; raise SetupError with the nearest if none."""
        wanted = plain(word)
        found = [name for name in self.names if f".{name}".endswith(f".{wanted}")]
        if found:
            return found
        raise SetupError(f"No test or suite is called {word}. {self._nearest(wanted)}")

    def tag(self, name):
        """Return the value of Odoo's --test-tags for exactly this test of an addon."""
        module = next(module for module in self._modules if f"{name}.".startswith(f"{module}."))
        rest = name.removeprefix(module).removeprefix(".")
        return f"*/{module.replace('.', '/')}.py" + (f":{rest}" if rest else "")

    @cached_property
    def names(self):
        names = []
        for module, classes in self._modules.items():
            tests = {name: self._methods(f"{module}.{name}") for name in classes}
            names += [module] if any(tests.values()) else []
            for name, methods in tests.items():
                names += [f"{module}.{name}"] if methods else []
                names += [f"{module}.{name}.{method}" for method in sorted(methods)]
        return names

    def _nearest(self, wanted):
        short = {*self.suites} | {
            ".".join(name.split(".")[-n:]) for name in self.names for n in (1, 2)
        }
        lowered = wanted.lower()
        near = difflib.get_close_matches(wanted, short, 5, 0.7)
        near += sorted((name for name in short if lowered in name.lower()), key=len)
        near += difflib.get_close_matches(wanted, short, 3, 0.4)
        return f"Nearest: {', '.join(list(dict.fromkeys(near))[:5]) or 'none'}."

    def kind(self, fits, judge=any):
        """Return the dotted names of the classes in addons that fit, or whose ancestor does.

        :param fits: ``fits(path, body)`` judges the body of a class, a syntax tree
        :param judge: `all` if all ancestors must fit too
        """
        return [
            f"{module}.{name}"
            for module, classes in self._modules.items()
            for name in classes
            if not module.startswith("tests.")
            and self._methods(f"{module}.{name}")
            and judge(fits(path, body) for path, body in self._ancestry(f"{module}.{name}"))
        ]

    def without_database(self):
        """Return the dotted names of the classes in addons that need no database."""
        return self.kind(partial(has_no_database, own=self._bodies), all)

    def files_of(self, name):
        """Return the files in which the class of this dotted name and its ancestors stand."""
        return {path for path, _body in self._ancestry(name)}

    def _ancestry(self, dotted, seen=()):
        """Yield ``(path, body)`` of a class and of all it inherits from.

        :param dotted: its name, behind that of its module where another file has one of that name
        """
        module, _dot, name = dotted.rpartition(".")
        home = module and self.root.joinpath(*module.split(".")).with_suffix(".py")
        for path, body in self._bodies.get(name, ()) if dotted not in seen else ():
            if path != (home or path):
                continue
            yield path, body
            for base in _bases(body):
                yield from self._ancestry(base, (*seen, dotted))

    @cached_property
    def _trees(self):
        return {path: ast.parse(path.read_bytes(), path) for path in self.files}

    @cached_property
    def _modules(self):
        """Return {dotted name of a file with tests: names of its classes}."""
        return {
            ".".join(path.relative_to(self.root).with_suffix("").parts): [
                node.name for node in tree.body if isinstance(node, ast.ClassDef)
            ]
            for path, tree in self._trees.items()
            if any(path.match(pattern) for pattern in RUN)
        }

    @cached_property
    def _bodies(self):
        """Return {name: [(path, body of a class of that name)]}; bases of one name are one."""
        found = {}
        for path, tree in self._trees.items():
            for node in tree.body:
                if isinstance(node, ast.ClassDef):
                    found.setdefault(node.name, []).append((path, node))
        return found

    def _methods(self, name):
        """Return the test methods of a class by its dotted name, inherited ones included."""
        return {method for _path, body in self._ancestry(name) for method in _test_methods(body)}


def plain(word):
    """Return a name, or the path of a file, as the dotted end of a test's name.

    >>> plain("directive_sms/tests/test_sms_text.py"), plain("odoo.addons.x.tests.test_y.TestY")
    ('directive_sms.tests.test_sms_text', 'x.tests.test_y.TestY')
    """
    return word.removesuffix(".py").replace("/", ".").removeprefix("odoo.addons.").strip(".")


def _bases(body):
    return [ast.unparse(base).rpartition(".")[2] for base in body.bases]


def _test_methods(node):
    return [
        part.name
        for part in node.body
        if isinstance(part, ast.FunctionDef) and part.name.startswith("test")
    ]
