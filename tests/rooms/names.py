"""Which names of an addon belong to which room: models, tables, XML ids, fields and methods."""

import ast
import re
from functools import cached_property

# XML ids that Odoo creates for a model and its fields.
MADE = ("model_", "field_", "selection__")
XML_IDS = ("record", "template", "menuitem", "act_window", "report")


class Names:
    """The names that the rooms of an addon define.

    :param Sources sources: of the addon
    :param set foreign: names of Odoo's own fields, methods and attributes, which belong to no room
    """

    def __init__(self, sources, foreign=frozenset()):
        self.sources = sources
        self.foreign = foreign

    @cached_property
    def distinct(self):
        """{name: its lowest room} of models, tables and XML ids, which mean one thing wherever they stand."""
        found = {}
        for body in self.sources.classes:
            if body.room and body.defines:
                self._note(found, body.name, body.room)
                self._note(found, body.name.replace(".", "_"), body.room)
            for table in _relation_tables(body):
                self._note(found, table, body.room)
        for name, path in self._xml_ids():
            self._note(found, name, self.sources.room_of(path))
        return found

    @cached_property
    def members(self):
        """{name: its lowest room} of fields and methods that nothing outside the rooms is called too."""
        found = {}
        for body in self.sources.classes:
            if body.room:
                for name in (*body.fields, *body.methods, *_columns(body)):
                    self._note(found, name, body.room)
        return {
            name: room
            for name, room in found.items()
            if name not in self.foreign and name not in self._outside
        }

    @cached_property
    def fields(self):
        return {name for body in self.sources.classes if body.room for name in body.fields}

    @cached_property
    def of_plain_python(self):
        """{room: names that its functions, classes and variables outside models bear}"""
        found = {}
        for path, tree in self.sources.trees.items():
            room = self.sources.room_of(path)
            if room:
                found.setdefault(room, set()).update(_bound(tree))
        return found

    @cached_property
    def _outside(self):
        trees = [
            tree for path, tree in self.sources.trees.items() if not self.sources.room_of(path)
        ]
        return {name for tree in trees for name in _bound(tree)}

    def _xml_ids(self):
        for path, root in self.sources.documents.items():
            if self.sources.room_of(path):
                for element in root.iter(*XML_IDS):
                    if element.get("id"):
                        yield element.get("id").removeprefix(f"{self.sources.addon}."), path
        for name, path in self.sources.csv_ids.items():
            if self.sources.room_of(path):
                yield name, path

    def _note(self, found, name, room):
        rank = self.sources.rank
        if room in rank and (name not in found or rank[room] < rank[found[name]]):
            found[name] = room


def words(text):
    """Yield the names in a text: dotted ones whole and by their parts.

    >>> sorted(words("model_x.y, 'a.b_c'"))
    ['a', 'a.b_c', 'b_c', 'model_x', 'model_x.y', 'y']
    """
    for found in re.findall(r"[A-Za-z_][\w.]*", text):
        name = found.rstrip(".")
        yield from {name, *name.split(".")}
        for start in MADE:
            if name.rpartition(".")[2].startswith(start):
                yield name.rpartition(".")[2].removeprefix(start).partition("__")[0]


def _relation_tables(body):
    return _of_relations(body, slice(1, 2), ("relation",))


def _columns(body):
    return _of_relations(body, slice(2, 4), ("column1", "column2"))


def _of_relations(body, places, names):
    for call in body.fields.values():
        if ast.unparse(call.func) == "fields.Many2many":
            named = (one.value for one in call.keywords if one.arg in names)
            given = [*call.args[places], *named]
            yield from (one.value for one in given if isinstance(one, ast.Constant))


def _bound(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.id if isinstance(node, ast.Name) else node.attr
        elif isinstance(node, ast.arg):
            yield node.arg
