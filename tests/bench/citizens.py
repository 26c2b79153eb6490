"""Measure (i): 50 citizens at a time on the page for letters, with 200,000 matters stored.

Two workers of Odoo answer, as on a small machine. Each citizen opens the first page, reads it for a
while, and looks up a letter; one in ten mistypes the code first. Then all press at once, again and
again, without reading: the hardest case, which is reported without a target.
"""

import random
import statistics
import time
from functools import partial
from urllib.parse import urlencode

from tests.world.own_database import OwnDatabase

from .asking import ask
from .cloning import clone, without_indexes
from .crowd import at_once

MATTERS, CITIZENS, ROUNDS = 200_000, 50, 12
READING = (1.0, 3.0)  # seconds between two pages
WISH = 300  # ms, for 95 of 100 pages
CODE = "7K2MQ4XT92HBWNC5"
FIRST = 10_000_000  # look-up numbers count from here
TABLES = ("petition_letter", "petition_matter", "petition_clock", "petition_receipt")


def measure(report):
    """Print the lines of the section, on a database of its own."""
    database = OwnDatabase("bench_citizens", "directive_petition")
    database.create()
    try:
        with database.environment() as env:
            fill(env)
        database.vacuum()
        with database.server("--workers=2") as server:
            _visit(server.url, (0.0, 0.0), rounds=2)  # it fills the caches and is not counted
            reading = _visit(server.url, READING)
            pressing = _visit(server.url, (0.0, 0.0))
    finally:
        database.drop()
    _line(report, "reading between pages", reading, WISH)
    _line(report, "pressing all the time", pressing)


def _line(report, how, seconds, wish=None):
    ninety_fifth = 1000 * statistics.quantiles(seconds, n=20)[-1]
    median = 1000 * statistics.median(seconds)
    wishes = [(f"at most {wish} ms", ninety_fifth <= wish)] if wish else []
    title = f"(i) {CITIZENS} citizens {how}, {MATTERS:,} matters"
    report.text(title, f"95 of 100 pages in {ninety_fifth:.0f} ms, half in {median:.0f} ms", wishes)


# Filling


def fill(env):
    """Store as many letters with a matter, a running clock and a receipt, all copies of one."""
    letter = _one_letter(env)
    env.flush_all()
    cr = env.cr
    cr.execute(f"CREATE TEMP TABLE rows AS SELECT n FROM generate_series(1, {MATTERS}) n")
    matter, clock = letter.matter_ids, letter.matter_ids.clock_ids
    receipt = env["petition.receipt"].search([("letter_id", "=", letter.id)])
    with without_indexes(cr, *TABLES):
        letters = clone(cr, TABLES[0], letter.id, "rows", number="'D' || n")
        matters = clone(
            cr, TABLES[1], matter.id, "rows", number="'V' || n", letter_id=f"{letters} + n"
        )
        clone(cr, TABLES[2], clock[-1:].id, "rows", matter_id=f"{matters} + n")
        number, owner = f"({FIRST} + n)::text", f"{letters} + n"
        clone(cr, TABLES[3], receipt.id, "rows", number=number, letter_id=owner)


def _one_letter(env):
    from odoo.addons.directive_petition.tools.citizen.code import digest, new_salt

    agency = env["directive.agency"].create({"name": "Xã Mường Hum", "kind": "commune"})
    agency.write({"phone": "0214 3 840 034", "takes_letters_online": True})
    letter = env["petition.letter"].create({"agency_id": agency.id, "source": "in_person"})
    subject = env["petition.subject"].search([("kind", "=", "petition")], limit=1)
    env["petition.matter"].create(
        {"letter_id": letter.id, "kind": "petition", "subject_id": subject.id}
    )
    salt = new_salt()
    vals = {"number": str(FIRST), "salt": salt, "digest": digest(CODE, salt)}
    env["petition.receipt"].create({"letter_id": letter.id, **vals})
    return letter


# Visiting


def _visit(url, reading, rounds=ROUNDS):
    """Return the seconds of every page that the citizens waited for."""
    return at_once(partial(_citizen, url, reading, rounds, seed) for seed in range(CITIZENS))


def _citizen(url, reading, rounds, seed, seconds, faults):
    chance = random.Random(seed)
    for _round in range(rounds):
        number = FIRST + chance.randint(1, MATTERS)
        steps = [("GET", "/don-thu", None, 200), ("POST", "/don-thu/tra-cuu", CODE, 200)]
        if chance.random() < 0.1:
            steps.insert(1, ("POST", "/don-thu/tra-cuu", CODE[::-1], (404, 429)))
        for method, path, code, wanted in steps:
            time.sleep(chance.uniform(*reading))
            body = code and urlencode({"number": number, "code": code})
            started = time.perf_counter()
            status = _ask(url, method, path, body)
            seconds.append(time.perf_counter() - started)
            if status not in (wanted if isinstance(wanted, tuple) else (wanted,)):
                faults.append(f"{method} {path}: {status}")


def _ask(url, method, path, body):
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    status, _content = ask(url, method, path, body, kind)
    return status
