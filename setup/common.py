"""Shared helpers of the set-up: paths, errors of one sentence, running commands."""

import fcntl
import hashlib
import os
import pwd
import random
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCAL = ROOT / ".local"


class SetupError(Exception):
    """One sentence for the user at the terminal: the problem and its solution."""


def say(text):
    print(f"== {text}", file=sys.stderr, flush=True)


def run(command, failure, **options):
    """Run a command quietly; if it fails, show its output and raise `failure` as the sentence."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **options,
        )
    except OSError as error:
        raise SetupError(f"{failure} ({error.strerror}: {command[0]})") from error
    if done.returncode:
        print(done.stdout, file=sys.stderr, end="")
        raise SetupError(failure)
    return done.stdout


@contextmanager
def exclusive(what):
    """Allow one process at a time in the checkout; the others wait."""
    LOCAL.mkdir(exist_ok=True)
    with open(LOCAL / f"{what}.lock", "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def user_name():
    return pwd.getpwuid(os.getuid()).pw_name


def free_ports(count):
    """Return free ports of the loopback address, each given to one caller only."""
    holders = []
    for port in random.sample(range(20000, 32000), 1000):
        with suppress(OSError):
            holders.append(socket.create_server(("127.0.0.1", port)))
        if len(holders) == count:
            break
    ports = [holder.getsockname()[1] for holder in holders]
    for holder in holders:
        holder.close()
    return ports


def addons():
    """Names of this project's addons."""
    return sorted(path.parent.name for path in ROOT.glob("*/__manifest__.py"))


def fingerprint(addon):
    """Return a key that changes with every file of an addon except its Python tests."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / addon).rglob("*")):
        name = path.relative_to(ROOT)
        is_test = path.suffix == ".py" and "tests" in name.parts
        if path.is_file() and path.suffix != ".pyc" and not is_test:
            digest.update(f"{name} {path.stat().st_size}\n".encode() + path.read_bytes())
    return digest.hexdigest()
