"""Bounces of accepted mail, with a real SMTP server and Odoo's own mail fetching."""

import subprocess
import sys
from email import message_from_bytes
from pathlib import Path

from ..world.own_database import OwnDatabase
from . import email_case

DATABASE = OwnDatabase("email_bounces", "directive_tracking,rpc")

setUpModule = DATABASE.for_module


def mail_gate():
    """Return the script that hands mail to Odoo from the mail server's pipe."""
    from odoo.modules.module import get_module_path

    return Path(get_module_path("mail")) / "static" / "scripts" / "odoo-mailgate.py"


class TestEmailBounces(email_case.EmailCase):
    """A report by mail reaches the row of the message, through the gate mail comes in by."""

    database = DATABASE

    def take_back(self, address, sample="DSN", **values):
        """Let the server fetch a report on the message accepted for ``address``."""
        report = self.report(address, sample, **values)
        with self.database.environment() as env:
            env["mail.thread"].message_process(False, report)

    def report(self, address, sample="DSN", **values):
        """Return the report of the mail server of ``address``."""
        from odoo.addons.directive_tracking.tests import bounce_samples

        content = next(data for to, data in self.server.messages if to == address)
        reference = message_from_bytes(content)["Message-Id"]
        return bounce_samples.write(
            getattr(bounce_samples, sample), reference, address=address, **values
        )

    def test_nobody_hands_in_a_report_over_the_api_not_even_an_administrator(self):
        ids = self.queue("forged@x.example")
        self.send()
        report = self.report("forged@x.example")
        with self.database.server() as server:
            done = self.hand_in(server, report)
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(set(self.states(ids).values()), {"sent"})

    def hand_in(self, server, report):
        """Call Odoo's own mail gate, which logs in as a user."""
        command = [sys.executable, mail_gate(), "-d", self.database.name, "-u", "2", "-p", "admin"]
        return subprocess.run(
            [*command, "--host", "127.0.0.1", "--port", str(server.port)],
            input=report,
            capture_output=True,
            check=False,
        )

    def test_a_message_that_was_accepted_and_comes_back_has_failed(self):
        addresses = ["gone@x.example", "late@y.example", "exim@x.example", "here@x.example"]
        ids = self.queue(*addresses)
        self.send()
        self.assertEqual(set(self.states(ids).values()), {"sent"})
        for _time in range(2):
            self.take_back("gone@x.example")
        self.take_back("exim@x.example", sample="EXIM")
        self.take_back("late@y.example", action="delayed", status="4.4.1", words="451")
        for _time in range(2):
            self.take_back("here@x.example", action="delivered", status="2.0.0", words="250 ok")
        rows = self.rows(ids)
        self.assertEqual(
            {address: row[0] for address, row in rows.items()},
            dict(zip(addresses, ["failed", "sent", "failed", "delivered"], strict=True)),
        )
        self.assertIn("550 5.1.1 User unknown", rows["gone@x.example"][1])

    def test_reports_go_to_the_bounce_address_where_there_is_one(self):
        self.queue("without@x.example")
        self.send()
        self.assertEqual(self.server.senders[-1], "office@province.example")
        with self.database.environment() as env:
            domain = env["mail.alias.domain"].create({"name": "province.example"})
            env.company.alias_domain_id = domain
        self.queue("with@x.example")
        self.send()
        self.assertEqual(self.server.senders[-1], "bounce@province.example")
