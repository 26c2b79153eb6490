"""bin/test NAME...: single tests, each run on its own copy of a kept template database."""

import os
import shutil
from pathlib import Path

import templates
from common import LOCAL, addons, say
from names import plain
from results import NOTHING
from suite_run import Run

FOLDER = LOCAL / "named"
SUITE = "named"
OUTSIDE = "tests."  # prefix of test names outside addons


def run(project, index, words):
    """Run the tests named by ``words``; return their counts."""
    _clear(project)
    folder = FOLDER / str(os.getpid())
    folder.mkdir(parents=True)
    found = {plain(word): index.find(word) for word in words}
    counts = NOTHING
    with Run(project, SUITE, folder, templates.KEPT) as suite:
        for step in (_of_addons, _outside):
            counts += step(suite, index, found)
    say(f"Logs: {folder}")
    return counts


def _of_addons(suite, index, found):
    chosen = _part(found, lambda name: not name.startswith(OUTSIDE))
    if not chosen:
        return NOTHING
    suite.copy(",".join([*addons(), "rpc"]))
    tags = ",".join(index.tag(name) for names in chosen.values() for name in names)
    return suite.tests_of(tags, names=list(chosen))


def _outside(suite, _index, found):
    chosen = _part(found, lambda name: name.startswith(OUTSIDE))
    if not chosen:
        return NOTHING
    # A name that lies within another one asked for would run its tests twice.
    wanted = {name for names in chosen.values() for name in names}
    outer = [name for name in sorted(wanted) if not any(_within(name, other) for other in wanted)]
    return suite.tests_in(*outer, names=list(chosen))


def _within(name, other):
    """Tell whether test ``name`` belongs to ``other``.

    >>> _within("tests.test_a.TestA.test_it", "tests.test_a"), _within("tests.a", "tests.a")
    (True, False)
    """
    return name.startswith(f"{other}.")


def _part(found, belongs):
    parts = {word: list(filter(belongs, names)) for word, names in found.items()}
    return {word: names for word, names in parts.items() if names}


def _clear(project):
    """Remove leftovers of ended runs, including the databases of killed ones."""
    for folder in FOLDER.glob("*"):
        if not Path("/proc", folder.name).exists():
            templates.call(
                project.python, project.environment, "drop", f"test_{SUITE}_{folder.name}"
            )
            shutil.rmtree(folder, ignore_errors=True)
