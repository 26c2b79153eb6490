"""Tests by name: files, classes and methods, found in the code without running it."""

import ast
import difflib
from functools import cached_property
from pathlib import Path

from common import ROOT, SetupError, addons

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
            tests = {name: self._methods(name) for name in classes}
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
    def _classes(self):
        """Return {name: (names of its bases, its test methods)}; classes of one name are merged."""
        found = {}
        for tree in self._trees.values():
            for node in tree.body:
                if isinstance(node, ast.ClassDef):
                    bases, methods = found.setdefault(node.name, (set(), set()))
                    bases.update(ast.unparse(base).rpartition(".")[2] for base in node.bases)
                    methods.update(_test_methods(node))
        return found

    def _methods(self, name, seen=()):
        """Return the test methods of a class, inherited ones included."""
        if name in seen or name not in self._classes:
            return set()
        bases, methods = self._classes[name]
        return methods.union(*(self._methods(base, (*seen, name)) for base in bases))


def plain(word):
    """Return a name, or the path of a file, as the dotted end of a test's name.

    >>> plain("directive_sms/tests/test_sms_text.py"), plain("odoo.addons.x.tests.test_y.TestY")
    ('directive_sms.tests.test_sms_text', 'x.tests.test_y.TestY')
    """
    return word.removesuffix(".py").replace("/", ".").removeprefix("odoo.addons.").strip(".")


def _test_methods(node):
    return [
        part.name
        for part in node.body
        if isinstance(part, ast.FunctionDef) and part.name.startswith("test")
    ]
