"""Odoo → Kannel → short message centre → report → ledger, with nothing in between made up.

Run by `bin/test-kannel`, apart from the other tests: it needs Debian's Kannel.
"""

import os
import subprocess
import threading
import unittest
from collections import Counter

from ..world.own_database import OwnDatabase
from ..world.program import ODOO
from .kannel import Kannel, free_ports, is_open, wait_until
from .province import Province
from .smsc import Smsc

DATABASE = OwnDatabase("kannel", "directive_sms")
MANY = 200
IN_FLIGHT = 300
ARRIVED = ("sent", "delivered", "seen")
table = []


def setUpModule():
    DATABASE.for_module()
    unittest.addModuleCleanup(print_table)


def print_table():
    """Print the outcome of the messages in transit during a breakdown."""
    print(f"\n{'what broke':38} {'messages':>8}  what became of them")
    for what, words in table:
        tally = ", ".join(f"{count} {word}" for word, count in sorted(words.items()))
        print(f"{what:38} {words.total():8}  {tally}")


class KannelCase(unittest.TestCase):
    """Odoo, Kannel and the centre, all running."""

    @classmethod
    def setUpClass(cls):
        cls.smsc = Smsc()
        smsc_port = cls.smsc.start()
        cls.addClassCleanup(cls.smsc.stop)
        cls.port, cls.gevent_port = free_ports(2)
        cls.province = Province(DATABASE, 0)
        with DATABASE.environment() as env:
            env["ir.config_parameter"].set_param("web.base.url", f"http://127.0.0.1:{cls.port}")
        cls.gateway_id = cls.province.use("kannel", reply_number="8088", timeout=10)
        cls.serve()
        cls.kannel = Kannel(smsc_port, cls.reply_url())
        cls.kannel.start()
        cls.addClassCleanup(cls.kannel.stop)
        with DATABASE.environment() as env:
            gateway = env["directive.sms.gateway"].browse(cls.gateway_id)
            gateway.url = f"http://127.0.0.1:{cls.kannel.send_port}/cgi-bin/sendsms"

    @classmethod
    def serve(cls):
        """Run the Odoo server that Kannel reports to."""
        command = [
            *ODOO,
            "server",
            "-d",
            DATABASE.name,
            "--max-cron-threads=0",
            f"--http-port={cls.port}",
            f"--gevent-port={cls.gevent_port}",
            "--log-level=error",
        ]
        cls.server = subprocess.Popen(command, env=os.environ)
        cls.addClassCleanup(cls.server.wait)
        cls.addClassCleanup(cls.server.terminate)
        wait_until(lambda: is_open(cls.port), "Odoo did not start", seconds=60)

    @classmethod
    def reply_url(cls):
        with DATABASE.environment() as env:
            return env["directive.sms.gateway"].browse(cls.gateway_id).reply_url

    def texts(self, number):
        return [text for to, text in self.smsc.messages() if to.lstrip("+") == number.lstrip("+")]

    def queue_to(self, tail):
        """Queue a message to a new number that ends with ``tail``; return (row id, number)."""
        ((row_id, number),) = self.province.queue().items()
        wanted = f"0913{number[6:]}{tail}"
        with DATABASE.environment() as env:
            row = env["directive.notice.delivery"].browse(row_id)
            row.partner_id.phone = wanted
        return row_id, "+84" + wanted[1:]

    def wait_for(self, row_id, *states):
        wait_until(
            lambda: self.province.states([row_id])[row_id] in states,
            f"row {row_id} did not reach {states}",
            lambda: f"It stands at {self.province.states([row_id])}. {self.kannel.logs()}",
        )


class TestKannel(KannelCase):
    def test_a_message_is_delivered_and_the_ledger_knows(self):
        row_id, number = self.queue_to("10")
        self.province.send()
        self.wait_for(row_id, "delivered")
        (text,) = self.texts(number)
        self.assertIn("1/UBND", text)
        self.assertIn(f"http://127.0.0.1:{self.port}/", text)

    def test_vietnamese_letters_and_long_texts_arrive_whole(self):
        with DATABASE.environment() as env:
            env["directive.sms.gateway"].browse(self.gateway_id).write(
                {"allow_unicode": True, "max_parts": 3}
            )
            env["directive.sms.template"].search([]).body = (
                "Nhắc việc: hạn của “đơn vị” " * 4 + "{number} {link}"
            )
        row_id, number = self.queue_to("11")
        self.province.send()
        self.wait_for(row_id, "delivered")
        (text,) = self.texts(number)
        self.assertEqual(text.count("Nhắc việc: hạn của “đơn vị”"), 4)
        self.assertIn(f"http://127.0.0.1:{self.port}/", text)

    def test_a_message_never_delivered_fails(self):
        row_id, _number = self.queue_to("01")
        self.province.send()
        self.wait_for(row_id, "failed")

    def test_a_number_refused_by_the_centre_fails(self):
        row_id, number = self.queue_to("02")
        self.province.send()
        self.wait_for(row_id, "failed")
        self.assertFalse(self.texts(number))

    def test_a_report_told_twice_counts_once(self):
        row_id, number = self.queue_to("03")
        self.province.send()
        self.wait_for(row_id, "delivered")
        self.assertEqual(len(self.texts(number)), 1)

    def test_a_full_queue_is_tried_again_by_kannel(self):
        row_id, number = self.queue_to("04")
        self.province.send()
        self.wait_for(row_id, "delivered")
        self.assertEqual(len(self.texts(number)), 1)

    def test_an_answer_comes_back_and_moves_the_row(self):
        row_id, number = self.queue_to("12")
        self.province.send()
        self.wait_for(row_id, "delivered")
        with DATABASE.environment() as env:
            code = env["directive.sms.token"].search([("delivery_id", "=", row_id)]).code
        self.smsc.hand_in(number.lstrip("+"), "8088", f"DH {code} đã nhận")
        self.wait_for(row_id, "seen")

    def test_many_messages_arrive_once_each(self):
        rows = self.province.queue(MANY)
        self.province.send()
        known = {number: "+84" + number[1:] for number in rows.values()}
        expected = {
            row_id: "failed" if number.endswith(("01", "02")) else "delivered"
            for row_id, number in rows.items()
        }
        wait_until(
            lambda: self.province.states(rows) == expected,
            "not all were reported",
            lambda: str({self.province.states(rows)[one] for one in rows}),
            60,
        )
        for row_id, number in rows.items():
            count = 0 if number.endswith("02") else 1
            self.assertEqual(len(self.texts(known[number])), count, (number, expected[row_id]))


class TestBreakdowns(KannelCase):
    """A box killed or a line broken while messages are on their way.

    None is lost, and none is submitted twice by us. Kannel itself resubmits a message that it had
    sent to the centre without an answer: the centre then has that one message twice.
    """

    def test_bearerbox_is_killed(self):
        def break_it():
            self.kannel.kill("bearerbox")

        self.assertLessEqual(self.run_into("bearerbox killed", break_it)["TWICE BY KANNEL"], 1)

    def test_smsbox_is_killed(self):
        def break_it():
            self.kannel.kill("smsbox")

        self.assertEqual(self.run_into("smsbox killed", break_it)["TWICE BY KANNEL"], 0)

    def test_both_boxes_are_killed(self):
        def break_it():
            self.kannel.kill("bearerbox")
            self.kannel.kill("smsbox")

        self.assertLessEqual(self.run_into("both boxes killed", break_it)["TWICE BY KANNEL"], 1)

    def test_the_line_to_the_centre_breaks(self):
        # Its last answer may be lost with the line.
        tally = self.run_into("line to the centre broken", self.smsc.drop)
        self.assertLessEqual(tally["TWICE BY KANNEL"], 1)

    def test_the_line_breaks_before_the_centre_has_answered(self):
        tally = self.run_into("line broken before the answer", self.smsc.drop_unanswered)
        self.assertEqual(tally["TWICE BY KANNEL"], 1, "the one it had no answer to")

    def setUp(self):
        self.province.pass_time()  # a gateway may pause after earlier failures

    def run_into(self, what, break_it):
        """Let ``break_it()`` happen while messages go out; return the tally of their fates."""
        rows = self.province.queue(IN_FLIGHT)
        before = len(self.smsc.parts)
        sender = threading.Thread(target=self.province.send)
        sender.start()
        wait_until(lambda: len(self.smsc.parts) > before, "nothing goes out", step=0.01)
        break_it()
        arrived = len(self.smsc.parts) - before
        sender.join()
        self.kannel.revive()
        self.finish(rows)
        self.assertLess(arrived, IN_FLIGHT / 2, "it was to break while messages were on their way")
        tally = Counter(self.fates(rows))
        table.append((what, tally))
        self.assertFalse({"LOST", "WRONG", "TWICE BY US"} & set(tally), tally)
        return tally

    def finish(self, rows):
        """Send the rest, and wait until Kannel has forwarded its stored messages."""
        for _round in range(10):
            if not {"queued", "sending"} & set(self.province.states(rows).values()):
                break
            self.province.pass_time()
            self.province.send()
        wait_until(
            lambda: "LOST" not in self.fates(rows),
            "what Kannel had accepted did not reach the centre",
            lambda: str(Counter(self.fates(rows))),
            60,
        )

    def fates(self, rows):
        """Return the outcome of each message in a word; words in capitals are failures."""
        counts = Counter(number.lstrip("+") for number, _text in self.smsc.messages())
        states = self.province.states(rows)
        return [
            self.fate(row_id, number, counts["84" + number[1:]], states[row_id])
            for row_id, number in rows.items()
        ]

    def fate(self, row_id, number, count, state):
        if count > 1:
            submissions = self.province.submissions(row_id)
            return "TWICE BY KANNEL" if submissions == 1 else "TWICE BY US"
        if state in ARRIVED:
            # The centre refuses some numbers; the news of it is still on its way.
            return "once" if count or number.endswith("02") else "LOST"
        if state == "unknown":
            return "for a person"
        if number.endswith("01"):
            return "once, not delivered" if (count, state) == (1, "failed") else "WRONG"
        return "refused" if (count, state) == (0, "failed") else "WRONG"


del KannelCase  # a base class, not a test of its own
