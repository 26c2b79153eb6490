"""How long requests take and how many workers are busy, counted by each worker for all of them.

With PROMETHEUS_MULTIPROC_DIR, a folder in memory (deploy/directive-tracking.service), the figures
are those of all workers of the machine; without it those of this process.

>>> with measured(0.0):
...     busy()
1.0
>>> busy()
0.0
>>> began(""), began("t=12.5"), began("t=x"), began(None)
(None, 12.5, None, None)
"""

import os
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.1, 0.3, 1, 3, 5, 10, 30)
OWN = CollectorRegistry()
TOOK = Histogram("directive_request_seconds", "Duration of requests", buckets=SECONDS, registry=OWN)
WAITED = Histogram(
    "directive_request_wait_seconds", "Wait for a free worker", buckets=SECONDS, registry=OWN
)
BUSY = Gauge(
    "directive_workers_busy",
    "Workers with a request now",
    multiprocess_mode="livesum",
    registry=OWN,
)


@contextmanager
def measured(waited):
    """Count a request from here to the end of the block.

    :param waited: seconds since it reached the front server, None if unknown
    """
    if waited is not None:
        WAITED.observe(max(waited, 0))
    begun = time.monotonic()
    BUSY.inc()
    try:
        yield
    finally:
        BUSY.dec()
        TOOK.observe(time.monotonic() - begun)


def began(header):
    """Return the moment in nginx's header `t=SECONDS`, or None."""
    with suppress(ValueError, AttributeError):
        return float(header.removeprefix("t="))
    return None


def busy():
    """Return how many workers have a request now."""
    return _registry().get_sample_value("directive_workers_busy") or 0.0


def as_text():
    """Return the figures as Prometheus text, in bytes."""
    return generate_latest(_registry())


def _registry():
    folder = os.environ.get(FOLDER)
    if not folder:
        return OWN
    _drop_dead_workers(Path(folder))
    registry = CollectorRegistry()
    MultiProcessCollector(registry, folder)
    return registry


def _drop_dead_workers(folder):
    """Remove what a killed worker said of itself: it is busy no more."""
    for path in folder.glob("gauge_live*_*.db"):
        if not Path(f"/proc/{path.stem.rpartition('_')[2]}").exists():
            path.unlink(missing_ok=True)
