"""A case that runs Odoo on a database of its own; no run may warn of anything."""

import subprocess
import unittest

from .program import ODOO

UNINSTALL = "env['ir.module.module'].search([('name', '=', '{}')]).button_immediate_uninstall()\n"
JOBS = (
    "notice.delivery']._cron_send",
    "notice.acknowledgement']._cron_climb",
    "reminder.rule']._cron_remind",
)


class QuietCase(unittest.TestCase):
    """Set ``database``, an OwnDatabase, in the class or in the test."""

    database = None

    def run_odoo(self, *arguments, script=None):
        """Run Odoo to its end; it fails, warns or shows an error: so does the test."""
        # Odoo does not uninstall an addon that is among its server-wide modules.
        options = ["-d", self.database.name, "--no-http", "--load=base,rpc,web"]
        command = [*ODOO, *arguments, *options]
        done = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
        said = done.stdout + done.stderr
        self.assertEqual(done.returncode, 0, said[-3000:])
        for word in (" WARNING ", " ERROR ", " CRITICAL ", "Traceback"):
            self.assertNotIn(word, said)

    def uninstall(self, addon):
        self.run_odoo("shell", script=UNINSTALL.format(addon))

    def carry_on(self, look):
        """Let the jobs run, then the script ``look``, and check every view again."""
        jobs = "".join(f"env['directive.{job}()\n" for job in JOBS)
        self.run_odoo("shell", script=jobs + look)
        self.run_odoo("-u", "directive_tracking", "--stop-after-init")

    def query(self, sql):
        with self.database.environment() as env:
            env.cr.execute(sql)
            return env.cr.fetchall()
