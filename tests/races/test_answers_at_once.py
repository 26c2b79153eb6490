"""Two taps at once, or a retry before the first answer: only one answer counts."""

import unittest
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

from ..world.orders import make_task
from ..world.own_database import OwnDatabase

DATABASE = OwnDatabase("answers_at_once")
TAPS = 8
MOST_ANSWERS = 20  # of one person to one notice within an hour

setUpModule = DATABASE.for_module


def tell(env):
    """Notify a person without a user account of a task; return the path of their link."""
    agency = env["directive.agency"].create({"name": "Department", "kind": "department"})
    person = env["res.partner"].create({"name": "Head", "email": "head@x.example"})
    env["directive.agency.member"].create(
        {"agency_id": agency.id, "partner_id": person.id, "role": "head"}
    )
    make_task(env, agency)
    row = env["directive.notice.delivery"].search(
        [("partner_id", "=", person.id), ("channel", "=", "email")]
    )
    return urlsplit(row._answer_url()).path


def post(url, form):
    """Return the status of the page that answers ``form``."""
    try:
        return urlopen(url, urlencode(form).encode()).status
    except HTTPError as refusal:
        return refusal.code


def tap(pool, url, forms):
    """Send all ``forms`` at once; return ``{status: times}``."""
    return Counter(pool.map(partial(post, url), forms))


class TestAnswersAtOnce(unittest.TestCase):
    def test_many_taps_at_once_are_one_answer_and_one_alert(self):
        with DATABASE.environment() as env:
            path = tell(env)
        with DATABASE.server() as server, ThreadPoolExecutor(TAPS) as pool:
            for form in ({"kind": "received"}, {"kind": "comment", "text": "One word"}):
                self.assertEqual(tap(pool, server.url + path, [form] * TAPS), {200: TAPS})
        with DATABASE.environment() as env:
            answers = env["directive.notice.answer"].search([])
            self.assertEqual(sorted(answers.mapped("kind")), ["comment", "received"])
            alerts = env["directive.notice"].search([("event", "=", "answer_received")])
            self.assertEqual(len(alerts), 1)
            self.assertEqual(len(answers.task_id.message_ids.filtered("author_id")), 2)

    def test_the_limit_counts_answers_that_arrive_together(self):
        with DATABASE.environment() as env:
            path = tell(env)
            partner = env["res.partner"].search([], order="id desc", limit=1)
            row = env["directive.notice.delivery"].search(
                [("partner_id", "=", partner.id), ("channel", "=", "email")]
            )
            for number in range(MOST_ANSWERS - 1):
                row._answer("comment", f"Word {number}")
        with DATABASE.server() as server, ThreadPoolExecutor(TAPS) as pool:
            words = [f"Together {number}" for number in range(TAPS)]
            forms = [{"kind": "comment", "text": text} for text in words]
            statuses = tap(pool, server.url + path, forms)
        self.assertEqual(statuses, {200: 1, 422: TAPS - 1})
        with DATABASE.environment() as env:
            taken = [("partner_id", "=", partner.id), ("state", "=", "applied")]
            self.assertEqual(env["directive.notice.answer"].search_count(taken), MOST_ANSWERS)
