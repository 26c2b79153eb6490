"""Virtual environments with the packages that requirements.txt pins."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import debian
from common import LOCAL, run, say

FOLDER = LOCAL / "venv"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def ensure(folder=FOLDER, what=("-r", REQUIREMENTS)):
    """Install packages with pip in the environment; return its Python."""
    python = folder / "bin/python"
    if is_ready(folder):
        return python
    if not _works(python):
        _create(folder)
    say("Installing the Python packages")
    failure = "Python packages could not be installed: check the network and the package index, then start again."
    run([python, "-m", "pip", "install", "-q", *what], failure, stdin=subprocess.DEVNULL)
    (folder / "ready").write_text(_wanted())
    return python


def is_ready(folder=FOLDER):
    """Tell whether the environment works and matches requirements.txt."""
    stamp = folder / "ready"
    return stamp.exists() and stamp.read_text() == _wanted() and _works(folder / "bin/python")


def _wanted():
    return hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()


def _works(python):
    """Tell whether this Python starts, and is the one that the set-up runs on."""
    if not python.exists():
        return False
    command = [python, "-c", "import sys; print(sys.version)"]
    asked = subprocess.run(command, capture_output=True, text=True)
    return asked.stdout.strip() == sys.version


def _create(folder):
    needed = [sys.executable, "-c", "import ensurepip, venv"]
    if subprocess.run(needed, capture_output=True).returncode:
        debian.install("python3-venv")
    shutil.rmtree(folder, ignore_errors=True)
    run(
        [sys.executable, "-m", "venv", folder],
        f"The virtual environment {folder} could not be made.",
    )
