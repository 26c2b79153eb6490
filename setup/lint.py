"""bin/lint: ruff, pylint-odoo's mandatory list, well-formed XML, nothing too long to be read at once."""

import ast
import subprocess
from xml.etree import ElementTree

from common import LOCAL, ROOT, addons, say

WRITTEN = {".py", ".js", ".scss", ".xml"}
LINES_OF_FILE, LINES_OF_FUNCTION = 400, 40


def main(project):
    """Run every check; returns 0 if all of them pass."""
    tools = project.python.parent
    failed = [
        name
        for name, command in {
            "ruff check": [tools / "ruff", "check", "-q", "."],
            "ruff format": [tools / "ruff", "format", "-q", "--check", "."],
            "pylint-odoo": [tools / "pylint", *addons()],
        }.items()
        if subprocess.run(command, cwd=ROOT, env=project.environment).returncode
    ]
    failed += [f"XML: {problem}" for problem in _malformed_xml()]
    failed += [f"too long: {place}" for place in too_long(ROOT)]
    for name in failed:
        say(f"failed: {name}")
    return 1 if failed else 0


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


def _malformed_xml():
    for path in sorted(ROOT.rglob("*.xml")):
        if LOCAL not in path.parents:
            try:
                ElementTree.parse(path)
            except ElementTree.ParseError as error:
                yield f"{path.relative_to(ROOT)}: {error}"
