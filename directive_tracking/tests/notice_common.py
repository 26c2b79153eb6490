from datetime import datetime
from email import message_from_bytes, policy
from unittest.mock import patch

from odoo.tests import freeze_time
from odoo.tools import SQL

from ..tools.recipient import Recipient
from .common import DirectiveCase

# A Wednesday in the province, 9 o'clock there: a working day outside the quiet hours.
WEDNESDAY = "2026-11-25 02:00:00"


class FakeSession:
    """A well-behaved SMTP server inside the process; real ones are tried in the repository's tests."""

    from_filter = False
    smtp_from = False

    def __init__(self, mailbox, recipient_reply=(250, b"ok"), final_reply=(250, b"queued")):
        self.mailbox = mailbox
        self.recipient_reply = recipient_reply
        self.final_reply = final_reply
        self._data = b""

    def docmd(self, command):
        if command.startswith("RCPT"):
            self.mailbox.append({"to": command[len("RCPT TO:<") : -1]})
            return self.recipient_reply
        return (354, b"go on") if command == "DATA" else (250, b"ok")

    def send(self, data):
        self._data += data

    def getreply(self):
        message = message_from_bytes(self._data, policy=policy.default)
        self.mailbox[-1].update(
            subject=message["Subject"],
            text=message.get_body(("plain",)).get_content(),
            html=message.get_body(("html", "plain")).get_content(),
        )
        self._data = b""
        return self.final_reply

    def rset(self):
        return (250, b"ok")

    def quit(self):
        pass


class NoticeCase(DirectiveCase):
    """Notices and reminders, on a clock that is frozen unless a test moves it.

    It is frozen from the set-up of the class on, so that its messages belong to the same day.
    """

    freeze_time = freeze_time(WEDNESDAY)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Notice = cls.env["directive.notice"]
        cls.Delivery = cls.env["directive.notice.delivery"]
        cls.Rule = cls.env["directive.reminder.rule"]
        # Whatever the database at hand is set to.
        settings = {"digest_hour": "7.0", "quiet_from": "21.0", "quiet_to": "6.0"}
        for key, value in settings.items():
            cls.env["ir.config_parameter"].set_param(f"directive_tracking.{key}", value)
        cls.env["directive.calendar.day"].search([]).unlink()
        # Not the day on which the database was made, which may lie years after the frozen one.
        cls.Rule.search([]).date_last_run = cls.Rule._yesterday()

    def setUp(self):
        super().setUp()
        self._clock = None
        self.mailbox = []
        self.session = FakeSession(self.mailbox)
        self.startPatcher(
            patch.object(
                self.registry["directive.channel.email"],
                "_session",
                lambda rows: self.session,
            )
        )

    def at(self, moment):
        """Set the clock to ``moment`` (UTC)."""
        self._stop_clock()
        self._clock = freeze_time(moment)
        self._clock.start()
        self.addCleanup(self._stop_clock)

    def _stop_clock(self):
        if self._clock:
            self._clock.stop()
            self._clock = None

    def at_local(self, day, hour=8):
        """Set the clock to ``hour`` of ``day`` (YYYY-MM-DD) in the province."""
        local = datetime.fromisoformat(day).replace(hour=hour)
        self.at(self.env["directive.settings"]._to_utc(local))

    def person(self, user):
        return Recipient(user.partner_id.id, user.id, None)

    def tell(self, task, *users, event="task_reopened", **kwargs):
        """Post a notice on ``task`` to ``users`` and return their deliveries."""
        before = self.Delivery.search([])
        self.Notice._post(event, task, {task.id: [self.person(user) for user in users]}, **kwargs)
        return self.Delivery.search([], order="id") - before

    def claim(self, code):
        """Claim the next rows of a channel, as a sender does."""
        channel = self.env["directive.channel"]._get(code)
        return self.env["directive.notice.sender"]._claim(channel)

    def delete_told(self, record):
        """Delete a subject of notices, which is possible without a foreign key."""
        for table in ("directive_notice", "directive_notice_acknowledgement"):
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET directive_id = NULL WHERE res_model = %s AND res_id = %s",
                    SQL.identifier(table),
                    record._name,
                    record.id,
                )
            )
        self.env.invalidate_all()
        record.unlink()

    def send(self):
        self.Delivery._cron_send()
        self.env.invalidate_all()
