from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...tools.recipient import Recipient
from ..notice_common import NoticeCase


@tagged("post_install", "-at_install")
class TestNoticeStatistics(NoticeCase):
    """The message figures count the rows of the ledger, without names of people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Statistics = cls.env["directive.notice.statistics"]

    def figures(self, user, groups, *measures):
        self.env.invalidate_all()
        view = self.Statistics.with_user(user)
        domain = [("agency_id", "=", self.agency_a.id), ("event", "=", "task_reopened")]
        return view._read_group(domain, groups, measures)

    def told(self, **kwargs):
        people = [
            Recipient(user.partner_id.id, user.id, self.agency_a.id)
            for user in (self.user_a, self.head_a)
        ]
        task = self.make_task()
        self.Notice._post("task_reopened", task, {task.id: people}, **kwargs)
        return self.Delivery.search([("task_id", "=", task.id), ("event", "=", "task_reopened")])

    def test_counts_are_those_of_the_ledger_by_channel_state_and_kind(self):
        rows = self.told(channels=("app", "email"))
        rows[:1]._move("failed", "550")
        counted = self.figures(self.office_user, ["channel", "state", "kind"], "message_count:sum")
        ledger = self.Delivery._read_group(
            [("id", "in", rows.ids)], ["channel", "state"], ["__count"]
        )
        self.assertEqual(
            sorted((channel, state, count) for channel, state, _kind, count in counted),
            sorted(ledger),
        )
        self.assertEqual({kind for _channel, _state, kind, _count in counted}, {"changed"})

    def test_the_minutes_until_a_message_is_seen_are_an_average(self):
        rows = self.told(channels=("email",))
        self.send()
        self.at("2026-11-25 02:10:00")
        rows[0]._move("seen")
        self.at("2026-11-25 02:30:00")
        rows[1]._move("seen")
        [(minutes, arrived)] = self.figures(
            self.office_user, [], "minutes_to_seen:avg", "arrived_count:sum"
        )
        self.assertEqual((minutes, arrived), (20.0, 2))

    def test_messages_are_counted_by_the_kind_of_their_record(self):
        tasks, gone = self.told(channels=("email",)), self.told(channels=("email",))
        self.env.cr.execute(
            "UPDATE directive_notice SET res_model = 'directive.gone' WHERE id = %s",
            [gone.notice_id.id],
        )
        counted = dict(self.figures(self.leader_user, ["res_model"], "message_count:sum"))
        self.assertEqual(counted, {"directive.task": len(tasks), "gone": len(gone)})

    def test_an_event_nobody_declares_is_called_by_a_sentence(self):
        gone = self.told(channels=("email",))
        self.env.cr.execute(
            "UPDATE directive_notice SET event = 'inspection_gone' WHERE id = %s",
            [gone.notice_id.id],
        )
        self.env.invalidate_all()
        view = self.Statistics.with_user(self.office_user)
        rows = view.browse(gone.ids)
        self.assertEqual(
            (set(rows.mapped("event")), set(rows.mapped("kind"))), ({"gone"}, {"other"})
        )
        shown = {event for (event,) in view._read_group([], ["event"])}
        labels = dict(view._fields["event"]._description_selection(self.env))
        self.assertLessEqual(shown, set(labels))

    def test_every_kind_of_record_is_called_by_its_name(self):
        labels = dict(self.Statistics._fields["res_model"]._description_selection(self.env))
        for model in self.Notice._subjects():
            self.assertEqual(labels.pop(model._name), self.env["ir.model"]._get(model._name).name)
        self.assertEqual(list(labels), ["gone"])

    def test_what_went_wrong_is_counted(self):
        rows = self.told(channels=("email",))
        rows[0]._move("failed")
        [(wrong, arrived)] = self.figures(
            self.office_user, [], "wrong_count:sum", "arrived_count:sum"
        )
        self.assertEqual((wrong, arrived), (1, 0))

    def test_leaders_and_administrators_count_what_they_may_not_open(self):
        row = self.told(channels=("email",))[:1]
        for user in (self.leader_user, self.admin_user):
            [(count,)] = self.figures(user, [], "message_count:sum")
            self.assertEqual(count, 2)
            with self.assertRaises(AccessError):
                self.Statistics.with_user(user).browse(row.id).action_open_message()
        action = self.Statistics.with_user(self.office_user).browse(row.id).action_open_message()
        self.assertEqual(action["res_id"], row.id)

    def test_no_recipient_task_or_text_stands_in_the_figures(self):
        relations = {
            field.comodel_name for field in self.Statistics._fields.values() if field.relational
        }
        self.assertLessEqual(relations, {"directive.agency", "res.users"})
        self.assertFalse({"partner_id", "task_id", "reason", "note"} & set(self.Statistics._fields))

    def test_agencies_and_outsiders_have_no_figures_of_messages(self):
        for user in (self.user_a, self.outside_user):
            with self.assertRaises(AccessError):
                self.figures(user, [], "message_count:sum")

    def test_every_month_is_that_of_the_day_it_was_queued(self):
        self.told(channels=("email",), valid_until=fields.Datetime.now() + timedelta(days=1))
        groups = self.figures(self.office_user, ["date_queued:month"], "message_count:sum")
        self.assertEqual([(month.month, count) for month, count in groups], [(11, 2)])
