"""Several things at the same moment."""

from concurrent.futures import ThreadPoolExecutor


def run_together(*works):
    """Run each of ``works`` in a thread of its own, and return when all have ended.

    An error in one of them is raised then: a test does not pass because a thread died.
    """
    with ThreadPoolExecutor(len(works)) as pool:
        started = [pool.submit(work) for work in works]
    for one in started:
        one.result()
