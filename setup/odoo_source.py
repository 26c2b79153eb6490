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
    unpacked = FOLDER / "usr/lib/python3/dist-packages"
    if (FOLDER / "ready").exists():
        return Source(unpacked)
    importable = _importable()
    if importable:
        return Source(importable)
    _fetch()
    return Source(unpacked)


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
    failure = "Odoo's Debian package could not be fetched: check the network, or set ODOO_HOME to an Odoo 19.0."
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
    mirror, options = _mirror()
    lines = [f"deb {options} {mirror} {suite} main\n" for suite in PACKAGES]
    (APT / "sources.list").write_text("".join(lines))
    (APT / "apt.conf").write_text(
        f'Dir::State "{APT}/state";\nDir::State::status "{APT}/state/status";\nDir::Cache "{APT}/cache";\n'
        f'Dir::Etc::sourcelist "{APT}/sources.list";\nDir::Etc::sourceparts "{APT}/parts";\n'
        'Acquire::Languages "none";\nAPT::Sandbox::User "root";\n'
        "#clear APT::Update::Post-Invoke-Success;\n#clear APT::Update::Post-Invoke;\n"
    )


def _mirror():
    """(address, apt options) of the first Debian archive among the machine's own sources."""
    for path in sorted(Path("/etc/apt").glob("sources.list*")) + sorted(
        Path("/etc/apt/sources.list.d").glob("*")
    ):
        if path.is_file() and path.suffix in (".list", ".sources"):
            text = path.read_text(errors="replace")
            found = _from_deb822(text) if path.suffix == ".sources" else _from_list(text)
            if found:
                return found
    raise SetupError(
        "No Debian mirror is named in /etc/apt: add one, or set ODOO_HOME to an Odoo 19.0."
    )


def _from_deb822(text):
    for stanza in re.split(r"\n\s*\n", text):
        fields = dict(re.findall(r"^(\S+?):[ \t]*(.*)$", stanza, re.MULTILINE))
        if fields.get("Enabled", "yes") == "yes" and "deb" in fields.get("Types", "").split():
            for address in fields.get("URIs", "").split():
                if _is_archive(address):
                    key = fields.get("Signed-By")
                    return address, f"[signed-by={key}]" if key else ""
    return None


def _from_list(text):
    for options, address in re.findall(r"^deb\s+(\[[^]]*\]\s+)?(\S+)\s", text, re.MULTILINE):
        if _is_archive(address):
            return address, options.strip()
    return None


def _is_archive(address):
    """True for a mirror of Debian's main archive, which alone has sid."""
    return address.rstrip("/").endswith("/debian")
