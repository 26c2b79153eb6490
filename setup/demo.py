"""bin/run: the web client with the database `demo`, until Ctrl-C."""

import hashlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import suppress

from common import LOCAL, ROOT, SetupError, addons, free_ports, say

DATABASE = "demo"
PORT = 8069
LOG = LOCAL / "run.log"
MAIL = LOCAL / "mail"
# The demo data creates these users; each one's password is the login.
LOGINS = {
    "lanhdao": "leader of the province",
    "chuyenvien": "specialist of the Office",
    "sonoivu": "user of a department",
    "xamuonghum": "user of a commune",
    "quantri": "administrator",
}


def main(project):
    """Serve the demo database; returns the exit code."""
    _check_port()
    _update_database(project)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    smtp_port, gevent_port = free_ports(2)
    mailbox = _catch_mail(project, smtp_port)
    arguments = [
        "-d",
        DATABASE,
        f"--http-port={PORT}",
        f"--gevent-port={gevent_port}",
        f"--logfile={LOG}",
    ]
    smtp = ["--smtp=127.0.0.1", f"--smtp-port={smtp_port}"]
    server = subprocess.Popen([*project.odoo, *arguments, *smtp], env=project.environment)
    try:
        _wait_until_up(server)
        _greet()
        server.wait()
        raise SetupError(f"Odoo ended by itself: its log {LOG} tells why.")
    except KeyboardInterrupt:
        say("Stopping")
        return 0
    finally:
        for process in (server, mailbox):
            _end(process)


def _check_port():
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", PORT)) == 0:
            raise SetupError(
                f"Port {PORT} is taken: stop the program that listens there and start again."
            )


def _update_database(project):
    """Create the database, or update it when the addons changed since the last start."""
    stamp = LOCAL / f"{DATABASE}.stamp"
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now and _is_installed(project):
        return
    names = ",".join(addons())
    if _is_installed(project):
        say("Updating the database")
        what = ["-u", names]
    else:
        say("Creating the demo database (a minute or two)")
        what = ["-i", names, "--with-demo", "--load-language=vi_VN"]
    options = ["--stop-after-init", "--no-http", f"--logfile={LOG}"]
    if project.run_odoo("-d", DATABASE, *what, *options).returncode or not _is_installed(project):
        raise SetupError(f"The database {DATABASE} could not be prepared: the log {LOG} tells why.")
    stamp.write_text(now)


def _is_installed(project):
    """Whether the demo database exists and holds all addons, completely installed."""
    code = (
        "import psycopg2, sys\n"
        f"cursor = psycopg2.connect(dbname={DATABASE!r}).cursor()\n"
        "cursor.execute(\"SELECT count(*) FROM ir_module_module WHERE state = 'installed' AND name = ANY(%s)\", "
        f"[{addons()!r}])\n"
        f"sys.exit(cursor.fetchone() != ({len(addons())},))"
    )
    done = subprocess.run(
        [project.python, "-c", code], env=project.environment, capture_output=True
    )
    return done.returncode == 0


def _fingerprint():
    """Changes whenever a file of the addons does."""
    digest = hashlib.sha256()
    for name in addons():
        for path in sorted((ROOT / name).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}\n".encode())
    return digest.hexdigest()


def _catch_mail(project, port):
    """Take the mail that the demo sends, so that none leaves the machine."""
    receiver = [
        "-m",
        "aiosmtpd",
        "-n",
        "-l",
        f"127.0.0.1:{port}",
        "-c",
        "aiosmtpd.handlers.Mailbox",
        MAIL,
    ]
    return subprocess.Popen([project.python, *receiver], stdin=subprocess.DEVNULL)


def _wait_until_up(server):
    for _attempt in range(240):
        if server.poll() is not None:
            raise SetupError(f"Odoo did not start: its log {LOG} tells why.")
        with suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/web/health", timeout=2)
            return
        time.sleep(0.25)
    raise SetupError(f"Odoo did not answer within a minute: its log {LOG} tells why.")


def _greet():
    print(f"\n  http://localhost:{PORT}\n\n  Log in as (the password is the login):")
    for login, role in LOGINS.items():
        print(f"    {login:<12} {role}")
    print(f"\n  Mail that it sends: {MAIL}\n  Log: {LOG}\n  Ctrl-C stops everything.\n", flush=True)


def _end(process):
    with suppress(KeyboardInterrupt):
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
