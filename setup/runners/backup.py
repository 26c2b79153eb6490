"""python backup.py VERB NAME=VALUE...: a backup of one moment, and a new database made from one.

A backup is a folder named after its moment (UTC): `database.dump` (pg_dump, custom format),
`filestore/` (the files that the database names) and `manifest.json` (what must be found again).
Files are named after their content and never change: those of the last backup are linked, not
copied.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg2
from psycopg2.sql import SQL, Identifier

from database import drop

TABLES = """
SELECT relname FROM pg_class
 WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
"""
FILES = "SELECT DISTINCT store_fname FROM ir_attachment WHERE store_fname IS NOT NULL ORDER BY 1"
NOTE = """
INSERT INTO ir_config_parameter (key, value, create_date, write_date)
SELECT 'directive_tracking.last_backup', moment::timestamp(0)::text, moment, moment
  FROM (SELECT now() AT TIME ZONE 'UTC' AS moment) AS present
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, write_date = excluded.write_date
"""
# Releases before 19.0.1.7.0 do not know that they were restored: the update reads this and holds it.
HOLD = """
INSERT INTO ir_config_parameter (key, value, create_date, write_date)
SELECT 'directive_tracking.restored', moment::timestamp(0)::text, moment, moment
  FROM (SELECT now() AT TIME ZONE 'UTC' AS moment) AS present
 WHERE to_regclass('directive_notice_delivery') IS NOT NULL
   AND to_regclass('directive_restore') IS NULL
    ON CONFLICT (key) DO NOTHING
"""
# Another server has another identifier, but machines made from one image share it, and give the same
# numbers to the databases of the same steps: the restored one could be taken for the one it was.
HOLD_KNOWN = """
INSERT INTO directive_restore (mark, kind, database, date)
SELECT concat_ws(':', system_identifier, oid, 'restored ' || clock_timestamp()), 'noticed',
       datname, now() AT TIME ZONE 'UTC'
  FROM pg_database, pg_control_system() WHERE datname = current_database()
"""
KNOWS = "SELECT to_regclass('directive_restore') IS NOT NULL"
MANIFEST = "manifest.json"
DUMP = "database.dump"
CHECK = "check_{}_{}"
MOMENT = "%Y-%m-%dT%H-%M-%S.%fZ"
A_DAY = timedelta(days=1)


class BackupError(Exception):
    """One sentence for the user at the terminal."""


def backup(database, folder, data, keep=None, no_check="False", template="template0"):
    """Back up ``database`` into a new folder below ``folder``; print its name."""
    folder = Path(folder)
    now = datetime.now(UTC)
    moment = now.strftime(MOMENT)
    earlier = _backups(folder)
    _remove_cut_off(folder, (now - A_DAY).strftime(MOMENT))
    # A backup that is cut off keeps this name and is never taken for a whole one.
    unfinished = folder / f"{moment}.part"
    unfinished.mkdir(parents=True)
    _write(database, Path(data) / "filestore" / database, unfinished, earlier[-1:])
    if no_check == "False":
        _check_by_restoring(unfinished, database, data, template)
    made = unfinished.rename(folder / moment)
    _write_into(database, NOTE)  # when this was, for the monitoring
    for old in [*earlier, made][: -int(keep)] if keep else []:
        shutil.rmtree(old)
    print(made)


def _remove_cut_off(folder, before):
    """Remove what is left of backups that were cut off, lest they fill the disk."""
    for path in folder.glob("*Z.part"):
        if path.name < before:  # a younger one may be under way
            shutil.rmtree(path)


def restore(backup, database, data, template="template0"):
    """Make the new database ``database`` of the folder ``backup``."""
    source, files = Path(backup), Path(data) / "filestore" / database
    manifest = _manifest(source)
    if files.exists():
        raise BackupError(f"{files} exists: choose another name for the database.")
    _create(database, template)
    _pg(
        "pg_restore",
        "--no-owner",
        "--no-comments",
        "--exit-on-error",
        "-d",
        database,
        source / DUMP,
    )
    shutil.copytree(source / "filestore", files)
    _compare(database, files, manifest)
    _hold(database)
    print(f"{database} is restored as it was on {manifest['moment']} (UTC).")
    print("It sends nothing until an administrator releases it: menu Messages, Restored copies.")


def _hold(database):
    """Let it send nothing until it is released, whatever its server thinks of it."""
    connection = psycopg2.connect(dbname=database)
    with connection, connection.cursor() as cursor:
        cursor.execute(HOLD)
        cursor.execute(KNOWS)
        if cursor.fetchone()[0]:
            cursor.execute(HOLD_KNOWN)
    connection.close()


def _write(database, store, target, earlier):
    connection = psycopg2.connect(dbname=database)
    connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot(), now() AT TIME ZONE 'UTC'")
        snapshot, moment = cursor.fetchone()
        cursor.execute(FILES)
        names = [name for (name,) in cursor.fetchall()]
        missing = [name for name in names if not _keep(name, store, target, earlier)]
        _pg("pg_dump", "-Fc", f"--snapshot={snapshot}", "-f", target / DUMP, database)
        counts = _count(cursor)
    connection.close()
    for name in missing:
        print(f"An attachment's file was not found: {name}", file=sys.stderr)
    manifest = {
        "database": database,
        "moment": moment.isoformat(timespec="seconds"),
        "dump": _digest(target / DUMP, "sha256"),
        "rows": counts,
        "files": sorted(set(names) - set(missing)),
        "missing": missing,
    }
    (target / MANIFEST).write_text(json.dumps(manifest, indent=1))


def _keep(name, store, target, earlier):
    """Put one attachment's file into the backup; tell whether it was found."""
    kept = target / "filestore" / name
    kept.parent.mkdir(parents=True, exist_ok=True)
    for last in earlier:
        if (last / "filestore" / name).exists():
            os.link(last / "filestore" / name, kept)
            return True
    if not (store / name).exists():
        return False
    shutil.copy2(store / name, kept)
    return True


def _check_by_restoring(source, database, data, template):
    """Restore the backup into a database of its own, compare, and drop that again."""
    trial = CHECK.format(database, os.getpid())
    manifest = _manifest(source)
    _create(trial, template)
    try:
        _pg(
            "pg_restore",
            "--no-owner",
            "--no-comments",
            "--exit-on-error",
            "-d",
            trial,
            source / DUMP,
        )
        _compare(trial, source / "filestore", manifest)
    finally:
        drop(trial)


def _compare(database, files, manifest):
    """Raise BackupError unless every row and every file of the manifest is there."""
    connection = psycopg2.connect(dbname=database)
    with connection, connection.cursor() as cursor:
        found = _count(cursor)
    connection.close()
    wrong = [
        f"{name}: {found.get(name)} rows instead of {count}"
        for name, count in manifest["rows"].items()
        if found.get(name) != count
    ]
    wrong += [
        f"{name}: damaged or missing" for name in manifest["files"] if not _is_whole(files / name)
    ]
    if wrong:
        raise BackupError("The backup cannot be trusted:\n" + "\n".join(wrong[:20]))


def _is_whole(path):
    """Tell whether a file of the store has the content it is named after."""
    return path.exists() and _digest(path, "sha1") == path.name


def _count(cursor):
    cursor.execute(TABLES)
    counts = {}
    for (name,) in cursor.fetchall():
        cursor.execute(SQL("SELECT count(*) FROM {}").format(Identifier(name)))
        [counts[name]] = cursor.fetchone()
    return counts


def _manifest(source):
    try:
        manifest = json.loads((source / MANIFEST).read_text())
    except (OSError, ValueError) as error:
        raise BackupError(f"{source} is not the folder of a whole backup: {error}") from error
    if not (source / DUMP).exists() or _digest(source / DUMP, "sha256") != manifest["dump"]:
        raise BackupError(f"{source / DUMP} is damaged or missing: take another backup.")
    return manifest


def _create(database, template):
    try:
        _execute("CREATE DATABASE {} TEMPLATE " + template, database)
    except psycopg2.errors.DuplicateDatabase:
        raise BackupError(f"The database {database} exists: choose another name.") from None
    connection = psycopg2.connect(dbname=database)
    with connection, connection.cursor() as cursor:
        # Indexes use it, and Odoo marks it so in each database that it creates.
        cursor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
        cursor.execute("ALTER FUNCTION unaccent(text) IMMUTABLE")
    connection.close()


def _execute(statement, database):
    connection = psycopg2.connect(dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(SQL(statement).format(Identifier(database)))
    connection.close()


def _write_into(database, statement):
    connection = psycopg2.connect(dbname=database)
    with connection, connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def _backups(folder):
    return sorted(path.parent for path in folder.glob(f"*Z/{MANIFEST}"))


def _digest(path, kind):
    with open(path, "rb") as handle:
        return hashlib.file_digest(handle, kind).hexdigest()


def _pg(program, *arguments):
    command = [_program(program), *(str(one) for one in arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise BackupError(f"{program} failed:\n{done.stdout[-2000:]}")


def _program(name):
    """Return the newest of PostgreSQL's programs, or the one on the path."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4])
    )
    return str(found[-1]) if found else name


VERBS = {"backup": backup, "restore": restore}


def main():
    verb, *given = sys.argv[1:]
    try:
        VERBS[verb](**dict(one.split("=", 1) for one in given))
    except (BackupError, psycopg2.Error, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
