"""Several things at the same moment."""

import threading


def run_together(*works):
    """Run each of ``works`` in a thread of its own, and return when all have ended."""
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
