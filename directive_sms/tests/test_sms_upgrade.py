import json
from datetime import timedelta

from odoo import fields
from odoo.modules.migration import exec_script
from odoo.tests import tagged
from odoo.tools.misc import file_path

from odoo.addons.directive_tracking.tests.whole.test_upgrade import (
    has_index_after_upgrade,
    upgrade,
)

from .common import SmsCase

# The tables of the previous release, with values to fill in left empty.
BEFORE_RECORDS = """
    ALTER TABLE directive_sms_token ADD COLUMN task_id int4;
    UPDATE directive_sms_token SET task_id = res_id;
    ALTER TABLE directive_sms_token ALTER COLUMN task_id SET NOT NULL,
        DROP COLUMN res_model, DROP COLUMN res_id,
        ADD CONSTRAINT directive_sms_token_holder_uniq UNIQUE (task_id, partner_id),
        ALTER COLUMN partner_id DROP NOT NULL, ALTER COLUMN delivery_id DROP NOT NULL,
        ALTER COLUMN date_expires DROP NOT NULL;
    ALTER TABLE directive_sms_reply DROP COLUMN res_model, DROP COLUMN res_id;
"""


@tagged("post_install", "-at_install")
class TestSmsUpgrade(SmsCase):
    """Data of the first release is renewed; changes of a province are kept."""

    def setUp(self):
        super().setUp()
        self.preset = self.env.ref("directive_sms.directive_sms_preset_viettel")
        self.shipped = json.loads(self.preset.specification)
        answer = {**self.shipped["answer"]}
        self.refused = answer.pop("refused")
        self.first = {key: self.shipped[key] for key in self.shipped if key != "balance"}
        self.first["answer"] = answer

    def specification(self):
        return json.loads(self.preset.specification)

    def test_a_preset_of_the_first_release_is_renewed_however_it_is_laid_out(self):
        for indent in (None, 4):
            self.preset.specification = json.dumps(self.first, indent=indent)
            upgrade(self.env, "directive_sms")
            self.assertEqual(self.specification(), self.shipped)

    def test_a_changed_preset_and_a_copied_one_keep_what_was_changed(self):
        self.preset.specification = json.dumps(self.first)
        copy = self.preset.copy()
        changed = {**self.first, "max_parts": 1}
        self.preset.specification = json.dumps(changed)
        upgrade(self.env, "directive_sms")
        # Permanent refusals were not listed before; unlisted, they would now be unclear.
        changed["answer"] = {**changed["answer"], "refused": self.refused}
        self.assertEqual(self.specification(), changed)
        self.assertEqual(json.loads(copy.specification), self.first)

    def test_a_deleted_preset_stays_away(self):
        self.preset.unlink()
        upgrade(self.env, "directive_sms")
        self.assertFalse(self.preset.exists())

    def test_nobody_declines_the_sms_of_what_is_express_or_overdue(self):
        floors = self.env["directive.notice.floor"].search([])
        floors.channel_sms = False
        upgrade(self.env, "directive_sms")
        kinds = floors.filtered("channel_sms").mapped("kind")
        self.assertEqual(set(kinds), {"express", "overdue"})

    def test_the_province_keeps_its_word_on_reminders_by_sms(self):
        rules = self.env["directive.reminder.rule"].search([("event", "=", "overdue")])
        rules.channel_sms = False
        upgrade(self.env, "directive_sms")
        self.assertNotIn(True, rules.mapped("channel_sms"))

    def test_no_provider_is_asked_about_messages_it_may_have_forgotten(self):
        now = fields.Datetime.now()
        old, new = self.Message.create(
            [
                {
                    "gateway_id": self.gateway.id,
                    "number": "+84912345678",
                    "state": "unknown",
                    "date_submitted": now - timedelta(days=days),
                }
                for days in (4, 1)
            ]
        )
        upgrade(self.env, "directive_sms")
        self.assertEqual((bool(old.date_ask), bool(new.date_ask)), (False, True))

    def test_tokens_and_replies_of_before_are_about_their_tasks(self):
        task = self.make_task()
        (row,) = self.tell(task, self.user_a, channels=("sms",))
        self.env["directive.sms.token"]._issue(row)
        reply = self.env["directive.sms.reply"].create(
            {
                "gateway_id": self.gateway.id,
                "fingerprint": "x",
                "date": "2026-11-20 01:00:00",
                "sender": "+84912345678",
                "task_id": task.id,
            }
        )
        self.env.flush_all()
        self.env.cr.execute(BEFORE_RECORDS)
        script = file_path("directive_sms/migrations/19.0.1.4.0/pre-records.py")
        for _n in range(2):  # an update broken off is run again
            exec_script(self.env.cr, "19.0.1.3.0", script, "directive_sms", "pre")
        self.env.invalidate_all()
        token = self.env["directive.sms.token"].search([("delivery_id", "=", row.id)])
        for record in (token, reply):
            self.assertEqual((record.res_model, record.res_id), ("directive.task", task.id))
        self.env.cr.execute("INSERT INTO directive_sms_token (code) VALUES ('AAAAA')")

    def test_a_text_about_several_tasks_becomes_one_about_any_records(self):
        text = self.env.ref("directive_sms.directive_sms_template_digest")
        written = {
            "en_US": (
                "Hi. {count} tasks[, {overdue} late]: {link}",
                "Hi. {items}[, {overdue} late]: {link}",
            ),
            "vi_VN": ("{count} nhiệm vụ: {link}", "{items}: {link}"),
        }
        self.env["res.lang"]._activate_lang("vi_VN")
        for lang, (before, _after) in written.items():
            text.with_context(lang=lang).body = before
        self.env.flush_all()
        script = file_path("directive_sms/migrations/19.0.1.4.0/post-items.py")
        exec_script(self.env.cr, "19.0.1.3.0", script, "directive_sms", "post")
        self.env.invalidate_all()
        for lang, (_before, after) in written.items():
            self.assertEqual(text.with_context(lang=lang).body, after)

    def test_indexes_nobody_needs_any_more_are_dropped(self):
        for column in ("gateway_id", "state", "date_submitted"):
            with self.subTest(column):
                place = ("directive_sms_message", column)
                self.assertFalse(has_index_after_upgrade(self.env, "directive_sms", *place))
