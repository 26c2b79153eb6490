from odoo.addons.base.tests.test_ir_cron import CronMixinCase

from .notice_common import NoticeCase


class RecurrenceCase(CronMixinCase, NoticeCase):
    """Periodic tasks and events, on a clock that each test moves."""

    def setUp(self):
        super().setUp()
        self.Series = self.env["directive.task.series"]
        self.at_local("2026-11-25")  # a Wednesday

    def periodic(self, frequency="monthly", **vals):
        """Return an assigned periodic task of agency A."""
        vals = {"deadline_kind": "periodic", "frequency": frequency, **vals}
        return self.make_task(**vals)

    def series_of(self, task):
        return task.sudo().series_id

    def open_at(self, day, hour=0):
        """Run the scheduled action at this hour of the province."""
        self.at_local(day, hour)
        self.Series._cron_open()
        self.env.invalidate_all()

    def days_of(self, series):
        """Return ``[(nominal day, state)]`` of all occurrences, oldest first."""
        rows = series.occurrence_ids.sorted("date")
        return [(str(one.date), one.state) for one in rows]

    def day_off(self, *days):
        self.env["directive.calendar.day"].create(
            [{"date": day, "name": f"Tết {day}", "kind": "off"} for day in days]
        )

    def deadlines(self, series):
        return [str(task.date_deadline) for task in series.task_ids.sorted("date_occurrence")]
