"""Measure (g): messages a second of ours against a bare client, at the same simulated provider.

The provider and each sender are separate, permanent processes like Odoo's workers: their start is
not measured, neither for ours nor for the bare client. Both send the same texts to the same
numbers: the bare client with one connection per message, ours with reused connections. The
provider answers as fast as it can, which is the hardest case, and in a second run after 40 ms,
like a provider across the internet; there ours is also compared with bare clients with the same
number of connections. A bare client that keeps its connection is reported as well, without a
target.
"""

import json
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager

from tests.sms.province import Province
from tests.world.orders import make_directive
from tests.world.own_database import OwnDatabase

from .standing_sender import StandingSenders

PROVIDER = "json"
AGENCIES, PEOPLE = 100, 30  # a round is one message to each of these people; half are users
LATENCIES = ((0.0, 3_000, 5), (0.04, 200, 1))  # seconds, messages of the bare client, rounds
AT_ONCE = 8  # connections of one of our processes (directive_sms/tools/line.py)
WISH = 0.5


def measure(report):
    """Print the lines of the section, on a small database of its own."""
    database = OwnDatabase("bench_sending", "directive_sms")
    database.create()
    try:
        province = People(database, 0)
        for processes in (1, 2):
            with StandingSenders(database.name, processes) as senders:
                for latency, count, rounds in LATENCIES:
                    _compare(report, province, senders, latency, count, rounds, processes)
    finally:
        database.drop()


def _compare(report, province, senders, latency, count, rounds, processes):
    found = {"ours": [], "bare": [], "keeping": [], "as many": []}
    with _provider(latency) as port:
        province.port = port
        province.use(PROVIDER, timeout=10)
        _send(province, senders)  # it fills the caches and is not counted
        for _round in range(rounds):
            rate, requests = _send(province, senders)
            found["ours"].append(rate)
            found["bare"].append(_send_bare(port, requests[:count], processes))
            found["keeping"].append(_send_bare(port, requests[:count], processes, keeps=True))
            if latency:
                found["as many"].append(_send_bare(port, requests, processes * AT_ONCE))
    how = f"after {1000 * latency:.0f} ms" if latency else "as fast as it can"
    where = f"(g) SMS, the provider answers {how}, {processes} process{'es' * (processes > 1)} each"
    _report(report, where, "bare client", found["ours"], found["bare"])
    keeping = statistics.median(found["keeping"])
    report.text(where, f"a bare client that keeps its connection {keeping:.0f} a second", [])
    if latency:
        _report(report, where, f"{AT_ONCE} bare clients each", found["ours"], found["as many"])


def _report(report, where, whom, *rates):
    ours, bare = map(statistics.median, rates)
    report.text(
        where,
        f"ours {ours:.0f} a second, {whom} {bare:.0f}: {ours / bare:.2f}",
        [(f"at least {WISH}", ours / bare >= WISH)],
    )


@contextmanager
def _provider(latency):
    """Run the simulator in a process of its own; its port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.sms.simulator", str(latency)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield int(process.stdout.readline())


def _send(province, senders):
    """Send a round; return messages per second and the sent `Request` arguments."""
    ids = province.queue_round()
    begun = time.perf_counter()
    senders.send()
    rate = len(ids) / (time.perf_counter() - begun)
    states = set(province.states(ids).values())
    if states != {"sent"}:
        raise RuntimeError(f"not every message was sent: {states}")
    return rate, province.requests(ids)


def _send_bare(port, requests, processes, keeps=False):
    """Send the same by so many bare clients at once; return messages a second of all."""
    orders = []
    for number in range(processes):
        share = requests[number::processes]
        order = {"provider": PROVIDER, "port": port, "requests": share, "keeps": keeps}
        orders.append(json.dumps(order))
    clients = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.bench.bare_client"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _order in orders
    ]
    for client, order in zip(clients, orders, strict=True):
        client.stdin.write(order)
        client.stdin.close()
    return sum(float(client.stdout.read()) for client in clients)


class People(Province):
    """The heads and officers of many agencies, each of which has a task."""

    def __init__(self, database, port):
        super().__init__(database, port)
        self._rounds = 0
        with database.environment() as env:
            self._recipients = self._fill(env)

    def _fill(self, env):
        """Return ``{task id: recipients}``."""
        directive = make_directive(env)
        recipients = {}
        for number in range(AGENCIES):
            agency = env["directive.agency"].create(
                {"name": f"Department {number}", "kind": "department"}
            )
            task = env["directive.task"].create(
                {
                    "directive_id": directive.id,
                    "name": f"Task {number}",
                    "lead_agency_id": agency.id,
                    "deadline_kind": "date",
                    "date_deadline": "2030-12-31",
                }
            )
            task.action_assign()
            recipients[task.id] = self._make_people(env, agency, number * PEOPLE)
        env["directive.notice.delivery"].search([("state", "=", "queued")])._move("cancelled")
        return recipients

    def _make_people(self, env, agency, first):
        names = [f"0913{number:06d}" for number in range(first, first + PEOPLE)]
        group = env.ref("directive_tracking.group_directive_agency")
        users = (
            env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                [
                    {"name": one, "login": one, "phone": one, "group_ids": [(4, group.id)]}
                    for one in names[: PEOPLE // 2]
                ]
            )
        )
        contacts = env["res.partner"].create(
            [{"name": one, "phone": one} for one in names[PEOPLE // 2 :]]
        )
        from odoo.addons.directive_tracking.tools.recipient import Recipient

        people = [Recipient(one.partner_id.id, one.id, agency.id) for one in users]
        people += [Recipient(one.id, None, agency.id) for one in contacts]
        env["directive.agency.member"].create(
            [
                {"agency_id": agency.id, "partner_id": partner, "user_id": user, "role": "officer"}
                for partner, user, *_rest in people
            ]
        )
        return people

    def queue_round(self):
        """Queue one message to each person; return the ids of the rows."""
        self._rounds += 1
        occurrence = f"round {self._rounds}"
        with self.database.environment() as env:
            tasks = env["directive.task"].browse(self._recipients)
            env["directive.notice"]._post(
                "task_returned", tasks, self._recipients, occurrence, channels=("sms",)
            )
            domain = [("notice_id.occurrence", "=", occurrence)]
            return env["directive.notice.delivery"].search(domain).ids

    def requests(self, ids):
        """Return the messages sent for these rows, as arguments of a `Request`."""
        with self.database.environment() as env:
            messages = env["directive.notice.delivery"].browse(ids).sms_message_ids
            return [
                (one.request_id, one.number, one.text, False, "OFFICE", "https://x.example/report")
                for one in messages
            ]
