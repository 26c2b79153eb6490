"""Starts senders that die at a given point: `python -m tests.sms.sender DATABASE`.

The orders on its standard input are those of forked.py. `{"start": POINT}` forks a sender, which
is killed (SIGKILL) at that step, or at none if it is empty, and prints its process id; with
`"time": 3` it is killed the third time it comes there; with `"clock": [STEP, -5]` its clock is
set back by five seconds at that step; with `"signal"` it gets another signal
(SIGSTOP: it sleeps until SIGCONT wakes it); with `"claim": 100` it claims so many people at a
time.
"""

import datetime
import itertools
import os
import signal
import sys

from ..world.forked import Forks, environment, load, serve

DELIVERY, MESSAGE = "directive.notice.delivery", "directive.sms.message"
SENDER, SMS = "directive.notice.sender", "directive.sms.sender"
# step: (model, method, whether to die after it rather than before)
POINTS = {
    "before the claim": (SENDER, "_claim", False),
    "claimed, not committed": (SENDER, "_claim", True),
    "claimed": (SENDER, "_send_claimed", False),
    "checked, not committed": (SMS, "_prepare", False),
    "prepared, not committed": (SMS, "_prepare", True),
    "prepared": (SMS, "_send", False),
    "before the attempt is written": (MESSAGE, "_insert_submissions", False),
    "attempt written, not committed": (MESSAGE, "_insert_submissions", True),
    "attempt committed": (SMS, "_call", False),
    "the call begun": (SMS, "_call", True),
    "answered, nothing recorded": (MESSAGE, "_settle_all", False),
    "answer recorded, not committed": (MESSAGE, "_settle_all", True),
    "row recorded, not committed": (SENDER, "_record_all", True),
    "all recorded and committed": (SENDER, "_send_claimed", True),
    "recovery begun": (MESSAGE, "_ask_again", False),
    "recovery asked, not committed": (MESSAGE, "_ask_again", True),
    "report not committed": (MESSAGE, "_apply_report", True),
}


def main(database):
    registry = load(database)
    with registry.cursor() as cr:  # read the shared data of all senders before the fork
        environment(cr)[DELIVERY]._cron_send()
    serve(registry, _run)


def _run(registry, order):
    """Send, or take a report in, as ordered."""
    if order["start"]:
        number = order.get("signal", signal.SIGKILL)
        _arrange_signal(registry, number, order.get("time", 1), *POINTS[order["start"]])
    if order.get("clock"):
        _arrange_clock(registry, *order["clock"])
    if order.get("claim"):
        registry["directive.channel.sms"]._claim_size = lambda *_args: order["claim"]
    with registry.cursor() as cr:
        env = environment(cr)
        if order.get("report"):
            _report(env, order["report"])
        else:
            env[DELIVERY]._cron_send()


def _report(env, request_id):
    from odoo.addons.directive_sms.connectors.base import Report

    message = env[MESSAGE].search([("request_id", "=", request_id)])
    env["directive.sms.report"]._receive(message.gateway_id, Report("delivered", request_id))


def _arrange_signal(registry, number, time, model, method, is_after):
    """Let the process get signal ``number`` when it comes to ``method`` for the ``time``-th time."""
    original = getattr(registry[model], method)
    times = itertools.count(1)

    def struck(*args, **kwargs):
        if next(times) != time:
            return original(*args, **kwargs)
        if is_after:
            result = original(*args, **kwargs)
            args[0].env.flush_all()
        os.kill(os.getpid(), number)
        return result if is_after else original(*args, **kwargs)

    setattr(registry[model], method, struck)


def _arrange_clock(registry, point, seconds):
    """Let the clock of the process be set by so many ``seconds`` when it comes to ``point``."""
    from odoo import fields

    model, method, is_after = POINTS[point]
    original, now = getattr(registry[model], method), fields.Datetime.now
    shift = []

    def shifted(*args):
        return now(*args) + datetime.timedelta(seconds=sum(shift))

    def reached(*args, **kwargs):
        shift[:] = shift if is_after else [seconds]
        result = original(*args, **kwargs)
        shift[:] = [seconds]
        return result

    fields.Datetime.now = staticmethod(shifted)
    setattr(registry[model], method, reached)


class Senders(Forks):
    """The process above, from the side of a test."""

    def __init__(self, database):
        super().__init__("tests.sms.sender", database)

    def start(self, point="", **order):
        """Start a sender and return its process id."""
        return self.order({"start": point, **order})


if __name__ == "__main__":
    main(sys.argv[1])
