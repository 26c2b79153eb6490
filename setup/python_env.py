"""The virtual environment with the pinned packages of requirements.txt."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import debian
from common import LOCAL, run, say

FOLDER = LOCAL / "venv"
PYTHON = FOLDER / "bin/python"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def ensure():
    """Make the environment match requirements.txt; returns its Python."""
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()
    stamp = FOLDER / "ready"
    if stamp.exists() and stamp.read_text() == wanted and _works():
        return PYTHON
    if not _works():
        _create()
    say("Installing the Python packages")
    failure = "Python packages could not be installed: check the network and the package index, then start again."
    run(
        [PYTHON, "-m", "pip", "install", "-q", "-r", REQUIREMENTS],
        failure,
        stdin=subprocess.DEVNULL,
    )
    stamp.write_text(wanted)
    return PYTHON


def _works():
    return (
        PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], capture_output=True).returncode == 0
    )


def _create():
    if subprocess.run(
        [sys.executable, "-c", "import ensurepip, venv"], capture_output=True
    ).returncode:
        debian.install("python3-venv")
    shutil.rmtree(FOLDER, ignore_errors=True)
    run(
        [sys.executable, "-m", "venv", FOLDER],
        f"The virtual environment {FOLDER} could not be made.",
    )
