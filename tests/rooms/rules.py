"""The rules of the rooms. Each returns its violations, one line of text each."""

import ast
import re
from collections import Counter, defaultdict

from .names import Names, words
from .sources import LAYERS, imported, imports

MOST = 25  # modules in one folder, `__init__` included


def naming(sources, foreign=frozenset()):
    """Return the places where a room names definitions of a higher room, including strings."""
    names = Names(sources, foreign)
    found = set()
    for path, tree in sources.trees.items():
        if sources.room_of(path) in sources.rank:
            found |= {(path, name) for name in _named_by_python(sources, names, path, tree)}
    for path, root in sources.documents.items():
        if sources.room_of(path) in sources.rank:
            found |= {(path, name) for name in _named_by_xml(sources, names, path, root)}
    return sorted(f"{path}: {name}" for path, name in found)


def _named_by_python(sources, names, path, tree):
    room = sources.room_of(path)
    skipped = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield from _in_text(sources, names, room, node.value)
        elif isinstance(node, ast.Attribute):
            yield from _member(sources, names, room, node.attr)
        elif isinstance(node, ast.ImportFrom):
            rooms = {_room_of_module(sources, name) for name in imported(path, node)}
            yield from (f"import from {one}" for one in rooms if _is_higher(sources, room, one))


def _named_by_xml(sources, names, path, root):
    room = sources.room_of(path)
    for element in root.iter():
        if isinstance(element.tag, str):
            texts = [element.text or "", *element.attrib.values()]
            if element.get("name") and element.tag == "field":
                yield from _member(sources, names, room, element.get("name"))
            for text in texts:
                yield from _in_text(sources, names, room, text)


def _in_text(sources, names, room, text):
    for word in words(text):
        if not {".", "_"} & set(word.strip("_")):
            continue  # too short to mean one thing only
        if _is_higher(sources, room, names.distinct.get(word)):
            yield word
        else:
            yield from _member(sources, names, room, word)


def _member(sources, names, room, name):
    if _is_higher(sources, room, names.members.get(name)):
        below = (one for one in names.of_plain_python if not _is_higher(sources, room, one))
        if not any(name in names.of_plain_python[one] for one in below):
            yield name


def _is_higher(sources, room, other):
    return other in sources.rank and sources.rank[other] > sources.rank[room]


def _room_of_module(sources, name):
    parts = name.split(".")
    inside = len(parts) > 2 and parts[0] == sources.addon and parts[1] in LAYERS
    return parts[2] if inside else None


def _docstrings(tree):
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                found.add(first.value)
    return found


def methods_twice(sources):
    """Return methods of a model that two class bodies of one room define."""
    found = defaultdict(list)
    for body in sources.classes:
        if body.room and body.model:
            for name in body.methods:
                found[body.room, body.model, name].append(body.path)
    return sorted(
        f"{room}: {model}.{name} in {' and '.join(map(str, paths))}"
        for (room, model, name), paths in found.items()
        if len(paths) > 1
    )


def layers_crossed(sources):
    """Return models extended in a later layer than the one they begin in.

    All `models/` are loaded before all `wizards/`: such an extension would run before those of higher rooms.
    """
    home = {body.model: body.path.parts[1] for body in sources.classes if body.defines}
    return sorted(
        f"{body.path}: {body.model}"
        for body in sources.classes
        if body.room and not body.defines and body.model
        if body.path.parts[1] != home.get(body.model, "models")
    )


def several_classes(sources):
    """Return files with more than one model."""
    found = defaultdict(int)
    for body in sources.classes:
        found[body.path] += bool(body.room and body.model)
    return sorted(str(path) for path, number in found.items() if number > 1)


def class_names(sources):
    """Return classes that are not called as the model they make or extend."""
    return sorted(
        f"{body.path}: {body.node.name}"
        for body in sources.classes
        if body.room and body.model and body.node.name != _class_name(body.model)
    )


def _class_name(model):
    return "".join(part.capitalize() for part in re.split(r"[._]", model))


def order_of_loading(sources):
    """Return packages of a layer that import their rooms in another order than that of the list."""
    found = []
    for path, tree in sources.trees.items():
        if path.name == "__init__.py" and len(path.parts) == 3 and path.parts[1] in LAYERS:
            rooms = [one.name for node in _imports_of(tree) for one in node.names]
            if rooms != sorted(rooms, key=lambda room: sources.rank.get(room, -1)):
                found.append(f"{path}: {', '.join(rooms)}")
    return found


def _imports_of(tree):
    return [node for node in tree.body if isinstance(node, ast.ImportFrom)]


def cycles(sources):
    """Return circles of modules that import each other when they are loaded."""
    graph = imports(sources)
    found, done = [], set()

    def walk(path, way):
        if path in way:
            found.append(" → ".join(map(str, (*way[way.index(path) :], path))))
        elif path not in done:
            done.add(path)
            for other in sorted(graph.get(path, ())):
                walk(other, (*way, path))

    for path in sorted(graph):
        walk(path, ())
    return found


def full_folders(sources):
    """Return folders with too many modules."""
    paths = sources.every("py") + sources.every("xml")
    found = Counter((path.parent, path.suffix) for path in paths)
    return sorted(
        f"{folder}: more than {MOST} {suffix} files"
        for (folder, suffix), number in found.items()
        if number > MOST
    )


def foreign_imports(sources, other):
    """Return imports of another addon of ours that take more than its plain tools."""
    found = set()
    for path, tree in sources.trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and not node.level:
                parts = (node.module or "").removeprefix("odoo.addons.").split(".")
                taken = parts[1:2] or [one.name for one in node.names]
                if parts[0] == other and taken != ["tools"]:
                    found.add(f"{path}: {node.module}")
    return sorted(found)
