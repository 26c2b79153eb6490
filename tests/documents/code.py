"""Which names a repository defines: files, commands, models with their members, functions, words."""

import builtins
import re
from collections import defaultdict
from functools import cached_property
from pathlib import Path

from ..rooms.sources import Sources

WRITTEN = {".py", ".xml", ".csv", ".js", ".json", ".txt", ".toml"}
FILE_NAME = re.compile(r"[\w-]+\.(py|md|xml|csv|js|json|po|pot|svg|txt)")
PATH = re.compile(r"[\w.*-]*(/[\w.*-]*)+")
CALL = re.compile(r"([\w.<>]*?)(\w[\w<>]*)\(.*\)")
WORDS = re.compile(r"[A-Za-z_]\w+")
HIDDEN = re.compile(r"<\w+>")  # stands for any word, as in `_take_<action>`


class Code:
    """The repository below ``root``.

    :param names: words that others define, as Odoo's own methods
    :param tests: returns whether a word names a suite or a test, as `bin/test` reads it
    :param without: paths from the root in which a name proves nothing: the tests of this very comparison
    """

    def __init__(self, root, names=frozenset(), tests=lambda word: True, without=()):
        self.root = Path(root)
        self.foreign = names
        self.is_test = tests
        self.without = set(map(Path, without))

    def fault(self, text):
        """Return why the repository has nothing of the name ``text``, or None.

        Text that is not a path, a command or a name is not checked: SQL, a sentence, a setting's
        value.
        """
        text = re.sub(r"^(\w+=\S+ )+(?=bin/)", "", text)
        for pattern, judge in (
            (r"bin/[\w-]+( .*)?", self._command),
            (PATH.pattern, self._path),
            (FILE_NAME.pattern, self._file),
            (CALL.pattern, self._call),
            (r"[A-Za-z_][\w<>]*(\.[\w<>]+)*", self._name),
        ):
            if re.fullmatch(pattern, text):
                return judge(text)
        return None

    def _command(self, text):
        command, *words = text.split()
        if not (self.root / command).is_file():
            return f"there is no command {command}"
        if command == "bin/test":
            unknown = [one for one in words if "…" not in one and not self.is_test(one)]
            return f"no test is called {unknown[0]}" if unknown else None
        return None

    def _path(self, text):
        if text.startswith((".local", "/")):
            return None  # made when it is needed, or an address
        places = [self.root, *(self.root / addon for addon in self.addons)]
        found = any(next(place.glob(text.strip("/")), None) for place in places)
        return None if found else "there is no such file or folder"

    def _file(self, text):
        return None if any(path.name == text for path in self.files) else "no file has this name"

    def _call(self, text):
        before, name = re.fullmatch(CALL, text).groups()
        if before.startswith("directive.") and self._model_in(before + name):
            return self._member(before + name)
        return self._among(self.functions | self.foreign, name, "function or method")

    def _name(self, text):
        if text.startswith("directive.") and "<" not in text:
            return self._member(text)
        return self._among(self.words | self.foreign, text.rpartition(".")[2], "name")

    def _member(self, text):
        model = self._model_in(text)
        if not model:
            return "there is no such model"
        rest = text.removeprefix(model).strip(".")
        if not rest or rest in self._members_of(model):
            return None
        return f"{model} has no {rest}"

    def _model_in(self, text):
        parts = text.split(".")
        heads = (".".join(parts[:number]) for number in range(len(parts), 1, -1))
        return next((head for head in heads if head in self.models), None)

    def _members_of(self, model, seen=()):
        found = set()
        for body in self.models.get(model, ()):
            found |= {*body.methods, *body.fields}
            for other in set(body.inherits) - {model, *seen}:
                found |= self._members_of(other, (*seen, model))
        return found

    def _among(self, known, name, what):
        if "<" in name:
            pattern = re.compile(HIDDEN.sub(r"\\w+", name))
            return None if any(map(pattern.fullmatch, known)) else f"no {what} is called like this"
        return None if name in known else f"there is no {what} {name}"

    # Inventory

    @cached_property
    def addons(self):
        return sorted(path.parent.name for path in self.root.glob("*/__manifest__.py"))

    @cached_property
    def files(self):
        """The files of the repository, by their paths from the root."""
        paths = (path.relative_to(self.root) for path in sorted(self.root.rglob("*.*")))
        return [path for path in paths if not path.parts[0].startswith(".") or len(path.parts) == 1]

    @cached_property
    def models(self):
        """{model: its class bodies}, of all addons, those of tests included."""
        found = defaultdict(list)
        for addon in [*self.addons, *self._addons_of_tests]:
            for body in Sources(self.root / Path(addon).parent, Path(addon).name, ()).classes:
                if body.model:
                    found[body.model].append(body)
        return {model: bodies for model, bodies in found.items() if any(b.name for b in bodies)}

    @cached_property
    def _addons_of_tests(self):
        manifests = self.root.glob("tests/addons/*/__manifest__.py")
        return [str(path.parent.relative_to(self.root)) for path in manifests]

    @cached_property
    def functions(self):
        defined = re.compile(r"^\s*(?:async )?(?:def|class) (\w+)", re.MULTILINE)
        python = [text for path, text in self._texts.items() if path.suffix == ".py"]
        return {name for text in python for name in defined.findall(text)} | set(dir(builtins))

    @cached_property
    def words(self):
        return {word for text in self._texts.values() for word in WORDS.findall(text)}

    @cached_property
    def _texts(self):
        return {
            path: (self.root / path).read_text(encoding="utf-8", errors="replace")
            for path in self.files
            if path.suffix in WRITTEN and path not in self.without
        }


def models_of_rooms(sources):
    """Return ``{room: names of the models that begin there}`` of an addon."""
    found = defaultdict(set)
    for body in sources.classes:
        if body.room and body.defines:
            found[body.room].add(body.name)
    return found
