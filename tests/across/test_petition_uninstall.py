"""Without directive_petition what it gave rise to stays: tasks, reception days, and the evidence of who was told."""

from ..world.own_database import OwnDatabase
from ..world.quiet_case import QuietCase

DATABASE = OwnDatabase("petition_uninstall", "directive_calendar_petition")
# A reception day with its session; a complaint with a scan and a task; a denunciation; a report.
LIVE = """
import base64
from datetime import timedelta
def user(login, *groups):
    groups = ["base.group_user", *groups]
    return env["res.users"].create({"name": login, "login": login, "email": f"{login}@x.example",
        "group_ids": [(4, env.ref(group).id) for group in groups]})

staff = user("staff", "directive_petition.group_petition_manager", "directive_tracking.group_directive_office")
agency = env["directive.agency"].create({"name": "Office", "kind": "office"})
env["directive.agency.member"].create({"agency_id": agency.id, "user_id": staff.id, "role": "responder"})
other = env["directive.agency"].create({"name": "Department", "kind": "department"})
issuer = env["directive.issuer"].search([], limit=1) or env["directive.issuer"].create({"name": "Chairman"})
today = env["directive.settings"]._today()
chair = env["directive.leader"].create({"name": "Chair", "issuer_id": issuer.id})
group = env["directive.week.group"].create({"name": "Committee", "leader_ids": chair.ids, "agency_id": agency.id})
week = env["directive.week"]._week_of(group, today + timedelta(days=14))
env["directive.meeting"].create({"week_id": week.id, "day": today + timedelta(days=14), "hour_start": 8.0,
    "chair_id": chair.id, "name": "Reception", "kind": "reception"})
week.action_publish()
assert env["petition.session"].search([]).meeting_id, "the reception day has no session"

desk = env(user=staff.id)
paper = {"name": "Letter", "file": base64.b64encode(b"%PDF-1.4 scan"), "file_name": "scan.pdf"}
def letter(kind, role):
    return desk["petition.letter"].create({"content": "Land", "person_ids": [(0, 0, {"name": "Giang A Pao",
        "role": role})], "paper_ids": [(0, 0, paper)], "matter_ids": [(0, 0, {"kind": kind, "content": "Land"})]})

letter("denunciation", "denouncer")
matter = letter("complaint", "complainant").matter_ids
matter._take_step("assign", {"handler_id": staff.id})
matter._tell("petition_near", {matter.id: matter._people_to_tell("petition_near")}, occurrence="x")
matter._tell("petition_overdue", {matter.id: matter._people_to_tell("petition_overdue")}, occurrence="x")
env["directive.notice.delivery"].search([("notice_id.event", "=", "petition_near")], limit=1)._move("sent", "x")
desk["petition.task.giving"].create({"matter_id": matter.id, "number": "1/UBND", "issuer_id": issuer.id,
    "name": "Verify the land of plot 12", "lead_agency_id": other.id}).action_give()
form = env["directive.form"].search([("code", "=", "01/TCD")])
values = {"form_id": form.id, "period": "days", "date_first": today - timedelta(days=30), "date_last": today}
desk["directive.form.ask"].create(values).action_report()
env.cr.commit()
"""
# Readers of the evidence, and of what has become of matters and sessions.
LOOK = """
env = env(user=env["res.users"].search([("login", "=", "staff")]).id)
rows = env["directive.notice.delivery"].search([("notice_id.res_model", "=", "petition.matter")])
assert len(rows) > 1, rows
rows.read()
rows.web_read({"channel": {}, "state": {}, "can_send_again": {}})
env["directive.receipt.book"]._of(rows)
task = env["directive.task"].search([("name", "like", "plot 12")])
assert task.state == "assigned", task
task.read()
task.directive_id.read()
assert env["directive.meeting"].sudo().search([("kind", "=", "reception")]).read()
env["directive.form"].search([]).read()
env["directive.form.report"].search([]).read()
env["directive.sending.check"].action_check()
"""
WAITING = """
SELECT count(*) FROM directive_notice_delivery AS delivery
  JOIN directive_notice AS notice ON notice.id = notice_id
 WHERE notice.res_model LIKE 'petition.%' AND delivery.state IN ('queued', 'sending')
"""
# Letters hold what people told in confidence: no scan of theirs outlives them.
LEFT = """
SELECT 'name', name FROM ir_model_data WHERE module IN ('directive_petition', 'directive_calendar_petition')
 UNION ALL SELECT 'table', table_name FROM information_schema.tables WHERE table_name ~ 'petition'
 UNION ALL SELECT 'column', column_name FROM information_schema.columns WHERE column_name ~ 'petition'
 UNION ALL SELECT 'file', name FROM ir_attachment WHERE res_model LIKE 'petition.%'
 UNION ALL SELECT 'to-do', res_model FROM mail_activity WHERE res_model LIKE 'petition.%'
 UNION ALL SELECT 'setting', key FROM ir_config_parameter WHERE key LIKE 'directive_petition.%'
 UNION ALL SELECT 'job', cron_name FROM ir_cron
  WHERE ir_actions_server_id NOT IN (SELECT id FROM ir_act_server)
"""
JOINED = "SELECT count(*) FROM directive_meeting WHERE kind = 'reception'"

setUpModule = DATABASE.for_module


class TestPetitionUninstall(QuietCase):
    """Used, taken away, and installed again; first what joins it with the calendar."""

    database = DATABASE

    def test_tasks_evidence_and_days_stay_and_nothing_waits_to_be_sent(self):
        self.run_odoo("shell", script=LIVE)
        self.assertGreater(self.query(WAITING), [(0,)])
        self.uninstall("directive_calendar_petition")
        self.run_odoo("shell", script="env['petition.session'].search([]).read()\n")
        self.uninstall("directive_petition")
        self.assertEqual(self.query(LEFT), [])
        self.assertEqual(self.query(WAITING), [(0,)])
        self.assertEqual(self.query(JOINED), [(1,)])
        self.carry_on(LOOK)
        self.run_odoo("-i", "directive_calendar_petition", "--stop-after-init")
        self.assertEqual(self.query("SELECT count(*) FROM petition_letter"), [(0,)])
