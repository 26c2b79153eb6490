"""An addon of eighty lines gets all channels, and leaves its evidence on uninstallation."""

import os
import re
import subprocess
import unittest
from pathlib import Path

from ..rooms import rules
from ..rooms.sources import Sources
from ..world.own_database import OwnDatabase, free_ports
from ..world.program import ODOO

ROOT = Path(__file__).resolve().parents[2]
ADDONS = ROOT / "tests" / "addons"
NAME, TRACKING = "directive_example", "directive_tracking"
EXAMPLE = ADDONS / NAME
MOST_LINES = 80
DATABASE = OwnDatabase("example_addon", "directive_tracking,directive_sms")
# One inspection known to all, one just announced, and people's answers.
TELL = """
group = lambda name: env.ref(f"directive_tracking.group_directive_{name}").id
office, head = env["res.users"].create([
    {"name": name, "login": name, "email": f"{name}@example.com", "group_ids": [
        (4, env.ref("base.group_user").id), (4, env.ref("base.group_allow_export").id), (4, group(role))]}
    for name, role in (("clerk", "office"), ("chief", "agency"))])
head.partner_id.phone = "0912345678"
agency = env["directive.agency"].create({"name": "Department", "kind": "department"})
env["directive.agency.member"].create({"agency_id": agency.id, "user_id": head.id, "role": "head"})
env["directive.sms.gateway"].create({"name": "Trial", "connector": "simulated", "reply_number": "8088"})
env["ir.config_parameter"].set_param("directive_tracking.ack_from", "very_urgent")
Inspection = env["directive.example.inspection"].with_user(office)
old, new = Inspection.create([
    {"name": name, "urgency": "express", "agency_ids": [(4, agency.id)]} for name in ("Old", "New")])
old.action_announce()
old.message_post(body="A word", message_type="comment")
Delivery = env["directive.notice.delivery"]
Delivery.search([("channel", "=", "email")])._move("cancelled", "no mail server here")
Delivery._cron_send()
row = Delivery.search([("notice_id.res_id", "=", old.id), ("channel", "=", "sms")])
env["directive.notice.answering"]._take(row, "comment", "We are ready", via="sms")
new.action_announce()
app = Delivery.search([("notice_id.res_id", "=", new.id), ("channel", "=", "app")])
env["directive.channel.app"]._hand_over(app, None)
broadcast = env["directive.broadcast"].with_user(office).with_context(**new.action_broadcast()["context"]).create({
    "name": "At once", "body": "Open the doors", "agency_ids": [(4, agency.id)]})
assert broadcast.cause_name == "New", broadcast.cause_name
env.cr.commit()
"""
UNINSTALL = (
    "env['ir.module.module'].search([('name', '=', 'directive_example')])"
    ".button_immediate_uninstall()\n"
)
JOBS = """
env["directive.notice.delivery"]._cron_send()
env["directive.notice.acknowledgement"]._cron_climb()
env["directive.reminder.rule"]._cron_remind()
env.cr.commit()
"""
# Readers of the evidence, in every list.
LOOK = """
from odoo.exceptions import UserError
from odoo.addons.directive_sms.connectors.base import Reply
code = env["directive.sms.token"].search([], limit=1).code
gateway = env["directive.sms.gateway"].search([("name", "=", "Trial")])
if code:
    env["directive.sms.reply"]._receive(gateway, Reply("+84912345678", "8088", f"DH {code} NHAN", "1"))
    assert env["directive.sms.reply"].search([], limit=1).state in ("refused", "wrong_token")
system = env
for login in ("clerk", "chief"):
    env = system(user=system["res.users"].search([("login", "=", login)]).id)
    for name in ("directive.notice", "directive.notice.delivery", "directive.notice.acknowledgement",
                 "directive.notice.answer", "directive.notice.statistics", "directive.sms.reply",
                 "directive.sms.message", "directive.broadcast", "mail.activity",
                 "mail.message"):
        model = env[name]
        if not model.has_access("read"):
            continue
        rows = model.search([])
        for action in env["ir.actions.act_window"].sudo().search([("res_model", "=", name)]):
            for view, mode in action.views:
                model.get_views([(view, mode)])
        rows.read()
        rows.web_read({one: {} for one in rows.fields_get()})
        rows.mapped("display_name")
        if name.startswith("directive."):
            rows.export_data(["display_name"])
    env["directive.notice.recipient"]._of(env.user.partner_id).preference_ids.read()
env = system(user=system["res.users"].search([("login", "=", "clerk")]).id)
rows = env["directive.notice.delivery"].search([])
assert rows, "The ledger is empty."
about = {(one.event, one.display_name) for one in rows.notice_id if one.event == "inspection_announced"}
assert about == {("inspection_announced", "Inspection · Old"), ("inspection_announced", "Inspection · New")}, about
board = env["directive.notice.acknowledgement"].search([])
assert set(board.mapped("subject")) == {"Old", "New"}, board.mapped("subject")
for opener in (rows[:1], board[:1], env["directive.notice.answer"].search([], limit=1)):
    try:
        opener.action_open_record()
    except UserError as error:
        assert "not installed" in str(error), error
    else:
        raise AssertionError("It opened what is not there.")
env["directive.receipt.book"]._of(rows)
book = env["directive.receipt.book"].search([], limit=1)
page, _kind = env["ir.actions.report"]._render_qweb_html("directive_tracking.receipt_book", book.ids)
for words in ("Inspection", "Old", "New"):
    assert words in page.decode(), words
Statistics = env["directive.notice.statistics"]
Statistics.formatted_read_group([], ["event", "channel"], ["message_count:sum"])
Statistics.web_read_group([], ["event"], aggregates=["message_count:sum"])
env["directive.sending.check"].action_check()
assert env["directive.broadcast"].search([]).mapped("cause_name") == ["New"]
assert not rows.sudo()._answer_urls()
"""
LEFT = """
    SELECT 'to-do', summary FROM mail_activity WHERE res_model LIKE 'directive.example%'
    UNION ALL SELECT 'waiting', state FROM directive_notice_delivery AS row
      JOIN directive_notice AS notice ON notice.id = row.notice_id
     WHERE res_model LIKE 'directive.example%' AND row.state IN ('queued', 'sending')
    UNION ALL SELECT 'without a reason', row.id::text FROM directive_notice_delivery AS row
     WHERE row.state = 'cancelled' AND COALESCE(reason, '') = ''
    UNION ALL SELECT 'awaited', state FROM directive_notice_acknowledgement WHERE state = 'waiting'
    UNION ALL SELECT 'table', table_name FROM information_schema.tables
     WHERE table_name LIKE 'directive_example%'
    UNION ALL SELECT 'data', name FROM ir_model_data WHERE module = 'directive_example'
"""
TODOS = "SELECT count(*) FROM mail_activity WHERE res_model = 'directive.example.inspection'"
CANCELLED = """
    SELECT DISTINCT channel FROM directive_notice_delivery AS row
      JOIN directive_notice AS notice ON notice.id = row.notice_id
     WHERE row.state = 'cancelled' AND notice.subject_name = 'New'
       AND reason = 'The application it belongs to has been uninstalled.' ORDER BY channel
"""


class TestExampleSize(unittest.TestCase):
    """It is as small as it is said to be, and nothing anywhere is written for it."""

    def test_it_takes_eighty_lines_of_python(self):
        files = [
            path for path in EXAMPLE.rglob("*.py") if "tests" not in path.relative_to(EXAMPLE).parts
        ]
        lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)
        self.assertGreater(lines, 20)
        self.assertLessEqual(lines, MOST_LINES)

    def test_it_imports_only_the_plain_tools(self):
        self.assertFalse(rules.foreign_imports(Sources(ADDONS, NAME, ()), TRACKING))

    def test_no_other_addon_names_it(self):
        found = [
            path.relative_to(ROOT)
            for addon in ROOT.glob("*/__manifest__.py")
            for path in addon.parent.rglob("*")
            if path.suffix in (".py", ".xml", ".csv", ".js")
            and re.search(r"directive[._]example", path.read_text(encoding="utf-8"))
        ]
        self.assertFalse(found)


class TestExampleAddon(unittest.TestCase):
    """Installed, tested, used and taken away."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.addClassCleanup(DATABASE.drop)
        DATABASE.create()

    def run_odoo(self, *arguments, script=None):
        """Run Odoo on the database with the example addon, and return its output."""
        from odoo.tools import config

        path = ",".join([str(ADDONS), *map(str, config["addons_path"])])
        options = ["-d", DATABASE.name, f"--addons-path={path}", "--max-cron-threads=0"]
        done = subprocess.run(
            [*ODOO, *arguments, *options],
            input=script,
            capture_output=True,
            text=True,
            check=False,
            env=os.environ,
        )
        said = done.stdout + done.stderr
        failed = re.findall(r" (?:FAIL|ERROR): .*|\w*Error: .*", said)
        self.assertEqual(done.returncode, 0, "\n".join([said[-2000:], *failed]))
        return said

    def run_quietly(self, *arguments, script=None):
        said = self.run_odoo(*arguments, "--no-http", script=script)
        for word in (" ERROR ", " CRITICAL ", "Traceback"):
            self.assertNotIn(word, said)

    def query(self, sql):
        with DATABASE.environment() as env:
            env.cr.execute(sql)
            return env.cr.fetchall()

    def test_it_gets_everything_and_leaves_its_evidence(self):
        ports = zip(("--http-port", "--gevent-port"), free_ports(2), strict=True)
        ports = [f"{option}={port}" for option, port in ports]
        said = self.run_odoo("-i", NAME, "--test-tags", f"/{NAME}", "--stop-after-init", *ports)
        count = re.search(r"0 failed, 0 error\(s\) of (\d+) tests", said)
        self.assertTrue(count and int(count[1]) > 30, said[-3000:])
        self.run_quietly("shell", script=TELL)
        self.assertEqual(self.query(TODOS), [(1,)])
        self.run_quietly("shell", script=UNINSTALL)
        self.assertEqual(self.query(LEFT), [])
        self.assertEqual(self.query(CANCELLED), [("app",), ("email",), ("sms",)])
        self.run_quietly("shell", script=JOBS + LOOK)
        # Every view is checked again.
        self.run_quietly("-u", TRACKING, "--stop-after-init")
