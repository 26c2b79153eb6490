"""Many people at their browsers at once, each with a session of their own."""

import random
import threading
import time
from functools import partial
from typing import NamedTuple

from .asking import ask

PAUSE = (4.0, 12.0)  # seconds in which a person reads and types
DRAIN = 15  # seconds after the end in which answers are waited for


class Sample(NamedTuple):
    """One operation: what, and how long the person waited for all its answers."""

    title: str
    seconds: float
    answered: bool


def work(url, people, seconds, pause=PAUSE):
    """Let ``people``, ``[(session id, morning)]``, work for so long; return their samples.

    An operation that is not answered a while after the end counts with what was waited for.
    """
    ends = time.monotonic() + seconds
    return at_once(
        partial(_one, url, *person, seed, ends, pause) for seed, person in enumerate(people)
    )


def at_once(people):
    """Let all people act at the same time; return the samples they leave.

    :param people: functions of two lists, to which they add their samples and their faults
    :raises RuntimeError: if one of them has met a fault
    """
    samples, faults = [], []
    threads = [threading.Thread(target=one, args=(samples, faults)) for one in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if faults:
        raise RuntimeError(f"{len(faults)} answers were wrong, the first: {faults[0]}")
    return samples


def _one(url, session, morning, seed, ends, pause, samples, faults):
    chance = random.Random(seed)
    titles, weights = zip(*morning.mix.items(), strict=True)
    time.sleep(chance.uniform(0, pause[1]))  # they do not come all at once
    while time.monotonic() < ends:
        [title] = chance.choices(titles, weights)
        requests = morning.requests(title, chance)
        if requests:
            _do(url, session, title, requests, ends + DRAIN, samples, faults)
        time.sleep(min(chance.uniform(*pause), max(ends - time.monotonic(), 0)))


def _do(url, session, title, requests, latest, samples, faults):
    started, answered = time.monotonic(), True
    for request in requests:
        left = latest - time.monotonic()
        try:
            fault = _press(url, session, request, max(left, 0.1))
        except TimeoutError:
            answered = False
            break
        if fault:
            faults.append(f"{title}: {fault}")
            return
    samples.append(Sample(title, time.monotonic() - started, answered))


def _press(url, session, request, patience):
    """Return what is wrong with the answer, or None."""
    headers = {"Content-Type": "application/json", "Cookie": f"session_id={session}"}
    status, content = ask(url, "POST", request.path, request.body, headers, patience)
    if status == 200 and b'"result"' in content[:80]:
        return None
    return f"{request.path}: {status} {content[:600]!r}"
