from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.base.models.ir_cron import IrCron

from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestSpokenJobs(DirectiveCase):
    """Scheduled actions have no reader: what they put on record is in the official language."""

    def spoken_by(self, job):
        with patch.object(IrCron, "_callback", autospec=True) as called:
            job._callback(job.cron_name, job.ir_actions_server_id.id)
        return called.call_args.args[0].env.lang

    def test_jobs_speak_vietnamese_where_it_is_installed(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        job = self.env.ref("directive_tracking.ir_cron_open_series")
        self.assertEqual(self.spoken_by(job), "vi_VN")
        self.assertEqual(self.spoken_by(job.with_context(lang="en_US")), "vi_VN")
