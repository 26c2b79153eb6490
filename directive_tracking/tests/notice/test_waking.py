from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..notice_common import NoticeCase


@tagged("post_install", "-at_install")
class TestWaking(NoticeCase):
    """The job that sends is called for each moment once, in one statement."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.job = cls.env.ref("directive_tracking.ir_cron_send")
        cls.calls = cls.env["ir.cron.trigger"].search([("cron_id", "=", cls.job.id)])
        cls.now = fields.Datetime.now()

    def wake(self, *moments):
        """Return when the job is called because of ``moments``, beside what was asked before."""
        self.env["directive.notice.delivery"]._trigger_send(*moments)
        calls = self.env["ir.cron.trigger"].search([("cron_id", "=", self.job.id)])
        return sorted((calls - self.calls).mapped("call_at"))

    def test_now_and_a_later_moment_are_asked_once_each(self):
        later = self.now + timedelta(hours=3)
        wanted = [self.now, later]
        self.assertEqual(self.wake(None, later, self.now - timedelta(days=1)), wanted)
        self.assertEqual(self.wake(later), wanted)
        self.assertEqual(self.wake(), wanted)

    def test_it_costs_one_query(self):
        wake = self.env["directive.notice.delivery"]._trigger_send
        self.queries_of(wake)
        later = self.now + timedelta(hours=3)
        self.assertEqual(self.queries_of(lambda: wake(None, later)), 1)

    def test_a_job_switched_off_hears_of_later_moments_only(self):
        later = self.now + timedelta(hours=3)
        self.job.active = False
        self.assertEqual(self.wake(None, later), [later])

    def test_the_workers_hear_of_it_when_it_is_committed_and_of_later_moments_never(self):
        told = self.env.cr.postcommit._funcs
        before = len(told)
        self.wake(self.now + timedelta(hours=3))
        self.assertEqual(len(told), before)
        self.wake()
        self.assertEqual(len(told), before + 1)
