"""A province that sends mail to a real SMTP server, on its own database."""

import unittest

from ..world.orders import make_directive
from ..world.smtp_server import SmtpServer
from ..world.working_day import make_today_working

SEND = "env['directive.notice.delivery']._cron_send(); env.cr.commit()\n"


class EmailCase(unittest.TestCase):
    """A province with a server for its mail, in whose one agency everybody can be written to.

    A test case names its ``database``.
    """

    database = None

    @classmethod
    def setUpClass(cls):
        cls.server = SmtpServer()
        cls.port = cls.server.start()
        cls.addClassCleanup(lambda: cls.server.stop())
        with cls.database.environment() as env:
            cls._make_province(env)

    @classmethod
    def _make_province(cls, env):
        env["ir.mail_server"].search([]).unlink()
        env["ir.mail_server"].create(
            {
                "name": "Test",
                "smtp_host": "127.0.0.1",
                "smtp_port": cls.port,
                "smtp_encryption": "none",
            }
        )
        env.company.email = "office@province.example"
        make_today_working(env)
        env.ref("directive_tracking.group_directive_office").user_ids = [
            (4, env.ref("base.user_admin").id)
        ]
        cls.agency_id = (
            env["directive.agency"].create({"name": "Department", "kind": "department"}).id
        )

    def setUp(self):
        with self.database.environment() as env:
            env.cr.execute("UPDATE directive_notice_delivery SET state = 'cancelled'")

    def make_task(self, env, deadline=None):
        task = env["directive.task"].create(
            {
                "directive_id": make_directive(env).id,
                "name": "Task\n.starting a line with a dot",
                "lead_agency_id": self.agency_id,
                "deadline_kind": "date" if deadline else "none",
                "date_deadline": deadline,
            }
        )
        task.action_assign()
        env["directive.notice.delivery"].search([("state", "=", "queued")])._move("cancelled")
        return task

    def make_people(self, env, addresses):
        partners = env["res.partner"].create([{"name": one, "email": one} for one in addresses])
        env["directive.agency.member"].create(
            [
                {"agency_id": self.agency_id, "partner_id": partner.id, "role": "officer"}
                for partner in partners
            ]
        )
        return partners

    def queue(self, *addresses):
        """Queue one message to each address and return the ids of the rows."""
        from odoo.addons.directive_tracking.tools.recipient import Recipient

        with self.database.environment() as env:
            task = self.make_task(env)
            recipients = [
                Recipient(one.id, None, self.agency_id) for one in self.make_people(env, addresses)
            ]
            env["directive.notice"]._post("task_returned", task, {task.id: recipients})
            domain = [("notice_id.task_id", "=", task.id), ("state", "=", "queued")]
            return env["directive.notice.delivery"].search(domain, order="id").ids

    def send(self):
        with self.database.environment() as env:
            env["directive.notice.delivery"]._cron_send()

    def rows(self, ids):
        with self.database.environment() as env:
            rows = env["directive.notice.delivery"].browse(ids)
            return {
                row.partner_id.email: (row.state, row.reason or "", row.attempt_count)
                for row in rows
            }

    def states(self, ids):
        return {address: row[0] for address, row in self.rows(ids).items()}

    def age(self, ids, column, minutes):
        with self.database.environment() as env:
            env.cr.execute(
                f"UPDATE directive_notice_delivery SET {column} = {column} - %s * interval '1 minute' "
                "WHERE id = ANY(%s)",
                (minutes, ids),
            )
