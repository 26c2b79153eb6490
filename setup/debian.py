"""Packages of the distribution, installed only when a program is missing."""

import os
import shutil
import subprocess
from pathlib import Path

from common import SetupError, run, say

CLUSTER_SETTING = Path("/etc/postgresql-common/createcluster.d/directive-tracking.conf")


def install(*packages):
    """Install Debian packages, as root or through sudo."""
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise SetupError(
            f"This system has no apt-get: install {names} by its own means and start again."
        )
    say(f"Installing from the distribution: {names}")
    remedy = f"Debian packages could not be installed: try 'apt-get update; apt-get install {names}' by hand."
    _as_root(["apt-get", "-q", "update"], remedy)
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    _as_root(
        [*quiet, "apt-get", "-q", "install", "-y", "--no-install-recommends", *packages], remedy
    )


def install_postgresql():
    """Install the database server without Debian's default cluster."""
    new = not CLUSTER_SETTING.parent.exists()
    if new:
        _as_root(
            ["mkdir", "-p", CLUSTER_SETTING.parent],
            "The folder of PostgreSQL's settings could not be made.",
        )
        setting = f"echo create_main_cluster=false > {CLUSTER_SETTING}"
        _as_root(["sh", "-c", setting], "PostgreSQL's default cluster could not be turned off.")
    try:
        install("postgresql")
    finally:
        if new:
            _as_root(["rm", "-f", CLUSTER_SETTING], f"Remove {CLUSTER_SETTING} by hand.")


def install_paper_font():
    """Install a font with the widths of Times New Roman and all Vietnamese letters, unless it is there.

    Liberation has them since version 2, which Debian 12 still packs under a name of its own.
    """
    if _prints_vietnamese("Liberation Serif"):
        return
    two = subprocess.run(["apt-cache", "show", "fonts-liberation2"], capture_output=True)
    install("fonts-liberation" if two.returncode else "fonts-liberation2")


def _prints_vietnamese(family):
    letter = f"{ord('ộ'):x}"
    asked = ["fc-list", f":family={family}:charset={letter}"]
    return bool(
        shutil.which("fc-list") and subprocess.run(asked, capture_output=True, text=True).stdout
    )


def _as_root(command, failure):
    if os.getuid():
        if not shutil.which("sudo"):
            raise SetupError(f"{failure} (This user is not root and there is no sudo.)")
        command = ["sudo", *command]
    run(command, failure)
