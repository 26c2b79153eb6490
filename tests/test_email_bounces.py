"""Mail that was accepted and comes back: a real SMTP server, Odoo's own mail gate, a running Odoo."""

import subprocess
import sys
import unittest
from email import message_from_bytes
from pathlib import Path

from . import email_case
from .own_database import OwnDatabase

DATABASE = OwnDatabase("email_bounces", "directive_tracking,rpc")


def setUpModule():
    unittest.addModuleCleanup(DATABASE.drop)
    DATABASE.create()


def mail_gate():
    """Return the script that hands mail to Odoo from the mail server's pipe."""
    from odoo.modules.module import get_module_path

    return Path(get_module_path("mail")) / "static" / "scripts" / "odoo-mailgate.py"


class TestEmailBounces(email_case.EmailCase):
    """A report by mail reaches the row of the message, through the gate mail comes in by."""

    database = DATABASE

    def take_back(self, server, address, sample="DSN", **values):
        """Return the message accepted for ``address``, as its mail server would."""
        from odoo.addons.directive_tracking.tests import bounce_samples

        content = next(data for to, data in self.server.messages if to == address)
        reference = message_from_bytes(content)["Message-Id"]
        report = bounce_samples.write(
            getattr(bounce_samples, sample), reference, address=address, **values
        )
        command = [sys.executable, mail_gate(), "-d", self.database.name, "-u", "2"]
        done = subprocess.run(
            [*command, "-p", "admin", "--host", "127.0.0.1", "--port", str(server.port)],
            input=report, capture_output=True, check=False,
        )  # fmt: skip
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_message_that_was_accepted_and_comes_back_has_failed(self):
        addresses = ["gone@x.example", "late@y.example", "exim@x.example", "here@x.example"]
        ids = self.queue(*addresses)
        self.send()
        self.assertEqual(set(self.states(ids).values()), {"sent"})
        with self.database.server() as server:
            for _time in range(2):
                self.take_back(server, "gone@x.example")
            self.take_back(server, "exim@x.example", sample="EXIM")
            self.take_back(server, "late@y.example", action="delayed", status="4.4.1", words="451")
            self.take_back(
                server, "here@x.example", action="delivered", status="2.0.0", words="250 ok"
            )
            self.take_back(server, "here@x.example")
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
