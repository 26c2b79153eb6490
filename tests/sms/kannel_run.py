"""Odoo → Kannel → short message centre → report → ledger, with nothing in between made up.

Run by `bin/test-kannel`, apart from the other tests: it needs Debian's Kannel.
"""

import os
import subprocess
import sys
import unittest

from ..own_database import OwnDatabase
from .kannel import Kannel, free_ports, is_open, wait_until
from .province import Province
from .smsc import Smsc

DATABASE = OwnDatabase("kannel", "directive_sms")
MANY = 200


def setUpModule():
    unittest.addModuleCleanup(DATABASE.drop)
    DATABASE.create()


class TestKannel(unittest.TestCase):
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
            sys.executable, "-m", "odoo", "server", "-d", DATABASE.name, "--max-cron-threads=0",
            f"--http-port={cls.port}", f"--gevent-port={cls.gevent_port}", "--log-level=error",
        ]  # fmt: skip
        cls.server = subprocess.Popen(command, env=os.environ)
        cls.addClassCleanup(cls.server.wait)
        cls.addClassCleanup(cls.server.terminate)
        wait_until(lambda: is_open(cls.port), "Odoo did not start", seconds=60)

    @classmethod
    def reply_url(cls):
        with DATABASE.environment() as env:
            return env["directive.sms.gateway"].browse(cls.gateway_id).reply_url

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
            lambda: f"It stands at {self.province.states([row_id])}. {self.kannel._logs()}",
        )

    def texts(self, number):
        return [
            text for to, text in self.smsc.messages() if to == number.lstrip("+") or to == number
        ]

    def test_a_message_is_delivered_and_the_ledger_knows(self):
        row_id, number = self.queue_to("10")
        self.province.send()
        self.wait_for(row_id, "delivered")
        (text,) = self.texts(number)
        self.assertIn("1/UBND", text)
        self.assertIn("/odoo/", text)

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
        self.assertIn("/odoo/", text)

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
