"""Template databases with installed addons: copying takes a second, installing half a minute.

Before each copy the template is updated to the checkout. Python tests are read by every run, so
they need no update; after any other change in an addon the template is updated; after a change of
version (of Odoo, an addon, the Python packages or the database server) it is created again, on a copy
of the template with the addons that all others are built on.
"""

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from common import LOCAL, ROOT, SetupError, addons, exclusive, fingerprint, run, say
from python_env import REQUIREMENTS

HERE = Path(__file__).parent
KEPT = LOCAL / "templates"
FOLDER = "DIRECTIVE_TEMPLATES"  # variable with a folder other than KEPT
WARNINGS = re.compile(r" (WARNING|ERROR|CRITICAL) ")  # in Odoo's log
# Browser tests would otherwise build the same scripts and style sheets on every copy.
PREPARE = (HERE / "runners/bundles.py").read_text() + "\nbuild(env)\n"


class Template:
    """The database with the addons ``names`` (comma-separated), for this environment.

    :param bool assets: whether it also holds scripts and style sheets, for tests in a browser
    """

    def __init__(self, names, python, environment, assets=False):
        self.names = names
        self.own = _with_dependencies(names.split(","))
        self.others = sorted(set(names.split(",")) - set(self.own))
        self.assets = assets
        self.python = python
        self.folder = Path(environment.get(FOLDER) or KEPT)
        held = ["assets"] * assets + self.own + self.others
        self.database = f"{prefix(self.folder)}{_digest(','.join(held))}"
        self.stamp = self.folder / f"{self.database}.json"
        self.data = self.folder / "data"
        self.environment = {**environment, "ODOO_DATA_DIR": str(self.data)}

    def copy(self, database, data_dir):
        """Update the template and copy it with its files into another data folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with exclusive(self.database):
            state = self._state()
            if self._stamped() != state:
                self._renew(state)
            self._copy(self.database, database, Path(data_dir))

    def _renew(self, state):
        """Create the next template; the old one stays until this has succeeded."""
        new = f"{self.database}_new"
        self._call("drop", new)
        shutil.rmtree(self.data / "filestore" / new, ignore_errors=True)
        stamped = self._stamped()
        if stamped and stamped["versions"] == state["versions"]:
            say(f"Updating the template database for {self.names}")
            self._copy(self.database, new, self.data)
            self._odoo(new, "-u", ",".join(_changed(stamped["files"], state["files"])))
        else:
            say(f"Making the template database for {self.names} (about a minute, once)")
            self._copy_of_lowest(new)
            self._odoo(new, "-i", self.names)
        self._replace(new)
        self.stamp.write_text(json.dumps(state))

    def _copy_of_lowest(self, new):
        """Begin with the template of the addons that need no other of ours, unless it is this one."""
        lowest = [name for name in self.own if _with_dependencies([name]) == [name]]
        if lowest and (lowest != self.own or self.others or self.assets):
            Template(",".join(lowest), self.python, self.environment).copy(new, self.data)

    def _replace(self, new):
        self.stamp.unlink(missing_ok=True)
        self._call("drop", self.database)
        self._call("rename", new, self.database)
        files = self.data / "filestore"
        shutil.rmtree(files / self.database, ignore_errors=True)
        if (files / new).exists():
            (files / new).rename(files / self.database)

    def _copy(self, source, target, data_dir):
        self._call("copy", source, target)
        files = self.data / "filestore" / source
        if files.exists():
            # Odoo never changes a file in its store, so hard links are enough.
            shutil.copytree(files, data_dir / "filestore" / target, copy_function=os.link)

    def _odoo(self, database, *options):
        """Install or update without a warning, then build the assets if they are wanted."""
        told = self._start(database, *options, "--stop-after-init")
        if WARNINGS.search(told):
            print(told, file=sys.stderr)
            raise SetupError("The template database was made with the warnings above; mend them.")
        if self.assets:
            self._start(database, shell=["shell"], script=PREPARE)

    def _start(self, database, *options, shell=(), script=""):
        """Run Odoo to its end; return what it said."""
        failure = "The template database could not be made; the lines above tell why."
        common = ["-d", database, "--no-http", "--max-cron-threads=0", "--log-level=warn"]
        command = [self.python, HERE / "server/start.py", *shell, *common, *options]
        return run(command, failure, input=script, env=self.environment)

    def _call(self, *arguments):
        call(self.python, self.environment, *arguments)

    def _stamped(self):
        """Return the stored state of the template, or None."""
        command = [self.python, HERE / "runners/database.py", "exists", self.database]
        if not self.stamp.exists() or subprocess.run(command, env=self.environment).returncode:
            return None
        return json.loads(self.stamp.read_text())

    def _state(self):
        """Return the dependencies of the template as JSON values."""
        own = self.own
        server = [self.environment.get(name) for name in ("PGHOST", "PGPORT", "PGSERVICE")]
        odoo = Path(self.environment.get("PYTHONPATH", "").rpartition(":")[2])
        marks = [odoo / "odoo/release.py", odoo / ".git/index"]
        return {
            "files": {name: fingerprint(name) for name in own},
            "versions": {
                **{name: _manifest(name)["version"] for name in own},
                "server": server,
                "odoo": [[str(mark), mark.stat().st_mtime_ns] for mark in marks if mark.exists()],
                "packages": hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest(),
            },
        }


def prefix(folder):
    """Return the common prefix of all template names of a folder."""
    return f"template_{_digest(str(Path(folder).resolve()))}_"


def drop_all(python, environment, folder):
    """Drop the templates of a folder, and the folder."""
    if Path(folder).exists():
        call(python, environment, "drop_all", prefix(folder))
        shutil.rmtree(folder)


def call(python, environment, *arguments):
    """Run one step of runners/database.py; raise SetupError if the server refuses it."""
    failure = f"The database server refused this: {' '.join(arguments)}; see the lines above."
    run([python, HERE / "runners/database.py", *arguments], failure, env=environment)


def _changed(before, now):
    return [name for name in now if before.get(name) != now[name]]


def _with_dependencies(names):
    """Return the addons of this project that are installed together with ``names``."""
    own, found, waiting = set(addons()), set(), list(names)
    while waiting:
        name = waiting.pop()
        if name in own - found:
            found.add(name)
            waiting += _manifest(name).get("depends", [])
    return sorted(found)


def _manifest(name):
    path = ROOT / name / "__manifest__.py"
    try:
        return ast.literal_eval(path.read_text())
    except (SyntaxError, ValueError) as error:
        raise SetupError(f"{path} cannot be read as a manifest: {error}") from error


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:8]
