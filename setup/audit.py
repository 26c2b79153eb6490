"""bin/audit: are advisories known against the Python packages of requirements.txt?

pip-audit asks the package index or OSV. A service that does not know a package reports no
advisories, so each is first asked about a release that is known to be vulnerable.
"""

import json
import subprocess
import sys

from common import LOCAL, run, say
from python_env import REQUIREMENTS

FOLDER = LOCAL / "audit"
PIP_AUDIT = "pip-audit==2.10.1"
KNOWN_BAD = "Jinja2==2.4.1\n"  # CVE-2014-1402 and others
SERVICES = ("pypi", "osv")


def main(_arguments=()):
    """Print the advisories; return 0 if every package was checked and none is vulnerable."""
    _install()
    for service in SERVICES:
        if any(found for _package, found in _ask(service, _known_bad()) or ()):
            return _judge(_ask(service, REQUIREMENTS))
    say(
        "Nothing was audited: no data on advisories can be reached from here "
        "(asked for a release known to be bad, neither the package index nor OSV knew of it)."
    )
    return 2


def _judge(packages):
    """Print a line for each package that is vulnerable or was not checked."""
    if packages is None:
        say("Nothing was audited: the data could not be reached any more.")
        return 2
    lines = [f"{package}: {line}" for package, found in packages for line in found or []]
    lines += [f"{package}: not judged" for package, found in packages if found is None]
    print("\n".join([*lines, f"{len(packages)} packages, {len(lines)} to look at"]))
    return 1 if lines else 0


def _ask(service, requirements):
    """Return [(package, advisories or None if unknown)] of a file; None without an answer."""
    command = [FOLDER / "bin/pip-audit", "-s", service, "-r", requirements]
    command += ["--no-deps", "--disable-pip", "--progress-spinner", "off", "-f", "json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        return None
    return [_read(package) for package in report["dependencies"]]


def _read(package):
    if "skip_reason" in package:
        return package["name"], None
    found = [
        f"{' '.join([bad['id'], *bad['aliases']])}, mended in {', '.join(bad['fix_versions']) or 'no release'}"
        for bad in package["vulns"]
    ]
    return f"{package['name']} {package['version']}", found


def _known_bad():
    path = FOLDER / "known-bad.txt"
    path.write_text(KNOWN_BAD)
    return path


def _install():
    """Install pip-audit in a separate environment: its requirements are not part of the product."""
    stamp = FOLDER / "ready"
    if stamp.exists() and stamp.read_text() == PIP_AUDIT:
        return
    say(f"Installing {PIP_AUDIT}")
    failure = f"{PIP_AUDIT} could not be installed: check the network and the package index."
    run([sys.executable, "-m", "venv", "--clear", FOLDER], failure)
    run([FOLDER / "bin/python", "-m", "pip", "install", "-q", PIP_AUDIT], failure)
    stamp.write_text(PIP_AUDIT)
