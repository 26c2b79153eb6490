from odoo import fields
from odoo.tests import tagged

from ....tools.workflow import FINAL_STATES
from .demo_case import DemoCase

STAMPS = {
    "assign": "date_assigned",
    "receive": "date_received",
    "report_completion": "date_reported",
    "accept": "date_done",
    "suspend": "date_suspended",
}
# What a step takes back.
UNDONE = {
    "return": ("date_reported",),
    "reopen": ("date_reported", "date_done"),
    "resume": ("date_suspended",),
    "transfer": ("date_received",),
}
COUNTED = {"return": "rework_count", "extend": "extension_count"}
MOMENTS = {
    "sent": "date_sent",
    "delivered": "date_delivered",
    "seen": "date_seen",
    "sending": "date_claimed",
}


@tagged("demo_records", "-standard", "post_install", "-at_install")
class TestDemoTrail(DemoCase):
    """Whatever the trial province shows has happened in it: every record, found by a search."""

    def test_every_state_day_and_counter_follows_from_the_trail(self):
        for task in self.every("directive.task"):
            lines = task.transition_ids.sorted("id")
            told = self.told(lines)
            with self.subTest(order=task.directive_id.number, task=task.name):
                self.assertEqual({name: task[name] for name in told}, told)

    def told(self, lines):
        """Return ``{field of the task: value}`` as the lines of its trail tell it."""
        told = dict.fromkeys(STAMPS.values(), False) | dict.fromkeys(COUNTED.values(), 0)
        told["state"] = "draft"
        for line in lines:
            told |= self.told_by(line, told)
        if lines:
            told["date_deadline"] = lines[-1].date_deadline
            told["date_deadline_original"] = lines[0].date_deadline
        return told

    def told_by(self, line, before):
        day, now = self.day(line.date), dict.fromkeys(UNDONE.get(line.verb, ()), False)
        if line.verb in STAMPS:
            now[STAMPS[line.verb]] = day
        if line.verb in ("assign", "transfer") and not line.history_load_id:
            now["date_given"] = day
        if line.verb in COUNTED:
            now[COUNTED[line.verb]] = before[COUNTED[line.verb]] + 1
        if line.history_load_id:  # a register of the past does not say when it was received
            now |= {"date_received": before["date_assigned"] or day}
        return {**now, "state": line.state_to or before["state"]}

    def test_each_line_begins_where_the_one_before_ended(self):
        for task in self.every("directive.task"):
            lines = task.transition_ids.sorted("id").filtered(lambda line: not line.history_load_id)
            froms = lines.mapped("state_from")
            with self.subTest(order=task.directive_id.number, task=task.name):
                self.assertEqual(froms[1:], lines.mapped("state_to")[:-1])
                moments = task.transition_ids.sorted("id").mapped("date")
                self.assertEqual(moments, sorted(moments))
                self.assertLessEqual(moments[-1:], [fields.Datetime.now()])

    def test_progress_is_the_last_that_was_reported(self):
        for task in self.every("directive.task"):
            if task.transition_ids.history_load_id:
                continue  # a register of the past has no reports
            reports = task.progress_ids.filtered(
                lambda report, task=task: report.agency_id in task._reporters()
            ).sorted("id")
            last = (reports.filtered(lambda one: one.kind == "progress").mapped("percent") or [0])[
                -1
            ]
            last = 100 if task.state in ("reported", "done") else last
            with self.subTest(order=task.directive_id.number, task=task.name):
                self.assertEqual(task.progress, last)

    def test_every_order_follows_its_tasks(self):
        for order in self.every("directive.directive"):
            given = [day for day in order.task_ids.mapped("date_assigned") if day]
            states = {*order.task_ids.mapped("state")} - {"draft"}
            going_on = states - {*FINAL_STATES} or order._with_work_to_come()
            state = "draft" if not states else "issued" if going_on else "completed"
            with self.subTest(order=order.number):
                self.assertEqual(order.state, state)
                self.assertLessEqual(order.date_issued, min([*given, order.date_issued]))

    def test_every_occurrence_of_a_series_has_its_task_or_none(self):
        for one in self.every("directive.task.occurrence"):
            with self.subTest(series=one.series_id.name, day=one.date):
                self.assertEqual(bool(one.task_id), one.state == "opened")
                self.assertLessEqual(one.date, one.series_id.date_last)
                if one.task_id:
                    self.assertEqual(one.task_id.series_id, one.series_id)
                    self.assertEqual(one.task_id.date_occurrence, one.date)
                    self.assertLess(one.task_id.date_assigned, one.task_id.date_deadline)

    def test_every_notice_is_of_a_record_and_went_to_somebody(self):
        for notice in self.every("directive.notice"):
            with self.subTest(event=notice.event, record=notice.subject_name):
                self.assertTrue(self.env[notice.res_model].browse(notice.res_id).exists())
                self.assertTrue(notice.delivery_ids)

    def test_all_notices_speak_one_language(self):
        notices = self.every("directive.notice")
        matching = [
            lang
            for lang, _name in self.env["res.lang"].get_installed()
            if {one.event_label for one in notices} == self.labels(notices, lang)
        ]
        self.assertTrue(matching, notices.grouped("event_label").keys())

    def labels(self, notices, lang):
        Event = self.env["directive.notice.event"].with_context(lang=lang)
        return {Event._label(one) for one in {*notices.mapped("event")}}

    def test_nobody_issued_or_stepped_on_a_day_off(self):
        calendar = self.settings._working_calendar()
        for line in self.every("directive.transition"):
            day = self.day(line.date)
            if line.history_load_id or day == self.day(line.create_date):
                continue  # as its register says; or a step of the installation itself
            with self.subTest(order=line.directive_id.number, verb=line.verb, day=day):
                self.assertTrue(calendar.is_working(day))
                self.assertTrue(calendar.is_working(line.directive_id.date_issued))

    def test_every_delivery_has_the_moment_or_the_reason_of_its_state(self):
        now = fields.Datetime.now()
        for one in self.every("directive.notice.delivery"):
            with self.subTest(event=one.event, to=one.partner_id.name, channel=one.channel):
                moment = MOMENTS.get(one.state)
                self.assertTrue(one[moment] if moment else one.state == "queued" or one.reason)
                told = [
                    one[name] for name in ("date_queued", "date_sent", "date_seen") if one[name]
                ]
                self.assertEqual(told, sorted(told))
                self.assertLessEqual(max(told), now)

    def test_nobody_is_there_twice(self):
        people = self.every("res.partner").filtered(lambda one: one.active and not one.is_company)
        names = people.mapped("name")
        self.assertEqual([name for name in names if names.count(name) > 1], [])
