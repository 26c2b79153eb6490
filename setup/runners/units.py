"""Are the units of systemd those of this release? check.py asks.

What operators changed in them is theirs: only what a unit lacks altogether is a finding, and a
backup that names its database, which after a restore is no longer the one in use.
"""

from pathlib import Path

from saying import say

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
RUNNING = ("directive-tracking.service", "directive-backup.timer")
BACKUP = "directive-backup.service"
KNOWN = (*RUNNING, BACKUP)
WITH_A_VALUE = ("--keep", "--data")  # options of bin/backup


def findings(ask):
    """Return what is wrong with the units.

    :param ask: ``ask(command)`` returns the output of a command
    """
    return [*_stopped(ask), *_older(ask), *_other_database(ask)]


def _stopped(ask):
    for unit in RUNNING:
        if ask(["systemctl", "is-enabled", unit]).strip() != "enabled":
            text = "{unit} does not start with the machine: systemctl enable --now {unit}."
            yield say(text, unit=unit)
        elif ask(["systemctl", "is-active", unit]).strip() != "active":
            text = "{unit} does not run: systemctl start {unit}, and read systemctl status {unit}."
            yield say(text, unit=unit)


def _older(ask):
    for unit in KNOWN:
        installed = ask(["systemctl", "cat", unit])
        wanted = settings_of((DEPLOY / unit).read_text())
        lacking = ", ".join(sorted(wanted - settings_of(installed)))
        if installed.strip() and lacking:
            text = "{unit} is of an earlier release, it lacks {lacking}: copy deploy/{unit} anew."
            yield say(text, unit=unit, lacking=lacking)


def _other_database(ask):
    """Yield a finding if the backup names a database instead of following the settings."""
    for line in ask(["systemctl", "cat", BACKUP]).splitlines():
        name = database_of(line)
        if name:
            text = (
                "{unit} backs up {name} whatever database odoo.conf names, also after a restore:"
                " copy deploy/{unit} anew."
            )
            yield say(text, unit=BACKUP, name=name)


def settings_of(text):
    """Return the names of what a unit sets, of each variable of its environment as well.

    >>> sorted(settings_of("[Service]\\nUser=x\\n# A=1\\nEnvironment=B=1 C=2"))
    ['Environment=B', 'Environment=C', 'User']
    """
    found = set()
    for line in text.splitlines():
        name, equals, value = line.partition("=")
        if name == "Environment":
            found |= {f"{name}={one.partition('=')[0]}" for one in value.split()}
        elif equals and not name.startswith("#"):
            found.add(name)
    return found


def database_of(line):
    """Return the database that the line of a unit tells bin/backup, or None.

    >>> database_of("ExecStart=/opt/x/bin/backup old /var/backups --keep 30")
    'old'
    >>> database_of("ExecStart=/opt/x/bin/backup /var/backups --keep 30 --data /var/lib/x")
    >>> database_of("User=directive")
    """
    program, *words = line.partition("ExecStart=")[2].split() or [""]
    if not program.endswith("bin/backup"):
        return None
    before = ["", *words]
    given = [
        word
        for word, former in zip(words, before, strict=False)
        if not word.startswith("-") and former not in WITH_A_VALUE
    ]
    return given[0] if len(given) > 1 else None
