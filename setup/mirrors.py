"""Mirrors of Debian's main archive, as the machine's own apt sources name them."""

import re
from pathlib import Path

from common import SetupError

APT = Path("/etc/apt")
SUITES = "sid trixie"
# Addresses of the main archive, the only one with sid: plain, snapshot, or a mirror list.
ARCHIVE = re.compile(r"/debian(?:/\d{8}T\d{6}Z)?/?$|/debian\.list$")
SNAPSHOT = re.compile(r"/\d{8}T\d{6}Z/?$")
MIRROR_LIST = "mirror+file:"


def source():
    """Return (file name, text) of our apt source: the machine's first main archive, other suites."""
    for found in _sources():
        return found
    raise SetupError("No Debian mirror is named in /etc/apt.")


def addresses(moment):
    """Return addresses of the archive, best first; snapshots also as of ``moment``."""
    found = []
    for _name, text in _sources():
        address = re.search(r"^(?:URIs:|deb(?:\s+\[[^]]*\])?)\s+(\S+)", text, re.MULTILINE)[1]
        found += _listed(address) if address.startswith(MIRROR_LIST) else [address]
    plain = [address.rstrip("/") for address in found]
    moved = [SNAPSHOT.sub(f"/{moment}", address) for address in plain]
    return list(dict.fromkeys([*plain, *moved]))


def from_deb822(text):
    """Return the stanza of Debian's main archive in a .sources file, with our suites."""
    for stanza in re.split(r"\n\s*\n", text):
        fields = dict(re.findall(r"^(\S+?):[ \t]*(.*)$", stanza, re.MULTILINE))
        archives = [uri for uri in fields.get("URIs", "").split() if ARCHIVE.search(uri)]
        enabled = fields.get("Enabled", "yes") == "yes"
        if archives and enabled and "deb" in fields.get("Types", "").split():
            ours = {"Types": "deb", "URIs": archives[0], "Components": "main", "Suites": SUITES}
            for name, value in ours.items():
                stanza = re.sub(rf"^{name}:.*$", f"{name}: {value}", stanza, flags=re.MULTILINE)
            return stanza.strip() + "\n"
    return None


def from_list(text):
    """Return the line of Debian's main archive in a .list file, with our suites."""
    for options, address in re.findall(r"^deb\s+(\[[^]]*\]\s+)?(\S+)\s", text, re.MULTILINE):
        if ARCHIVE.search(address):
            return "".join(f"deb {options}{address} {suite} main\n" for suite in SUITES.split())
    return None


READERS = {".sources": from_deb822, ".list": from_list}


def _sources():
    for path in [APT / "sources.list", *sorted((APT / "sources.list.d").glob("*"))]:
        if path.is_file() and path.suffix in READERS:
            text = READERS[path.suffix](path.read_text(errors="replace"))
            if text:
                yield f"ours{path.suffix}", text


def _listed(address):
    """Return the mirrors in the file of an address `mirror+file:…`."""
    path = Path("/" + address.removeprefix(MIRROR_LIST).lstrip("/"))
    lines = path.read_text(errors="replace").splitlines() if path.is_file() else []
    return [line.split()[0] for line in lines if line.strip() and not line.startswith("#")]
