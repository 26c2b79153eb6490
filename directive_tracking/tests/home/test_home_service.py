from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ...tools.home.page import ALARM, GOOD, WARNING
from .test_home import HomeCase

KEY = "directive_tracking.last_backup"


@tagged("post_install", "-at_install")
class TestHomeService(HomeCase):
    """Administrators see the state of the server."""

    def seen(self):
        rows = self.section(self.admin_user, "service")["rows"]
        [row] = [row for row in rows if row["label"] == "Last backup"]
        return row["tone"], row["words"]

    def test_when_the_last_backup_was_made(self):
        Parameter = self.env["ir.config_parameter"]
        Parameter.search([("key", "=", KEY)]).unlink()
        self.assertEqual(self.seen()[0], WARNING)
        for hours, tone in ((47, GOOD), (49, ALARM)):
            moment = fields.Datetime.now() - timedelta(hours=hours)
            Parameter.set_param(KEY, fields.Datetime.to_string(moment))
            self.env.flush_all()
            settings = self.env["directive.settings"].with_user(self.admin_user)
            self.assertEqual(self.seen(), (tone, settings._moment_in_words(moment)))
