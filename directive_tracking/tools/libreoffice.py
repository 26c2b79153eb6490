"""Conversion of documents with LibreOffice, if it is installed: old formats to new ones, our papers to PDF.

The file may be untrusted. The program runs in its own process group, without network if the system
allows it, with limits on time, memory and disk, on a temporary profile, one at a time, and all
its child processes end with it.
"""

import fcntl
import functools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

# The sum is below the time limit of an Odoo worker for a request.
SECONDS = 60  # one file, a cold start on a busy server included
WAIT = 20  # for the file before
MEMORY_KB = 3 * 1024 * 1024
MAX_RESULT = 100 * 1024 * 1024
# No macros, no links, no recovery, regardless of the file's content.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>1</value></prop></item>
</oor:items>
"""  # noqa: E501
# ulimit instead of a preexec function, which is unsafe in a server with threads.
_LIMITED = 'ulimit -c 0; ulimit -v {memory}; ulimit -t {seconds}; ulimit -f {blocks}; exec "$@"'
# Separate namespaces: no network, and all processes inside end with the first one.
_APART = ("unshare", "--user", "--map-root-user", "--net", "--pid", "--fork", "--kill-child")


def is_installed():
    """Tell whether this server has the program."""
    return _program() is not None


def _program():
    return shutil.which("soffice") or shutil.which("libreoffice")


class NotConverted(Exception):
    """The program is missing, refused the file, or did not end in time."""


class Busy(Exception):
    """Another file takes too long."""


def convert(data, suffix, reader, kind, writer):
    """Return the bytes of a file converted by LibreOffice.

    :param suffix: of the source; the program looks at it
    :param reader: name of its import filter
    :param kind: suffix of the result
    :param writer: name of its export filter
    :raises NotConverted: without a result
    :raises Busy: when another file takes too long
    """
    if not is_installed():
        raise NotConverted
    with _turn(), tempfile.TemporaryDirectory(prefix="libreoffice-") as folder:
        folder = Path(folder)
        source = folder / f"source.{suffix}"
        source.write_bytes(data)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS)
        _run(
            folder,
            *(f"--infilter={reader}", "--convert-to", f"{kind}:{writer}"),
            *("--outdir", str(folder / "out"), str(source)),
        )
        result = folder / "out" / f"source.{kind}"
        if not result.is_file() or not 0 < result.stat().st_size <= MAX_RESULT:
            raise NotConverted
        return result.read_bytes()


def _run(folder, *arguments):
    """Run the program to its end or its time limit; its output is discarded."""
    command = [
        *_apart(),
        *("sh", "-c", _LIMITED.format(memory=MEMORY_KB, seconds=SECONDS, blocks=MAX_RESULT // 512)),
        *("sh", _program(), f"-env:UserInstallation=file://{folder}/profile"),
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        *arguments,
    ]
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        with suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS)
    finally:
        _end(process)


def _end(process):
    """Kill the whole process group: the program starts others."""
    with suppress(ProcessLookupError):  # the whole group has ended
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@functools.cache
def _apart():
    """Return the command that isolates the network, () if this system does not support it."""
    try:
        result = subprocess.run([*_APART, "true"], capture_output=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return () if result.returncode else _APART


@contextmanager
def _turn():
    """Hold the only slot: two of these programs at once would overload the server."""
    descriptor = os.open(_place(), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        _wait_for(descriptor)
        yield
    finally:
        os.close(descriptor)


def _place():
    """Return the lock file of the slot, shared by all processes of this user."""
    return Path(tempfile.gettempdir()) / f"libreoffice-{os.getuid()}.lock"


def _wait_for(descriptor):
    deadline = time.monotonic() + WAIT
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > deadline:
                raise Busy from error
            time.sleep(0.2)
