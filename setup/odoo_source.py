"""Odoo 19.0 itself: ODOO_HOME, else an importable `odoo`, else one fetched into .local/.

It fetches Debian's package (odoo_debian.py), or else the upstream branch 19.0; the variable
ODOO_REPOSITORY names another git repository for it.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import debian
import odoo_debian
from common import LOCAL, SetupError, run, say

FOLDER = LOCAL / "odoo"
DEBIAN_PATH = "usr/lib/python3/dist-packages"
REPOSITORY = "https://github.com/odoo/odoo.git"
BRANCH = "19.0"
# Debian omits this file although the assets name it; the browser would report an error on every
# page.
MISSING = "mail/static/lib/selfie_segmentation/selfie_segmentation.js"
REMEDY = "check the network, or set ODOO_HOME to an Odoo 19.0"


class Source:
    """Paths of Odoo: `python_path` contains the package odoo, `addons` are the addon folders."""

    def __init__(self, python_path):
        self.python_path = Path(python_path)
        self.addons = [self.python_path / "odoo" / "addons"]
        if (self.python_path / "odoo-bin").exists():
            self.addons.append(self.python_path / "addons")


def ensure():
    """Find Odoo 19.0, and fetch it if necessary."""
    home = os.environ.get("ODOO_HOME")
    if home:
        return _from_home(Path(home).resolve())
    importable = _importable()
    if importable:
        return Source(importable)
    ready = FOLDER / "ready"
    if not ready.exists():
        ready.write_text(_fetch())
    return Source(FOLDER / (ready.read_text() or DEBIAN_PATH))


def _from_home(home):
    for folder in (home, home.parent):
        if _version(folder) == "19.0":
            return Source(folder)
    raise SetupError(f"ODOO_HOME names {home}, which holds no Odoo 19.0: correct it or unset it.")


def _version(folder):
    try:
        text = (folder / "odoo/release.py").read_text()
    except OSError:
        return None
    found = re.search(r"^version_info = \((\d+), (\d+)", text, re.MULTILINE)
    return found and ".".join(found.groups())


def _importable():
    """Return the folder of an importable `odoo` 19.0, if there is one."""
    code = "import odoo.release as release; print(release.__file__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd="/")
    if done.returncode:
        return None
    folder = Path(done.stdout.strip()).parent.parent
    return folder if _version(folder) == "19.0" else None


def _fetch():
    """Fill FOLDER; return the path of the package `odoo` in it."""
    for fetch in (_from_debian, _from_maker):
        shutil.rmtree(FOLDER, ignore_errors=True)
        try:
            path = fetch()
        except SetupError as error:
            say(str(error))
            continue
        if _version(FOLDER / path) == "19.0":
            return path
        say("What came is no Odoo 19.0.")
    raise SetupError(f"Odoo 19.0 could not be fetched: {REMEDY}.")


def _from_debian():
    say("Fetching Odoo 19.0 from Debian (about 130 MB)")
    odoo_debian.unpack(FOLDER)
    stub = FOLDER / DEBIAN_PATH / "odoo/addons" / MISSING
    if not stub.exists():
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text("/* Left out of the Debian package; written by setup/odoo_source.py. */\n")
    return DEBIAN_PATH


def _from_maker():
    address = os.environ.get("ODOO_REPOSITORY") or REPOSITORY
    if not shutil.which("git"):
        debian.install("git")
    say(f"Cloning Odoo's branch {BRANCH} from {address} (about 1 GB)")
    command = ["git", "clone", "-q", "--depth", "1", "--branch", BRANCH, address, FOLDER]
    run(
        command,
        f"Odoo could not be cloned from {address}.",
        env={**os.environ, "GIT_TERMINAL_PROMPT": "0"},
    )
    return "."
