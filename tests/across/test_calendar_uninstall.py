"""Without directive_calendar what it gave rise to stays: tasks, and the evidence of who was told."""

from ..world.own_database import OwnDatabase
from ..world.quiet_case import QuietCase

DATABASE = OwnDatabase("calendar_uninstall", "directive_calendar")
# One meeting is called and moved; of an earlier one the conclusions are tasks.
LIVE = """
from datetime import timedelta
agency = env["directive.agency"].create({"name": "Department", "kind": "department"})
person = env["res.partner"].create({"name": "Head", "email": "head@x.example"})
env["directive.agency.member"].create({"agency_id": agency.id, "partner_id": person.id, "role": "head"})
issuer = env["directive.issuer"].search([], limit=1) or env["directive.issuer"].create({"name": "Chairman"})
chair = env["directive.leader"].create({"name": "Chair", "issuer_id": issuer.id})
group = env["directive.week.group"].create({"name": "Committee", "leader_ids": chair.ids})
room = env["directive.room"].create({"name": "Room 5"})
today = env["directive.settings"]._today()

def meeting(day, **vals):
    week = env["directive.week"]._week_of(group, day)
    values = {"week_id": week.id, "day": day, "hour_start": 8.0, "chair_id": chair.id, "name": "Briefing"}
    return env["directive.meeting"].create({**values, **vals})

ahead = meeting(today + timedelta(days=14), room_id=room.id, agency_ids=[(6, 0, agency.ids)])
ahead.week_id.action_publish()
ahead.action_invite()
env["directive.notice.delivery"].search([("notice_id.event", "=", "meeting_invited")], limit=1)._move("sent", "x")
ahead._change({"hour_start": 14.0}, "Rain")
ahead._tell_news()
before = meeting(today - timedelta(days=2))
env["directive.meeting.point"].create({
    "meeting_id": before.id, "text": "The department reviews the projects",
    "lead_agency_id": agency.id, "deadline_kind": "none",
})
before.action_issue_conclusions()
env.cr.commit()
"""
# Readers of the evidence, and of what the conclusions have become.
LOOK = """
user = env["res.users"].create({"name": "Office", "login": "office", "group_ids": [
    (4, env.ref(group).id) for group in ("base.group_user", "directive_tracking.group_directive_office")]})
env = env(user=user.id)
rows = env["directive.notice.delivery"].search([("notice_id.res_model", "=", "directive.meeting")])
assert len(rows) > 1, rows
rows.read()
rows.web_read({"channel": {}, "state": {}, "can_send_again": {}})
env["directive.receipt.book"]._of(rows)
task = env["directive.task"].search([("name", "like", "reviews the projects")])
assert task.directive_id.source == "meeting" and task.state == "assigned", task
task.read()
task.directive_id.read()
env["directive.sending.check"].action_check()
"""
WAITING = """
SELECT count(*) FROM directive_notice_delivery AS delivery
  JOIN directive_notice AS notice ON notice.id = notice_id
 WHERE notice.res_model = 'directive.meeting' AND delivery.state IN ('queued', 'sending')
"""
LEFT = """
SELECT 'name', name FROM ir_model_data WHERE module = 'directive_calendar'
 UNION ALL SELECT 'table', table_name FROM information_schema.tables
  WHERE table_name ~ 'directive_(meeting|week|leader|room|calendar_feed)'
 UNION ALL SELECT 'job', cron_name FROM ir_cron
  WHERE ir_actions_server_id NOT IN (SELECT id FROM ir_act_server)
"""

setUpModule = DATABASE.for_module


class TestCalendarUninstall(QuietCase):
    """Used, taken away, and installed again."""

    database = DATABASE

    def test_tasks_and_evidence_stay_and_nothing_waits_to_be_sent(self):
        self.run_odoo("shell", script=LIVE)
        self.assertGreater(self.query(WAITING), [(0,)])
        self.uninstall("directive_calendar")
        self.assertEqual(self.query(LEFT), [])
        self.assertEqual(self.query(WAITING), [(0,)])
        self.carry_on(LOOK)
        self.run_odoo("-i", "directive_calendar", "--stop-after-init")
        self.assertEqual(self.query("SELECT count(*) FROM directive_meeting"), [(0,)])
