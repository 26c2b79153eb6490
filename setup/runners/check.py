"""python check.py CONFIG ADDRESS [BACKUPS]: is this installation as the guide for operators says?

Each finding is one sentence: the fault and the remedy, in Vietnamese where the language of the
terminal (LANG) is. Nothing is changed.
"""

import configparser
import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from passlib.hash import pbkdf2_sha512

import units
from pages import UNTRUSTED, fetch
from saying import say

OLDEST_BACKUP = timedelta(days=2)
LEAST_FREE = 0.15  # of a disk
WANTED = {
    "list_db": ("False", "list_db is not False: anybody may list, copy and drop databases."),
    "proxy_mode": ("True", "proxy_mode is not True: behind nginx every caller has its address."),
    "http_interface": (
        "127.0.0.1",
        "http_interface is not 127.0.0.1: Odoo can be reached past nginx.",
    ),
}
ROTATION = Path("/etc/logrotate.d/directive-tracking")
ADMIN = "SELECT password FROM res_users WHERE login = 'admin' AND active"
KEY_VARIABLE = "DIRECTIVE_PETITION_KEYS"
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
UNSEEN = (
    "SELECT count(*) FROM pg_stat_replication WHERE NOT pg_has_role('pg_read_all_stats', 'USAGE')"
)
LAST_BACKUP = "SELECT value FROM ir_config_parameter WHERE key = 'directive_tracking.last_backup'"
ASKED = "SELECT max(date_asked) FROM directive_health"
MAIL_SERVERS = "SELECT count(*) FROM ir_mail_server WHERE active"
PARAMETER = "SELECT value FROM ir_config_parameter WHERE key = %s"
OFF = """
SELECT action.name->>'en_US' FROM ir_cron AS cron
  JOIN ir_act_server AS action ON action.id = cron.ir_actions_server_id
  JOIN ir_model_data AS data ON data.model = 'ir.cron' AND data.res_id = cron.id
 WHERE data.module LIKE 'directive%' AND NOT cron.active
"""
SERVER = {
    "dbname": "db_name",
    "host": "db_host",
    "port": "db_port",
    "user": "db_user",
    "password": "db_password",
}
SORTED = "SELECT 'Dương' < 'Đà' AND 'Đà' < 'Em'"
LATE = (
    "SELECT min(nextcall) < now() AT TIME ZONE 'UTC' - interval '1 hour' FROM ir_cron WHERE active"
)


def findings_of_config(options):
    """Return what is wrong in the server's settings.

    :param options: ``{name: text}`` of the section ``options``
    """
    found = [say(text) for name, (value, text) in WANTED.items() if options.get(name) != value]
    if _number(options, "workers", 0) < 2:
        found.append(say("workers is below 2: one slow page stops everybody."))
    if _number(options, "max_cron_threads", 2) < 2:
        found.append(
            say("max_cron_threads is below 2: a long scheduled action stops the messages.")
        )
    if len(options.get("admin_passwd", "admin")) < 16 or "PUT-A-LONG" in options["admin_passwd"]:
        found.append(say("admin_passwd is short or the example's: enter a long random word."))
    if not options.get("dbfilter"):
        found.append(say("dbfilter is empty: name the one database."))
    if "directive_tracking" not in options.get("server_wide_modules", ""):
        found.append(
            say("server_wide_modules lacks directive_tracking: without a database nobody is told.")
        )
    return found


def _number(options, name, default):
    """Return a setting that is a number; what is none counts as 0, as a fault."""
    try:
        return int(options.get(name, default))
    except ValueError:
        return 0


def findings_of_file(path):
    """Return what is wrong with the file of settings, which holds passwords."""
    if os.stat(path).st_mode & 0o007:
        return [say("{path} can be read by everybody: chown root:directive, chmod 640.", path=path)]
    return []


def findings_of_memory(options, total):
    """Return whether the workers fit into the machine.

    :param total: its memory in bytes
    """
    workers, each = _number(options, "workers", 0), _number(options, "limit_memory_soft", 2**31)
    if workers * each <= total:
        return []
    return [
        say(
            "{workers} workers may need {need:.0f} GB, the machine has {has:.0f}: lower workers.",
            workers=workers,
            need=workers * each / 2**30,
            has=total / 2**30,
        )
    ]


def findings_of_server(options, keys=None, folders=()):
    """Return what is wrong in the database of these settings, opened as Odoo opens it.

    :param keys: the file of the keys of sealed identities
    :param folders: of data and backups
    """
    named = {name: options.get(option) for name, option in SERVER.items()}
    given = {name: value for name, value in named.items() if value and value != "False"}
    try:
        connection = psycopg2.connect(**given)
    except psycopg2.OperationalError as error:
        reason = str(error).splitlines()[0]
        return [say("The database cannot be opened: {reason}", reason=reason)]
    with connection, connection.cursor() as cursor:
        found = findings_of_database(cursor, datetime.now(UTC).replace(tzinfo=None))
        found += findings_of_mail(cursor, options)
        return found + findings_of_keys(cursor, keys, folders)


def findings_of_database(cursor, now):
    """Return what is wrong in the database and its server."""
    return [
        *_durability(cursor),
        *_sorting(cursor),
        *_openness(cursor),
        *_base_url(cursor),
        *_jobs(cursor),
        *_backup(_one(cursor, LAST_BACKUP), now),
        *_watcher(_one(cursor, ASKED), now),
    ]


def _durability(cursor):
    for name in DURABLE:
        if _one(cursor, f"SHOW {name}") == "off":
            yield say(
                "{name} is off: after a power cut messages may be sent twice. Turn it on.",
                name=name,
            )
    if _one(cursor, "SHOW statement_timeout") == "0":
        yield say("statement_timeout is 0: a statement may run for ever. Set 15min.")
    if _one(cursor, "SHOW data_checksums") == "off":
        yield say(
            "Data checksums are off: a failing disk goes unnoticed. Run pg_checksums --enable."
        )

    if _one(cursor, UNSEEN):
        text = "The delay of the standbys cannot be seen: GRANT pg_monitor TO the user of Odoo."
        yield say(text)


def _sorting(cursor):
    if not _one(cursor, SORTED):
        yield say(
            "The database does not sort as Vietnamese does: make it anew from template_vi and restore into it."
        )


def _openness(cursor):
    if {"*", "0.0.0.0", "::"} & set(_one(cursor, "SHOW listen_addresses").split(", ")):
        yield say(
            "PostgreSQL listens on every address: name in listen_addresses those that are needed."
        )
    if is_first_password(_one(cursor, ADMIN)):
        yield say("The user admin still has the password admin: change it at once.")


def is_first_password(kept):
    """Tell whether what is kept of a password is that of the password Odoo is installed with."""
    with suppress(ValueError):
        return bool(kept) and pbkdf2_sha512.verify("admin", kept)
    return kept == "admin"


def _base_url(cursor):
    address = _one(cursor, PARAMETER, "web.base.url") or ""
    if urlsplit(address).scheme != "https":
        yield say(
            "web.base.url is {address}: links in messages need the https address.", address=address
        )
    if _one(cursor, PARAMETER, "web.base.url.freeze") not in ("True", "1"):
        yield say(
            "web.base.url is not frozen: an administrator's log-in may change it (web.base.url.freeze)."
        )


def _jobs(cursor):
    cursor.execute(OFF)
    for (name,) in cursor.fetchall():
        yield say("The scheduled action “{name}” is turned off: turn it on.", name=name)
    if _one(cursor, LATE):
        yield say(
            "Scheduled actions are more than an hour late: is the server running with max_cron_threads?"
        )


def _backup(moment, now):
    if not moment:
        yield say("No backup was ever made by bin/backup: enable directive-backup.timer.")
    elif (age := now - datetime.fromisoformat(str(moment))) > OLDEST_BACKUP:
        yield say(
            "No backup for {days} days: look at `systemctl status directive-backup`.", days=age.days
        )


def _watcher(moment, now):
    if not moment or now - moment > timedelta(hours=1):
        yield say(
            "Nobody has asked for the heartbeat for an hour: run bin/watch on another machine."
        )


def findings_of_mail(cursor, options):
    """Return whether e-mails have a server to go to."""
    if _one(cursor, MAIL_SERVERS) or options.get("smtp_server", "False") not in ("", "False"):
        return []
    return [say("No outgoing mail server is set up: page Today, line Mail server.")]


def findings_of_web(address, fetch):
    """Return what is wrong with the pages as people get them.

    :param fetch: ``fetch(url)`` returns a :class:`Page`, as :func:`fetch` does
    """
    status, headers, _url, body = fetch(f"{address}/web/login")
    if status == UNTRUSTED:
        text = (
            "The certificate of {address} is not accepted ({why}): every browser warns of it. Renew "
            "it, or enter the name that it was made for."
        )
        return [say(text, address=address, why=body.decode())]
    if status != 200:
        text = "{address}/web/login answers {status}: is nginx or Odoo down?"
        return [say(text, address=address, status=status)]
    found = []
    if "strict-transport-security" not in headers:
        found.append(
            say("The answer lacks Strict-Transport-Security: see deploy/nginx.conf.example.")
        )
    if headers.get("content-encoding") != "gzip":
        found.append(say("Pages are not compressed: turn gzip on in nginx."))
    if fetch(f"{address}/web/database/manager").status == 200:
        found.append(
            say("/web/database/manager is open: close it in nginx and set list_db = False.")
        )
    plain = address.replace("https://", "http://", 1)
    if not fetch(f"{plain}/web/login").url.startswith("https://"):
        found.append(say("The http address does not lead to https: add the redirection in nginx."))
    return found + _heartbeat(fetch(f"{address}/directive_tracking/health"))


def _heartbeat(page):
    if page.status == 200:
        return []
    codes = f"HTTP {page.status}"
    with suppress(ValueError, TypeError, KeyError):
        codes = ", ".join(json.loads(page.body)["problems"])
    text = (
        "The heartbeat reports a problem ({codes}): docs/en/operations.md, Alarms, says what to do."
    )
    return [say(text, codes=codes)]


def findings_of_machine(folders, ask):
    """Return what is wrong with clock, services and disks.

    :param ask: ``ask(command)`` returns the output of a command
    """
    found = []
    if ask(["timedatectl", "show", "-p", "NTPSynchronized", "--value"]).strip() != "yes":
        found.append(say("The clock is not synchronised: install systemd-timesyncd or chrony."))
    found += units.findings(ask)
    if not ROTATION.exists():
        text = "{path} is missing, logs grow for ever: copy deploy/logrotate there."
        found.append(say(text, path=ROTATION))
    for folder in folders:
        try:
            usage = shutil.disk_usage(folder)
        except OSError as error:
            text = "The folder {folder} cannot be used ({reason}): make it."
            found.append(say(text, folder=folder, reason=error.strerror))
            continue
        if usage.free < LEAST_FREE * usage.total:
            text = "The disk of {folder} has {left} GB left: make room."
            found.append(say(text, folder=folder, left=usage.free // 2**30))
    return found


def findings_of_keys(cursor, path, folders):
    """Return what is wrong with the keys of sealed identities.

    :param path: of the file of keys, or None
    :param folders: which no key may lie in: of data and backups
    """
    if not _one(cursor, "SELECT to_regclass('petition_seal')"):
        return []
    cursor.execute("SELECT DISTINCT key FROM petition_seal ORDER BY key")
    used = [name for (name,) in cursor.fetchall()]
    try:
        text, mode = Path(path or "").read_text(), Path(path).stat().st_mode
    except (OSError, TypeError):
        where = path or say("no file is named")
        text = "The key of sealed records is missing ({where}): bring it back from its safe."
        if not used:
            text = (
                "There is no key to seal identities with ({where}): make it, docs/en/petitions.md."
            )
        return [say(text, where=where)]
    found = []
    if mode & 0o077:
        text = "{path} can be read by others: chmod 0400, owned by the account of Odoo."
        found.append(say(text, path=path))
    if any(Path(path).resolve().is_relative_to(Path(one).resolve()) for one in folders):
        text = "{path} lies among data or backups: whoever has these could open the seals."
        found.append(say(text, path=path))
    names = {line.partition("=")[0].strip() for line in text.splitlines() if "=" in line}
    lacking = ", ".join(name for name in used if name not in names)
    if lacking:
        text = "{path} lacks the key {lacking}: what it sealed cannot be read."
        found.append(say(text, path=path, lacking=lacking))
    return found


def key_path(options, ask):
    """Return where the server finds its keys: in its settings, or in those of its service."""
    service = ask(["systemctl", "show", "directive-tracking", "-p", "Environment", "--value"])
    named = dict(one.split("=", 1) for one in service.split() if "=" in one)
    return (
        options.get("petition_key_file") or os.environ.get(KEY_VARIABLE) or named.get(KEY_VARIABLE)
    )


def _ask(command):
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout
    except OSError:
        return ""


def _one(cursor, query, *values):
    cursor.execute(query, values or None)
    row = cursor.fetchone()
    return row and row[0]


def main():
    path, address, *backups = sys.argv[1:]
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(Path(path).read_text())
        options = dict(parser["options"])
    except (OSError, KeyError, configparser.Error) as error:
        text = "{path} holds no settings that can be read: {reason}"
        print(say(text, path=path, reason=error))
        return True
    folders = [one for one in (options.get("data_dir"), *backups) if one]
    found = [
        *findings_of_file(path),
        *findings_of_config(options),
        *findings_of_memory(options, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")),
        *findings_of_server(options, key_path(options, _ask), folders),
        *findings_of_web(address.rstrip("/"), fetch),
        *findings_of_machine([options.get("data_dir", "/"), *backups], _ask),
    ]
    print("\n".join(found) or say("Everything is as the guide says."))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
