"""Debian's package of Odoo 19.0 and its linked packages, unpacked without installation.

odoo_packages.txt lists the exact files. A file is identified by its SHA-256, so it may come from
any mirror, even an outdated one or one with unknown keys. A file that no mirror has is replaced
by the newest one of the same package, which apt takes from the archive if its signature is valid.
"""

import hashlib
import os
import shutil
import subprocess
from collections import namedtuple
from pathlib import Path
from urllib.parse import quote

import mirrors
from common import LOCAL, SetupError, run, say

PINS = Path(__file__).with_name("odoo_packages.txt")
MOMENT = "20260401T000000Z"  # a moment when the archive had these files, for snapshots
HELPER = "/usr/lib/apt/apt-helper"  # downloads with apt's own proxies, certificates and passwords
APT = LOCAL / "apt"
DEBS = LOCAL / "debs"
CONFIG = 'APT::Sandbox::User "root";\n'


class Pin(namedtuple("Pin", "digest suite path")):
    """One file of the archive."""

    @property
    def file_name(self):
        return self.path.rpartition("/")[2]

    @property
    def package(self):
        return self.file_name.partition("_")[0]


def pins():
    lines = PINS.read_text().splitlines()
    return [Pin(*line.split()) for line in lines if line and not line.startswith("#")]


def unpack(folder):
    """Fetch missing files and unpack all in ``folder``; raise SetupError if it fails."""
    if not os.access(HELPER, os.X_OK):
        raise SetupError("This system has no apt to fetch Debian's package with.")
    DEBS.mkdir(exist_ok=True)
    addresses = mirrors.addresses(MOMENT)
    files = {pin: pinned(pin, addresses) for pin in pins()}
    missing = [pin for pin, file in files.items() if file is None]
    if missing:
        names = ", ".join(pin.file_name for pin in missing)
        say(f"No mirror has {names}: taking the newest")
        files.update(_newest(missing))
    for file in files.values():
        run(["dpkg-deb", "-x", file, folder], f"{file} is damaged: remove it and start again.")


def pinned(pin, addresses):
    """Return the pinned file, from an earlier fetch or the first mirror that has it, or None."""
    file = DEBS / pin.file_name
    for address in [None, *addresses]:
        if address:
            _download(f"{address}/{quote(pin.path)}", file, pin.digest)
        if file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == pin.digest:
            return file
    return None


def _download(address, file, digest):
    """Try to fetch one file; discard it if it is not the expected one."""
    file.unlink(missing_ok=True)
    APT.mkdir(exist_ok=True)
    config = APT / "helper.conf"
    config.write_text(CONFIG)
    subprocess.run(
        [HELPER, "download-file", address, file, f"SHA256:{digest}"],
        env={**os.environ, "APT_CONFIG": str(config)},
        capture_output=True,
    )
    Path(f"{file}.FAILED").unlink(missing_ok=True)


def _newest(missing):
    """Return {pin: file} of the newest packages of these names in the pins' suites."""
    failure = (
        "Odoo's Debian package could not be fetched: check the network and that the package "
        "debian-archive-keyring is up to date."
    )
    _write_apt_state()
    folder = APT / "newest"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    environment = {**os.environ, "APT_CONFIG": str(APT / "apt.conf")}
    run(["apt-get", "-q", "update"], failure, env=environment)
    wanted = [f"{pin.package}/{pin.suite}" for pin in missing]
    run(["apt-get", "-q", "download", *wanted], failure, env=environment, cwd=folder)
    return {pin: next(folder.glob(f"{pin.package}_*.deb")) for pin in missing}


def _write_apt_state():
    for folder in ("state/lists/partial", "cache/archives/partial", "parts"):
        (APT / folder).mkdir(parents=True, exist_ok=True)
    (APT / "state/status").touch()
    for old in (APT / "parts").iterdir():
        old.unlink()
    name, text = mirrors.source()
    (APT / "parts" / name).write_text(text)
    (APT / "apt.conf").write_text(
        f'{CONFIG}Dir::State "{APT}/state";\nDir::State::status "{APT}/state/status";\n'
        f'Dir::Cache "{APT}/cache";\n'
        f'Dir::Etc::sourcelist "/dev/null";\nDir::Etc::sourceparts "{APT}/parts";\n'
        'Acquire::Languages "none";\n'
        "#clear APT::Update::Post-Invoke-Success;\n#clear APT::Update::Post-Invoke;\n"
    )
