"""Odoo 19.0 itself: ODOO_HOME, else an importable `odoo`, else Debian's package odoo-19, unpacked in .local/.

The package is in Debian's suite sid. It is fetched through an apt state of our own from the mirror that the
machine's own sources name and checked with the machine's own keyring; the system's sources stay as they are.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from common import LOCAL, SetupError, run, say

FOLDER = LOCAL / "odoo"
APT = LOCAL / "apt"
DEBS = LOCAL / "debs"
# Odoo links to the icon font of FontAwesome 4, which sid no longer has.
PACKAGES = {
    "sid": ["odoo-19", "libjs-jquery", "libjs-jquery-form", "libjs-underscore"]
    + ["fonts-montserrat", "fonts-roboto-unhinted"],
    "trixie": ["fonts-font-awesome", "fonts-inconsolata", "fonts-ocr-b"],
}
# The package lacks this file although the assets name it; the browser would report an error on every page.
MISSING = "mail/static/lib/selfie_segmentation/selfie_segmentation.js"
# Addresses of Debian's main archive, which alone has sid: plain, from snapshot, or a list of mirrors.
ARCHIVE = re.compile(r"/debian(?:/\d{8}T\d{6}Z)?/?$|/debian\.list$")


class Source:
    """Where Odoo lies: `python_path` holds the package odoo, `addons` the folders of its addons."""

    def __init__(self, python_path):
        self.python_path = Path(python_path)
        self.addons = [self.python_path / "odoo" / "addons"]
        if (self.python_path / "odoo-bin").exists():
            self.addons.append(self.python_path / "addons")


def ensure():
    """Find Odoo 19.0, fetching it if need be."""
    home = os.environ.get("ODOO_HOME")
    if home:
        return _from_home(Path(home).resolve())
    importable = _importable()
    if importable:
        return Source(importable)
    if not (FOLDER / "ready").exists():
        _fetch()
    return Source(FOLDER / "usr/lib/python3/dist-packages")


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
    """The folder of an `odoo` 19.0 which this Python can import, if there is one."""
    code = "import odoo.release as release; print(release.__file__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd="/")
    if done.returncode:
        return None
    folder = Path(done.stdout.strip()).parent.parent
    return folder if _version(folder) == "19.0" else None


def _fetch():
    say("Fetching Odoo 19.0 from Debian (about 130 MB)")
    failure = (
        "Odoo's Debian package could not be fetched: check the network and that the package "
        "debian-archive-keyring is up to date, or set ODOO_HOME to an Odoo 19.0."
    )
    shutil.rmtree(FOLDER, ignore_errors=True)
    DEBS.mkdir(exist_ok=True)
    _write_apt_state()
    environment = {**os.environ, "APT_CONFIG": str(APT / "apt.conf")}
    run(["apt-get", "-q", "update"], failure, env=environment)
    wanted = [f"{package}/{suite}" for suite, packages in PACKAGES.items() for package in packages]
    run(["apt-get", "-q", "download", *wanted], failure, env=environment, cwd=DEBS)
    for names in PACKAGES.values():
        for name in names:
            newest = max(DEBS.glob(f"{name}_*.deb"), key=lambda path: path.stat().st_mtime)
            run(
                ["dpkg-deb", "-x", newest, FOLDER],
                f"{newest} is damaged: remove it and start again.",
            )
    stub = FOLDER / "usr/lib/python3/dist-packages/odoo/addons" / MISSING
    if not stub.exists():
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text("/* Left out of the Debian package; written by setup/odoo_source.py. */\n")
    (FOLDER / "ready").touch()


def _write_apt_state():
    for folder in ("state/lists/partial", "cache/archives/partial", "parts"):
        (APT / folder).mkdir(parents=True, exist_ok=True)
    (APT / "state/status").touch()
    for old in (APT / "parts").iterdir():
        old.unlink()
    name, text = _sources()
    (APT / "parts" / name).write_text(text)
    (APT / "apt.conf").write_text(
        f'Dir::State "{APT}/state";\nDir::State::status "{APT}/state/status";\n'
        f'Dir::Cache "{APT}/cache";\n'
        f'Dir::Etc::sourcelist "/dev/null";\nDir::Etc::sourceparts "{APT}/parts";\n'
        'Acquire::Languages "none";\nAPT::Sandbox::User "root";\n'
        "#clear APT::Update::Post-Invoke-Success;\n#clear APT::Update::Post-Invoke;\n"
    )


def _sources():
    """(file name, text) of our own apt source: the machine's first Debian archive, other suites."""
    apt = Path("/etc/apt")
    for path in [apt / "sources.list", *sorted((apt / "sources.list.d").glob("*"))]:
        if path.is_file() and path.suffix in READERS:
            text = READERS[path.suffix](path.read_text(errors="replace"))
            if text:
                return f"ours{path.suffix}", text
    raise SetupError(
        "No Debian mirror is named in /etc/apt: add one, or set ODOO_HOME to an Odoo 19.0."
    )


def from_deb822(text):
    """The stanza of Debian's main archive in a .sources file, turned to our suites."""
    for stanza in re.split(r"\n\s*\n", text):
        fields = dict(re.findall(r"^(\S+?):[ \t]*(.*)$", stanza, re.MULTILINE))
        archives = [uri for uri in fields.get("URIs", "").split() if ARCHIVE.search(uri)]
        enabled = fields.get("Enabled", "yes") == "yes"
        if archives and enabled and "deb" in fields.get("Types", "").split():
            ours = {"Types": "deb", "URIs": archives[0], "Components": "main"}
            ours["Suites"] = " ".join(PACKAGES)
            for name, value in ours.items():
                stanza = re.sub(rf"^{name}:.*$", f"{name}: {value}", stanza, flags=re.MULTILINE)
            return stanza.strip() + "\n"
    return None


def from_list(text):
    """The line of Debian's main archive in a .list file, turned to our suites."""
    for options, address in re.findall(r"^deb\s+(\[[^]]*\]\s+)?(\S+)\s", text, re.MULTILINE):
        if ARCHIVE.search(address):
            return "".join(f"deb {options}{address} {suite} main\n" for suite in PACKAGES)
    return None


READERS = {".sources": from_deb822, ".list": from_list}
