"""bin/lint: ruff, pylint-odoo's mandatory list, well-formed XML, rules of our own.

`bin/lint ruff xml` runs only these two.

It needs only Python, neither Odoo nor a database server. Its tools come from the environment of
the other commands if that is ready, else from a small separate one, in the versions that
requirements.txt pins.
"""

import ast
import io
import os
import subprocess
import tokenize
from itertools import pairwise
from xml.etree import ElementTree

import python_env
from common import LOCAL, ROOT, SetupError, addons, exclusive, say

WRITTEN = {".py", ".js", ".scss", ".xml"}
LINES_OF_FILE, LINES_OF_FUNCTION = 400, 40
ENDS = ast.Return | ast.Raise | ast.Continue | ast.Break
LINES_TO_REASON = 3  # between the reason of a sudo() and the sudo()
FOLDER = LOCAL / "lint"
TOOLS = ("ruff", "pylint-odoo")


def main(words=()):
    """Run the selected checks, else all; return 0 if they pass."""
    unknown = [word for word in words if word not in CHECKS]
    if unknown:
        raise SetupError(f"There is no check {unknown[0]}: choose among {', '.join(CHECKS)}.")
    failed = [name for word in words or CHECKS for name in CHECKS[word]()]
    for name in failed:
        say(f"failed: {name}")
    return 1 if failed else 0


def _ruff():
    """Yield the findings of ruff."""
    ruff = _tools() / "ruff"
    yield from _failing("ruff check", ruff, "check", "-q", ".")
    yield from _failing("ruff format", ruff, "format", "-q", "--check", ".")


def _pylint():
    """Yield the findings of pylint: it reads each file once, those of tests apart.

    Users do not read texts of tests; pylint-odoo does not exempt folders inside tests/.
    """
    pylint = _tools() / "pylint"
    yield from _failing("pylint-odoo", pylint, "--ignore=tests", *addons())
    tests = [folder for name in addons() if (folder := ROOT / name / "tests").exists()]
    if tests:
        yield from _failing("pylint-odoo, tests", pylint, "--disable=translation-required", *tests)


def _failing(name, *command):
    environment = {**os.environ, "PYTHONNOUSERSITE": "1"}
    if subprocess.run(command, cwd=ROOT, env=environment).returncode:
        yield name


def _xml():
    """Yield each file that is not well-formed."""
    for path in _files(ROOT):
        try:
            if path.suffix == ".xml":
                ElementTree.parse(path)
        except ElementTree.ParseError as error:
            yield f"XML: {path.relative_to(ROOT)}: {error}"


def _length():
    yield from (f"too long: {place}" for place in too_long(ROOT))


def too_long(folder):
    """Yield the files and functions below ``folder`` that are too long to read."""
    for path in _files(folder):
        text = path.read_text()
        place = path.relative_to(folder)
        if (lines := len(text.splitlines())) > LINES_OF_FILE:
            yield f"{place}: {lines} lines"
        for node in ast.walk(ast.parse(text)) if path.suffix == ".py" else ():
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            if is_function and (lines := node.end_lineno - node.lineno + 1) > LINES_OF_FUNCTION:
                yield f"{place}:{node.lineno} {node.name}: {lines} lines"


def _sudo():
    yield from (f"sudo() without its reason: {place}" for place in unexplained_sudo(ROOT))


def unexplained_sudo(folder):
    """Yield the uses of sudo() in addons without a comment that gives the reason."""
    for path in _files(folder):
        if path.suffix != ".py" or "tests" in path.parts or not _is_in_addon(path, folder):
            continue
        text = path.read_text()
        remarks = {
            token.start[0]
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type == tokenize.COMMENT
        }
        for statement, call in _calls(ast.parse(text), "sudo"):
            near = range(statement.lineno - LINES_TO_REASON, call.end_lineno + 1)
            if remarks.isdisjoint(near):
                yield f"{path.relative_to(folder)}:{call.end_lineno}"


def _reach():
    yield from (f"never reached: {place}" for place in unreachable(ROOT))


def unreachable(folder):
    """Yield the statements below ``folder`` that follow the end of their block."""
    for path in _files(folder):
        for node in ast.walk(ast.parse(path.read_text())) if path.suffix == ".py" else ():
            for block in ("body", "orelse", "finalbody"):
                for before, after in pairwise(_statements(node, block)):
                    if isinstance(before, ENDS):
                        yield f"{path.relative_to(folder)}:{after.lineno}"


def _statements(node, block):
    found = getattr(node, block, ())
    return found if isinstance(found, list) else ()


def _calls(node, name, statement=None):
    """Yield ``(statement, call)`` for each call of the method ``name``, except with False."""
    statement = node if isinstance(node, ast.stmt) else statement
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == name:
        if [ast.unparse(one) for one in node.args] != ["False"]:
            yield statement, node
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, name, statement)


def _is_in_addon(path, folder):
    return (folder / path.relative_to(folder).parts[0] / "__manifest__.py").exists()


def _files(folder):
    """Yield what is written below ``folder``; what is made there, Odoo among it, is not walked through."""
    for top in sorted(folder.iterdir()):
        found = () if top.name == LOCAL.name else [top, *sorted(top.rglob("*.*"))]
        yield from (path for path in found if path.suffix in WRITTEN)


def _tools():
    """Prepare the tools and return their folder."""
    with exclusive("lint"):
        if python_env.is_ready():
            return python_env.FOLDER / "bin"
        pins = ["-c", python_env.REQUIREMENTS, *TOOLS]
        return python_env.ensure(FOLDER, pins).parent


CHECKS = {
    "ruff": _ruff,
    "pylint": _pylint,
    "xml": _xml,
    "length": _length,
    "sudo": _sudo,
    "reach": _reach,
}
