"""A permanent sender, like Odoo's worker for scheduled actions.

`python -m tests.bench.standing_sender DATABASE` sends the queue for each line on its standard
input, and then prints a line.
"""

import subprocess
import sys

from tests.sms.sender import DELIVERY
from tests.world.forked import environment, load


def main(database):
    registry = load(database)
    print("ready", flush=True)
    for _line in sys.stdin:
        with registry.cursor() as cr:
            environment(cr)[DELIVERY]._cron_send()
        print("sent", flush=True)


class StandingSenders:
    """Several of these processes, from the side of the bench."""

    def __init__(self, database, count):
        self._processes = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.bench.standing_sender", database],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _n in range(count)
        ]
        self._wait_for_all()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        for process in self._processes:
            process.communicate()

    def send(self):
        """Let all of them send at once; return when they have."""
        for process in self._processes:
            process.stdin.write("send\n")
            process.stdin.flush()
        self._wait_for_all()

    def _wait_for_all(self):
        if not all([process.stdout.readline() for process in self._processes]):
            raise RuntimeError("a sender failed")


if __name__ == "__main__":
    main(sys.argv[1])
