"""Small messages that were read wrongly once: SMS replies, telephone numbers, answers by mail.

Every case of the folder is tried, others of the same shape too.
"""

import json
import re
import unittest
from datetime import date

from ..world.own_database import OwnDatabase
from ..world.samples import expectations, find

DATABASE = OwnDatabase("message_samples", "directive_sms")
TODAY = date(2026, 11, 28)
TOKEN = "K7F2X"

setUpModule = DATABASE.for_module


def cases(pattern):
    for path in find(pattern):
        yield from json.loads(path.read_text("utf-8"))["cases"]


class TestSmsReplySamples(unittest.TestCase):
    def test_each_reply_means_what_a_person_takes_it_for(self):
        from odoo.addons.directive_sms.tools.reply import parse

        for case in cases("cases/sms_replies*.json"):
            with self.subTest(case["text"]):
                words = parse(case["text"].replace("@T@", TOKEN))
                self.assertEqual(words.verb, case["expected"]["verb"])
                self.check_day(words, case["expected"].get("day", ""))

    def check_day(self, words, expected):
        from odoo.addons.directive_tracking.tools.notice.answers import read_day

        if wanted := re.match(r"\d{4}-\d\d-\d\d", expected):
            self.assertEqual(str(read_day(words.day, TODAY)), wanted[0])


class TestPhoneSamples(unittest.TestCase):
    def test_each_number_is_read_wherever_it_is_typed(self):
        from odoo.addons.directive_sms.tools import phone
        from odoo.addons.directive_tracking.tools.agency.member_sheet import mobile_of

        for case in cases("cases/phones*.json"):
            raw = re.sub(r" \(number cell\)$", "", case["raw"])
            with self.subTest(case["raw"], where=case["where"]):
                if "member sheet" in case["where"]:
                    self.assertEqual(mobile_of(raw), case["expected"])
                if "SMS" in case["where"]:
                    found = phone.normalize(raw)
                    self.assertIn(case["expected"], (found, phone.national(found)))


class TestMailSamples(unittest.TestCase):
    """Mail that answers a notice which was sent."""

    def sent(self, env):
        """Return a row of the ledger that was sent by mail, its Message-Id and its address."""
        from odoo.addons.directive_tracking.tools.recipient import Recipient

        partner = env["res.partner"].create({"name": "An", "email": "an@xa.example"})
        agency = env["directive.agency"].create({"name": "Xã", "kind": "department"})
        env["directive.agency.member"].create(
            {"agency_id": agency.id, "partner_id": partner.id, "role": "head"}
        )
        order = env["directive.directive"].create({"number": "1/UBND", "subject": "Test"})
        task = env["directive.task"].create(
            {"directive_id": order.id, "name": "Task", "lead_agency_id": agency.id}
        )
        env["directive.notice"]._post(
            "task_returned", task, {task.id: [Recipient(partner.id, None, agency.id)]},
            occurrence="sample", channels=("email",),
        )  # fmt: skip
        row = env["directive.notice.delivery"].search(
            [("partner_id", "=", partner.id), ("channel", "=", "email")]
        )
        row._move("sending")
        row._move("sent", message_ref="<1.2-openerp-7@province.example>", address=partner.email)
        return row

    def test_no_answer_of_a_person_or_their_program_is_a_bounce(self):
        for path, case in expectations("cases"):
            if path.suffix != ".eml" or "stays 'sent'" not in case["expected"]:
                continue
            with self.subTest(path.name), DATABASE.registry.cursor() as cr:
                self.answer(cr, path)
                cr.rollback()

    def answer(self, cr, path):
        from odoo.api import SUPERUSER_ID, Environment

        env = Environment(cr, SUPERUSER_ID, {})
        row = self.sent(env)
        text = path.read_text("utf-8").replace("@ADDRESS@", row.partner_id.email)
        text = text.replace("@MESSAGE_ID_OF_THE_NOTICE@", row.message_ref)
        env["mail.thread"].message_process("res.partner", text.encode())
        member = env["directive.agency.member"].search([("partner_id", "=", row.partner_id.id)])
        self.assertEqual((row.state, member.email_trouble), ("sent", False))
