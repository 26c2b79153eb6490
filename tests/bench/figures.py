"""Timing of several ways to one answer, and the line that compares them."""

import statistics
import time
from contextlib import contextmanager
from typing import NamedTuple

from odoo import api

ROUNDS = 11  # for short operations; the median of so many is stable
SLOW_ROUNDS = 5
LABELS = {"sql": "bare SQL", "array": "bare SQL over our array", "project": "Project"}


class Figure(NamedTuple):
    """The median of one way: milliseconds and number of queries."""

    ms: float
    queries: int


class Database:
    """One filled database; every call gets a new cursor, so a cold cache of the ORM."""

    def __init__(self, registry):
        self.registry = registry

    @contextmanager
    def environment(self, uid=api.SUPERUSER_ID, commit=False):
        with self.registry.cursor() as cr:
            yield api.Environment(cr, uid, {"lang": "en_US", "tz": "Asia/Ho_Chi_Minh"})
            if not commit:
                cr.rollback()

    def time(self, uid, call):
        """Return the milliseconds and queries of ``call(env)``, flushed and rolled back."""
        with self.environment(uid) as env:
            queries, started = env.cr.sql_log_count, time.perf_counter()
            call(env)
            env.cr.flush()
            return 1000 * (time.perf_counter() - started), env.cr.sql_log_count - queries

    def compare(self, rounds=ROUNDS, **ways):
        """Return the figure of each way ``name=(uid, call)`` of asking this database."""
        return compare(rounds, **{name: (self, *way) for name, way in ways.items()})


def compare(rounds=ROUNDS, **ways):
    """Return the figure of each way ``name=(database, uid, call)``, measured in turns.

    Measures to compare alternate, because the machine's load changes. The first round fills
    PostgreSQL's cache and is not counted.
    """
    samples = {name: [] for name in ways}
    for turn in range(rounds + 1):
        for name, (database, uid, call) in ways.items():
            sample = database.time(uid, call)
            if turn:
                samples[name].append(sample)
    return {
        name: Figure(*(statistics.median(column) for column in zip(*taken, strict=True)))
        for name, taken in samples.items()
    }


class Report:
    """One line per measure, each with its target and whether it is met."""

    def __init__(self):
        self.missed = 0

    def head(self, text):
        print(f"\n{text}", flush=True)

    def line(self, title, figures, wanted=()):
        """Print the figures of a measure.

        :param wanted: ``[(target, whether it is met)]``
        """
        ours = figures["ours"]
        parts = [f"ours {ours.ms:.1f} ms ({ours.queries:.0f} queries)"]
        for name, label in LABELS.items():
            if name in figures:
                other = figures[name]
                parts.append(f"{label} {other.ms:.1f} ms, ours {ours.ms / other.ms:.2f}x")
        self.text(title, "; ".join(parts), wanted)

    def text(self, title, result, wanted=()):
        verdicts = []
        for wish, holds in wanted:
            self.missed += not holds
            verdicts.append(f"[{'ok' if holds else 'MISSED'}: wanted {wish}]")
        print(f"{title}: {result} {' '.join(verdicts)}".rstrip(), flush=True)
