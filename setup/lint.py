"""bin/lint: ruff, pylint-odoo's mandatory list and well-formed XML."""

import subprocess
from xml.etree import ElementTree

from common import LOCAL, ROOT, addons, say


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
    for name in failed:
        say(f"failed: {name}")
    return 1 if failed else 0


def _malformed_xml():
    for path in sorted(ROOT.rglob("*.xml")):
        if LOCAL not in path.parents:
            try:
                ElementTree.parse(path)
            except ElementTree.ParseError as error:
                yield f"{path.relative_to(ROOT)}: {error}"
