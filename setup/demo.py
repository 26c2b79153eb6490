"""bin/run: the web client with the database `demo`, until Ctrl-C."""

import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import suppress

from common import LOCAL, SetupError, addons, fingerprint, free_ports, say

DATABASE = "demo"
PORT = 8069
LOG = LOCAL / "run.log"
MAIL = LOCAL / "mail"
# The demo data creates these users; each one's password is the login.
LOGINS = {
    "lanhdao": "leader of the province",
    "chuyenvien": "specialist of the Office",
    "sonoivu": "user of a department",
    "xamuonghum": "user of a commune, who also handles petitions",
    "tiepcongdan": "reception desk of the Office",
    "truongban": "head of the reception board",
    "quantri": "administrator",
    "giudanhtinh": "keeper of sealed identities",
}


def main(project):
    """Serve the demo database; returns the exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    _check_port()
    _update_database(project)
    processes = []
    try:
        smtp_port = _catch_mail(project, processes)
        server = _serve(project, processes, smtp_port)
        _wait_until_up(server)
        _greet()
        server.wait()
        raise SetupError(f"Odoo ended by itself: its log {LOG} tells why.")
    except KeyboardInterrupt:
        say("Stopping")
        return 0
    finally:
        for process in reversed(processes):
            _end(process)


def _check_port():
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", PORT)) == 0:
            raise SetupError(
                f"Port {PORT} is taken: stop the program that listens there and start again."
            )


def _update_database(project):
    """Create the database, or update it if the addons have changed since the last start.

    A folder that has become an addon since then is installed beside the others.
    """
    stamp = LOCAL / f"{DATABASE}.stamp"
    now = " ".join(map(fingerprint, addons()))
    if stamp.exists() and stamp.read_text() == now and _is_installed(project):
        return
    names = ",".join(addons())
    what = ["-u", names]
    if _is_installed(project):
        say("Updating the database")
    else:
        say("Creating the demo database (a minute or two)")
        what += ["-i", names, "--with-demo", "--load-language=vi_VN"]
    options = ["--stop-after-init", "--no-http", f"--logfile={LOG}"]
    with open(LOG, "a") as output:
        done = project.run_odoo("-d", DATABASE, *what, *options, stdout=output, stderr=output)
    if done.returncode or not _is_installed(project):
        raise SetupError(f"The database {DATABASE} could not be prepared: the log {LOG} tells why.")
    stamp.write_text(now)


def _is_installed(project):
    """Tell whether the demo database exists with all addons completely installed."""
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


def _catch_mail(project, processes):
    """Catch the mail of the demo, so that none leaves the machine; return the port."""
    (port,) = free_ports(1)
    listen = ["-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Mailbox", MAIL]
    _start(project, processes, [project.python, "-m", "aiosmtpd", *listen])
    return port


def _serve(project, processes, smtp_port):
    (gevent_port,) = free_ports(1)
    ports = [f"--http-port={PORT}", f"--gevent-port={gevent_port}"]
    smtp = ["--smtp=127.0.0.1", f"--smtp-port={smtp_port}"]
    command = [*project.odoo, "-d", DATABASE, *ports, *smtp, f"--logfile={LOG}"]
    return _start(project, processes, command)


def _start(project, processes, command):
    """Start a server in its own session: Ctrl-C reaches only us, and we end each server once."""
    with open(LOG, "a") as output:
        process = subprocess.Popen(
            command,
            env=project.environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    processes.append(process)
    return process


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
