"""The sources of an addon: its Python files as syntax trees, its XML and CSV files as elements."""

import ast
import csv
from collections import defaultdict
from functools import cached_property
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("models", "wizards", "report", "controllers", "security", "data", "views")


def addons():
    """Return the names of this repository's addons: a new folder with a manifest belongs to them at once."""
    return sorted(path.parent.name for path in ROOT.glob("*/__manifest__.py"))


def found_in_product(judge):
    """Return ``{path: lines}`` of the addons' Python outside tests in which ``judge(tree)`` finds any.

    :raises AssertionError: if the walk has hardly found a file
    """
    paths = [
        path
        for path in sorted(ROOT.glob("directive_*/**/*.py"))
        if "tests" not in path.relative_to(ROOT).parts
    ]
    assert len(paths) > 500, paths
    found = {str(path.relative_to(ROOT)): judge(ast.parse(path.read_bytes())) for path in paths}
    return {path: lines for path, lines in found.items() if lines}


class Sources:
    """An addon whose layers (`models/`, `views/` …) are divided into rooms.

    :param Path root: the folder that holds the addon
    :param str addon: its name
    :param rooms: the rooms, lowest first; each may know those before it
    """

    def __init__(self, root, addon, rooms):
        self.root = Path(root)
        self.addon = addon
        self.rank = {room: number for number, room in enumerate(rooms)}

    def room_of(self, path):
        """Return the room of a file, or None.

        >>> Sources(".", "shop", ["goods"]).room_of(Path("shop/models/goods/doors/x.py"))
        'goods'
        """
        parts = path.parts
        inside = len(parts) > 3 and parts[0] == self.addon and parts[1] in LAYERS
        return parts[2] if inside else None

    @cached_property
    def trees(self):
        """{path from the root: syntax tree} of the addon's Python outside tests."""
        return {path: ast.parse((self.root / path).read_bytes(), path) for path in self._of("py")}

    @cached_property
    def documents(self):
        return {path: etree.parse(self.root / path).getroot() for path in self._of("xml")}

    @cached_property
    def classes(self):
        return [
            Body(path, self.room_of(path), node)
            for path, tree in self.trees.items()
            for node in tree.body
            if isinstance(node, ast.ClassDef)
        ]

    @cached_property
    def csv_ids(self):
        """Return {XML id: path} of the records in the CSV files of rooms."""
        found = {}
        for path in self._of("csv"):
            with (self.root / path).open(encoding="utf-8", newline="") as file:
                found |= {row["id"]: path for row in csv.DictReader(file) if "id" in row}
        return found

    def strangers(self):
        """Return the files of layers outside the listed rooms."""
        return [
            path
            for path in (*self.trees, *self.documents)
            if path.parts[1] in LAYERS
            and path.name != "__init__.py"
            and len(path.parts) > 3
            and self.room_of(path) not in self.rank
        ]

    def every(self, suffix):
        """Return the paths of all files of the addon that end so."""
        paths = sorted((self.root / self.addon).rglob(f"*.{suffix}"))
        return [path.relative_to(self.root) for path in paths]

    def _of(self, suffix):
        """Return those outside tests and browser assets."""
        return [path for path in self.every(suffix) if not {"tests", "static"} & set(path.parts)]


class Body:
    """One class body of a model."""

    def __init__(self, path, room, node):
        self.path = path
        self.room = room
        self.node = node
        self.name = self._text("_name")
        self.inherits = self._texts("_inherit")

    @property
    def model(self):
        """The model whose body this is."""
        return self.name or (self.inherits[0] if self.inherits else None)

    @property
    def defines(self):
        """Whether the model begins here, not only grows."""
        return bool(self.name) and self.name not in self.inherits

    @cached_property
    def methods(self):
        return [part.name for part in self.node.body if isinstance(part, ast.FunctionDef)]

    def goes_on(self, method):
        """Tell whether ``method`` calls what it covers."""
        [node] = [part for part in self.node.body if getattr(part, "name", None) == method]
        return any(isinstance(one, ast.Name) and one.id == "super" for one in ast.walk(node))

    @cached_property
    def fields(self):
        """{name of a field: the call that makes it}"""
        return {
            target.id: part.value
            for part in self.node.body
            if isinstance(part, ast.Assign) and _is_field(part.value)
            for target in part.targets
            if isinstance(target, ast.Name)
        }

    def _value(self, name):
        for part in self.node.body:
            if isinstance(part, ast.Assign) and ast.unparse(part.targets[0]) == name:
                return part.value
        return None

    def _text(self, name):
        value = self._value(name)
        return value.value if isinstance(value, ast.Constant) else None

    def _texts(self, name):
        value = self._value(name)
        given = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
        return [one.value for one in given if isinstance(one, ast.Constant)]


def _is_field(value):
    return isinstance(value, ast.Call) and ast.unparse(value.func).startswith("fields.")


def imports(sources):
    """Return {module: modules it imports when it is loaded}, both by path inside the root."""
    modules = {_dotted(path): path for path in sources.trees}
    found = defaultdict(set)
    for path, tree in sources.trees.items():
        for node in tree.body:
            if isinstance(node, ast.ImportFrom):
                meant = {modules[name] for name in imported(path, node) if name in modules}
                # A name that is a module itself is taken from its folder, not from the package.
                found[path] |= {one for one in meant if one.name != "__init__.py"} or meant
    return found


def imported(path, node):
    """Return the dotted names that an import may mean: of each name, its module or the module it is.

    >>> node = ast.parse("from ..tools.text import fold").body[0]
    >>> sorted(imported(Path("shop/models/goods.py"), node))
    ['shop.tools.text', 'shop.tools.text.fold']
    """
    if node.level:
        base = ".".join(path.parts[: len(path.parts) - node.level])
        target = f"{base}.{node.module}" if node.module else base
    else:
        target = (node.module or "").removeprefix("odoo.addons.")
    names = {f"{target}.{one.name}" for one in node.names}
    return names | {target} if node.module else names


def _dotted(path):
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")
