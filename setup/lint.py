"""bin/lint: ruff, pylint-odoo's mandatory list, well-formed XML, nothing too long to be read at once.

`bin/lint ruff xml` runs only these two.

It needs Python and nothing else: neither Odoo nor a database server. Its tools come from the environment of the
other commands where that is ready, else from a small one of their own, in the versions that requirements.txt pins.
"""

import ast
import os
import subprocess
from xml.etree import ElementTree

import python_env
from common import LOCAL, ROOT, SetupError, addons, exclusive, say

WRITTEN = {".py", ".js", ".scss", ".xml"}
LINES_OF_FILE, LINES_OF_FUNCTION = 400, 40
FOLDER = LOCAL / "lint"
TOOLS = ("ruff", "pylint-odoo")


def main(words=()):
    """Run the checks that are asked for, else all; returns 0 if they pass."""
    unknown = [word for word in words if word not in CHECKS]
    if unknown:
        raise SetupError(f"There is no check {unknown[0]}: choose among {', '.join(CHECKS)}.")
    failed = [name for word in words or CHECKS for name in CHECKS[word]()]
    for name in failed:
        say(f"failed: {name}")
    return 1 if failed else 0


def _ruff():
    """Yield what ruff finds wrong."""
    ruff = _tools() / "ruff"
    yield from _failing("ruff check", ruff, "check", "-q", ".")
    yield from _failing("ruff format", ruff, "format", "-q", "--check", ".")


def _pylint():
    yield from _failing("pylint-odoo", _tools() / "pylint", *addons())


def _failing(name, *command):
    environment = {**os.environ, "PYTHONNOUSERSITE": "1"}
    if subprocess.run(command, cwd=ROOT, env=environment).returncode:
        yield name


def _xml():
    """Yield each file that is not well-formed."""
    for path in sorted(ROOT.rglob("*.xml")):
        if LOCAL not in path.parents:
            try:
                ElementTree.parse(path)
            except ElementTree.ParseError as error:
                yield f"XML: {path.relative_to(ROOT)}: {error}"


def _length():
    yield from (f"too long: {place}" for place in too_long(ROOT))


def too_long(folder):
    """Yield the files and functions below ``folder`` that nobody reads at once."""
    for path in _files(folder):
        text = path.read_text()
        place = path.relative_to(folder)
        if (lines := len(text.splitlines())) > LINES_OF_FILE:
            yield f"{place}: {lines} lines"
        for node in ast.walk(ast.parse(text)) if path.suffix == ".py" else ():
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            if is_function and (lines := node.end_lineno - node.lineno + 1) > LINES_OF_FUNCTION:
                yield f"{place}:{node.lineno} {node.name}: {lines} lines"


def _files(folder):
    return (
        path
        for path in sorted(folder.rglob("*.*"))
        if path.suffix in WRITTEN and LOCAL.name not in path.relative_to(folder).parts
    )


def _tools():
    """Return the folder of the tools, made ready."""
    with exclusive("lint"):
        if python_env.is_ready():
            return python_env.FOLDER / "bin"
        pins = ["-c", python_env.REQUIREMENTS, *TOOLS]
        return python_env.ensure(FOLDER, pins).parent


CHECKS = {"ruff": _ruff, "pylint": _pylint, "xml": _xml, "length": _length}
