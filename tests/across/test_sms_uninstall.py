"""Without directive_sms the product is complete, and sent SMS stay as evidence."""

from ..world.own_database import OwnDatabase
from ..world.quiet_case import QuietCase

DATABASE = OwnDatabase("sms_uninstall")
# One person with two SMS: one was sent, one is queued.
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
from odoo.addons.directive_tracking.tools.recipient import Recipient
for event in ("first", "second"):
    env["directive.notice"]._post(event, task, {task.id: [Recipient(person.id, None, agency.id)]},
                                  channels=("sms",), urgency="express")
    if event == "first":
        env["directive.notice.delivery"]._cron_send()
env["directive.notice"]._post("answered", task, {task.id: [Recipient(person.id, None, agency.id)]}, channels=("sms",))
row = env["directive.notice.delivery"].search([("notice_id.event", "=", "answered")])
row._answer("comment", "Words sent by SMS", via="sms")
# What else may hold the name of the channel: a failed row, choices, rules, settings, a ladder at work.
env["directive.notice"]._post("wrong", task, {task.id: [Recipient(person.id, None, agency.id)]}, channels=("sms",))
env["directive.notice.delivery"].search([("notice_id.event", "=", "wrong")])._move("failed", "x")
env["directive.notice.recipient"]._of(person).preference_ids.filtered(
    lambda one: one.kind == "new").channel_sms = "yes"
env["directive.escalation.step"].create({"urgency": "express", "minutes": 1, "action": "sms"})
env["directive.notice"]._post("asking", task, {task.id: [Recipient(person.id, None, agency.id)]},
                              channels=("sms",), urgency="express", wants_ack=True)
rows = env["directive.notice.acknowledgement"].search([("notice_id.event", "=", "asking")])
rows._take(env["directive.escalation.step"].search([("action", "=", "sms")], limit=1))
env.cr.commit()
"""
# Readers of the evidence, and users who resend messages.
LOOK = """
from odoo.exceptions import UserError
user = env["res.users"].create({"name": "Office", "login": "office", "group_ids": [
    (4, env.ref(group).id) for group in (
        "base.group_user", "base.group_allow_export", "directive_tracking.group_directive_office")]})
env = env(user=user.id)
Delivery = env["directive.notice.delivery"]
rows = Delivery.search([("channel", "=", "sms")])
assert len(rows) == 6, rows
rows.read()
rows.export_data(["channel", "state", "history"])
rows.web_read({"channel": {}, "state": {}, "can_send_again": {}})
env["directive.receipt.book"]._of(rows)
book = env["directive.receipt.book"].search([], limit=1)
env["ir.actions.report"]._render_qweb_html("directive_tracking.receipt_book", book.ids)
env["directive.notice.statistics"].formatted_read_group([], ["channel"], ["message_count:sum"])
Delivery.formatted_read_group([], ["channel", "state"], ["__count"])
env["directive.notice.answer"].search([]).read()
env["directive.notice.acknowledgement"].search([]).read()
env["directive.sending.check"].action_check()
failed = rows.filtered(lambda row: row.state == "failed")
assert not failed.can_send_again
try:
    failed.action_send_again()
except UserError:
    pass
else:
    raise AssertionError("a row nobody sends any more was put into the queue")
"""
# Names of the channel that would become invalid, and data known only to the addon.
DANGLING = """
    SELECT 'step', action FROM directive_escalation_step WHERE action IN ('sms', 'second_gateway')
    UNION ALL SELECT 'selection', value FROM ir_model_fields_selection
     WHERE value IN ('sms', 'second_gateway') AND field_id IN (
           SELECT id FROM ir_model_fields WHERE model LIKE 'directive.%')
    UNION ALL SELECT 'column', table_name || '.' || column_name FROM information_schema.columns
     WHERE table_name LIKE 'directive%' AND column_name LIKE '%sms%'
    UNION ALL SELECT 'table', table_name FROM information_schema.tables
     WHERE table_name LIKE 'directive_sms%'
    UNION ALL SELECT 'job', cron_name FROM ir_cron WHERE ir_actions_server_id NOT IN (
           SELECT id FROM ir_act_server)
    UNION ALL SELECT 'waiting', state FROM directive_notice_delivery
     WHERE channel = 'sms' AND state IN ('queued', 'sending')
"""
STATES = (
    "SELECT notice.event, delivery.state FROM directive_notice_delivery AS delivery "
    "JOIN directive_notice AS notice ON notice.id = notice_id WHERE channel = 'sms' ORDER BY 1"
)
AFTERWARDS = [
    ("answered", "seen"),
    ("asking", "cancelled"),
    ("first", "sent"),
    ("repeat", "cancelled"),
    ("second", "cancelled"),
    ("wrong", "failed"),
]
ANSWERS = [("sms", "Words sent by SMS")]

setUpModule = DATABASE.for_module


class TestSmsUninstall(QuietCase):
    """Installed, used, taken away, and installed again."""

    database = DATABASE

    def test_the_product_is_whole_without_it(self):
        self.run_odoo("-i", "directive_sms", "--stop-after-init")
        self.run_odoo("shell", script=TELL)
        self.assertEqual(
            self.query(STATES),
            [
                ("answered", "seen"),
                ("asking", "queued"),
                ("first", "sent"),
                ("repeat", "queued"),
                ("second", "queued"),
                ("wrong", "failed"),
            ],
        )
        self.uninstall("directive_sms")
        self.assertEqual(self.query(STATES), AFTERWARDS)
        self.assertEqual(self.query(DANGLING), [])
        left = "SELECT name FROM ir_model_data WHERE module = 'directive_sms'"
        self.assertEqual(self.query(left), [])
        self.assertEqual(self.query("SELECT via, text FROM directive_notice_answer"), ANSWERS)
        self.carry_on(LOOK)
        self.run_odoo("-i", "directive_sms", "--stop-after-init")
        self.assertEqual(self.query(STATES), AFTERWARDS)
