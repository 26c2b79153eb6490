"""bin/audit: are advisories known against the Python packages of requirements.txt?

pip-audit asks the package index or OSV. A service that does not know a package reports no
advisories, so each is first asked about a release that is known to be vulnerable.

`bin/audit all.zip` reads the advisories that OSV publishes as one file instead, for a machine
without the network: fetch it where there is one, and bring it here.

Where neither can be had, the pins are compared with `advisories.json`, a list gathered by hand. It
is never complete, so that nothing found there is no clean bill of health.
"""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from common import LOCAL, run, say
from python_env import REQUIREMENTS

FOLDER = LOCAL / "audit"
PIP_AUDIT = "pip-audit==2.10.1"
KNOWN_BAD = "Jinja2==2.4.1\n"  # CVE-2014-1402 and others
SERVICES = ("pypi", "osv")
EXPORT = "https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip"
LIST = Path(__file__).parent / "advisories.json"
PIN = re.compile(r"^([\w.-]+)==([\w.]+)", re.MULTILINE)


def main(arguments=()):
    """Print the advisories; return 0 if every package was checked and none is vulnerable.

    It is 1 if one is vulnerable or was not judged, and 2 if no service answered.
    """
    if arguments:
        return _judge_by_export(Path(arguments[0]))
    _install()
    for service in SERVICES:
        if any(found for _package, found in _ask(service, _known_bad()) or ()):
            return _judge(_ask(service, REQUIREMENTS))
    say(
        "Nothing was audited: no data on advisories can be reached from here "
        "(asked for a release known to be bad, neither the package index nor OSV knew of it). "
        f"Fetch {EXPORT} on a machine that can, bring it here, and name it: bin/audit all.zip"
    )
    return 1 if _compare_with_list() else 2


def _compare_with_list():
    """Print which pins the list names; return how many of its advisories have no answer."""
    known = json.loads(LIST.read_text())
    pins = {_plain(name): version for name, version in PIN.findall(REQUIREMENTS.read_text())}
    hits = [one for one in known["advisories"] if _is_below(pins, one)]
    for one in hits:
        line = f"{one['package']} {pins[_plain(one['package'])]}: {' '.join(one['ids'])}"
        print(f"{line}, mended in {one['fixed']}; {one.get('answer', 'to look at')}")
    count = len(known["advisories"])
    print(f"Compared with {count} advisories gathered by {known['gathered']}, which are not all.")
    return sum("answer" not in one for one in hits)


def _is_below(pins, advisory):
    version = pins.get(_plain(advisory["package"]))
    return version is not None and _numbers(version) < _numbers(advisory["fixed"])


def _numbers(version):
    return [int(part) for part in re.findall(r"\d+", version)]


def _judge_by_export(path):
    try:
        advisories = _read_export(path)
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        say(f"Nothing was audited: {path} cannot be read as OSV's file of advisories: {error}")
        return 2
    if not _advisories_on(advisories, KNOWN_BAD):
        say(f"Nothing was audited: {path} knows nothing even of {KNOWN_BAD.strip()}.")
        return 2
    print(f"Advisories until {max(one['modified'] for one in advisories)[:10]}")
    pins = PIN.findall(REQUIREMENTS.read_text())
    return _judge(
        [
            (f"{name} {version}", _advisories_on(advisories, f"{name}=={version}"))
            for name, version in pins
        ]
    )


def _read_export(path):
    """Return the advisories of OSV's file that have not been withdrawn."""
    with zipfile.ZipFile(path) as file:
        found = [json.loads(file.read(name)) for name in file.namelist() if name.endswith(".json")]
    return [one for one in found if "withdrawn" not in one]


def _advisories_on(advisories, pin):
    """Return a line for each advisory on the release ``pin``."""
    name, version = PIN.match(pin).groups()
    return [
        f"{' '.join([one['id'], *one.get('aliases', ())])}, mended in {_mended(package)}"
        for one in advisories
        for package in one["affected"]
        if _same_name(package["package"]["name"], name) and version in package.get("versions", ())
    ]


def _mended(package):
    events = [event for one in package.get("ranges", ()) for event in one["events"]]
    return ", ".join(event["fixed"] for event in events if "fixed" in event) or "no release"


def _same_name(one, other):
    return _plain(one) == _plain(other)


def _plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


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
