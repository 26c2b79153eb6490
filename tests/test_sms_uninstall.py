"""Without directive_sms the product is whole, and what was sent by SMS stays as evidence."""

import subprocess
import sys
import unittest

from .own_database import OwnDatabase

DATABASE = OwnDatabase("sms_uninstall")
UNINSTALL = "env['ir.module.module'].search([('name', '=', 'directive_sms')]).button_immediate_uninstall()\n"
# One person, told twice by SMS: once it went out, once it waits.
TELL = """
agency = env["directive.agency"].create({"name": "Department", "kind": "department"})
person = env["res.partner"].create({"name": "Head", "phone": "0912345678"})
env["directive.agency.member"].create({"agency_id": agency.id, "partner_id": person.id, "role": "head"})
env["directive.sms.gateway"].create({"name": "Trial", "connector": "simulated"})
directive = env["directive.directive"].create({
    "number": "1/QĐ-UBND", "subject": "x", "date_issued": "2026-01-05",
    "issuer_id": env["directive.issuer"].search([], limit=1).id,
})
task = env["directive.task"].create({"directive_id": directive.id, "name": "x", "lead_agency_id": agency.id})
task.action_assign()
for event in ("first", "second"):
    env["directive.notice"]._post(event, task, {task.id: [(person.id, None, agency.id)]},
                                  channels=("sms",), urgency="express")
    if event == "first":
        env["directive.notice.delivery"]._cron_send()
env["directive.notice"]._post("answered", task, {task.id: [(person.id, None, agency.id)]}, channels=("sms",))
row = env["directive.notice.delivery"].search([("notice_id.event", "=", "answered")])
row._answer("comment", "Words sent by SMS", via="sms")
env.cr.commit()
"""
STATES = "SELECT notice.event, delivery.state FROM directive_notice_delivery AS delivery " \
    "JOIN directive_notice AS notice ON notice.id = notice_id WHERE channel = 'sms' ORDER BY 1"  # fmt: skip

ANSWERS = [("sms", "Words sent by SMS")]


def setUpModule():
    unittest.addModuleCleanup(DATABASE.drop)
    DATABASE.create()


def odoo(*arguments, script=None):
    """Run Odoo on the database and return what it said."""
    command = [sys.executable, "-m", "odoo", *arguments, "-d", DATABASE.name, "--no-http"]
    done = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


class TestSmsUninstall(unittest.TestCase):
    """Installed, used, taken away, and installed again."""

    def run_odoo(self, *arguments, script=None):
        code, said = odoo(*arguments, script=script)
        self.assertEqual(code, 0, said[-3000:])
        for word in (" WARNING ", " ERROR ", " CRITICAL ", "Traceback"):
            self.assertNotIn(word, said)

    def query(self, sql):
        with DATABASE.environment() as env:
            env.cr.execute(sql)
            return env.cr.fetchall()

    def test_the_product_is_whole_without_it(self):
        self.run_odoo("-i", "directive_sms", "--stop-after-init")
        self.run_odoo("shell", script=TELL)
        self.assertEqual(
            self.query(STATES), [("answered", "seen"), ("first", "sent"), ("second", "queued")]
        )
        self.run_odoo("shell", script=UNINSTALL)
        self.assertEqual(
            self.query(STATES), [("answered", "seen"), ("first", "sent"), ("second", "cancelled")]
        )
        left = "SELECT name FROM ir_model_data WHERE module = 'directive_sms'"
        self.assertEqual(self.query(left), [])
        self.assertEqual(self.query("SELECT via, text FROM directive_notice_answer"), ANSWERS)
        # Every view is checked again, and the jobs run.
        self.run_odoo("-u", "directive_tracking", "--stop-after-init")
        self.run_odoo("shell", script="env['directive.notice.delivery']._cron_send()\n")
        self.run_odoo("shell", script="env['directive.reminder.rule']._cron_remind()\n")
        self.run_odoo("-i", "directive_sms", "--stop-after-init")
        self.assertEqual(
            self.query(STATES), [("answered", "seen"), ("first", "sent"), ("second", "cancelled")]
        )
