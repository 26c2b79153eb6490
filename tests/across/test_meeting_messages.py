"""170 agencies called to a meeting, told an hour before that it is put off: counted where it arrives.

At a real SMTP server and at the simulated SMS provider each recipient gets exactly one message of
each revision, the old time first and the new one last, and nothing once the meeting has begun.
"""

import re
import unittest
from collections import defaultdict
from datetime import timedelta
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import vobject

from ..sms.providers import PASSWORD, PROVIDERS, USERNAME
from ..sms.simulator import Simulator
from ..world.own_database import OwnDatabase
from ..world.smtp_server import SmtpServer
from ..world.working_day import make_today_working

AGENCIES = 170
CODE = re.compile(r"\bDH ([A-Z2-9]{5})\b")
DATABASE = OwnDatabase("meeting_messages", "directive_tracking,directive_sms,directive_calendar")

setUpModule = DATABASE.for_module


class TestMeetingMessages(unittest.TestCase):
    """One province, whose heads have an e-mail address and a telephone and no account."""

    kills = True

    @classmethod
    def setUpClass(cls):
        cls.server, cls.simulator = SmtpServer(), Simulator()
        ports = cls.server.start(), cls.simulator.start()
        cls.addClassCleanup(cls.server.stop)
        cls.addClassCleanup(cls.simulator.stop)
        cls.numbers = [f"0913{n:06d}" for n in range(AGENCIES)]
        with DATABASE.environment() as env:
            cls.settle(env, *ports)
            agencies = cls.make_agencies(env)
            cls.meeting_id = cls.make_meeting(env, agencies).id

    @classmethod
    def settle(cls, env, smtp_port, sms_port):
        make_today_working(env)
        for key, value in {
            "local_hosts": "127.0.0.1",
            "daily_cap": "1000",
            "express": "True",
        }.items():
            env["ir.config_parameter"].set_param(f"directive_sms.{key}", value)
        env["ir.mail_server"].search([]).unlink()
        server = {"name": "Test", "smtp_host": "127.0.0.1", "smtp_port": smtp_port}
        env["ir.mail_server"].create({**server, "smtp_encryption": "none"})
        env.company.email = "office@province.example"
        env["directive.sms.gateway"].search([]).active = False
        env["directive.sms.gateway"].create(
            {
                "name": "json",
                "connector": "http",
                "preset_id": env.ref("directive_sms.directive_sms_preset_json").id,
                "url": f"http://127.0.0.1:{sms_port}{PROVIDERS['json'].path}",
                "username": USERNAME,
                "password": PASSWORD,
                "sender_name": "OFFICE",
                "max_parts": 3,
                "reply_number": "8088",
            }
        )

    @classmethod
    def make_agencies(cls, env):
        agencies = env["directive.agency"].create(
            [{"name": f"Commune {n}", "kind": "commune"} for n in range(AGENCIES)]
        )
        people = env["res.partner"].create(
            [{"name": f"Head {n}", "email": f"{n}@x.example", "phone": n} for n in cls.numbers]
        )
        env["directive.agency.member"].create(
            [
                {"agency_id": agency.id, "partner_id": person.id, "role": "head"}
                for agency, person in zip(agencies, people, strict=True)
            ]
        )
        return agencies

    @classmethod
    def make_meeting(cls, env, agencies):
        """Return an urgent meeting in an hour, of a published week."""
        settings = env["directive.settings"]
        start = settings._now_local().replace(second=0, microsecond=0) + timedelta(hours=1)
        group = env["directive.week.group"].create({"name": "Standing committee"})
        week = env["directive.week"]._week_of(group, start.date())
        meeting = env["directive.meeting"].create(
            {
                "week_id": week.id,
                "day": start.date(),
                "hour_start": start.hour + start.minute / 60 or 1 / 60,
                "name": "On the flood",
                "place": "Room 2",
                "is_urgent": True,
                "unplanned_reason": "Flood",
                "invitation_number": "12/GM",
                "agency_ids": [(6, 0, agencies.ids)],
            }
        )
        week.action_publish()
        return meeting

    def send(self):
        with DATABASE.environment() as env:
            env["directive.notice.delivery"]._cron_send()

    def step(self, act):
        with DATABASE.environment() as env:
            return act(env["directive.meeting"].browse(self.meeting_id))

    def received(self):
        """Return ``{number of a head: texts}`` of e-mails and of SMS, in their order."""
        mails, texts = defaultdict(list), defaultdict(list)
        for to, data in list(self.server.messages):
            mails[to.partition("@")[0]].append(message_from_bytes(data, policy=policy.default))
        for one in list(self.simulator.messages):
            texts[one.number].append(one.text)
        return mails, texts

    def assert_each_got(self, count):
        mails, texts = self.received()
        self.assertEqual(
            {one: len(mails[one]) for one in self.numbers}, dict.fromkeys(self.numbers, count)
        )
        self.assertEqual(
            {one: len(texts[one]) for one in self.numbers}, dict.fromkeys(self.numbers, count)
        )
        return mails, texts

    def test_each_head_gets_one_message_of_each_revision_and_the_old_time_never_last(self):
        # Publishing the week has invited to the urgent meeting.
        self.send()
        self.send()
        _mails, texts = self.assert_each_got(1)
        old = self.step(lambda meeting: meeting._short_when(meeting._kept_values()))
        self.assertIn(old, texts[self.numbers[0]][0])

        def put_off(meeting):
            day = meeting.day + timedelta(days=2)
            meeting._change({"day": day, "hour_start": 8.0, "place": "Room 5"}, "Dam")

        self.step(put_off)
        self.send()
        self.send()
        mails, texts = self.assert_each_got(2)
        new = self.step(lambda meeting: meeting._short_when(meeting._kept_values()))
        for number in self.numbers:
            self.assertIn(f"{old} -> {new}", texts[number][-1])
            self.check_mail(mails[number][-1])
        self.check_one_entry(mails)
        self.check_answers_by_sms(texts)
        self.check_nothing_after_the_start()

    def check_mail(self, mail):
        """The last e-mail tells what was before what is, and carries the entry."""
        body = mail.get_body(("plain",)).get_content()
        self.assertLess(body.index("Room 2"), body.index("Room 5"))
        (entry,) = mail.iter_attachments()
        self.assertEqual(entry.get_content_type(), "text/calendar")

    def check_one_entry(self, mails):
        """The entry sent last replaces the one before, in the calendar of the one it is sent to."""
        for number in (self.numbers[0], self.numbers[-1]):
            old, new = (self.entry_of(mail) for mail in mails[number])
            self.assertEqual(old.uid.value, new.uid.value)
            self.assertLess(int(old.sequence.value), int(new.sequence.value))
            for event in (old, new):
                self.assertEqual(event.organizer.value, "mailto:office@province.example")
                self.assertEqual(event.attendee.value, f"mailto:{number}@x.example")

    def entry_of(self, mail):
        (part,) = mail.iter_attachments()
        calendar = vobject.readOne(part.get_content())
        self.assertEqual(part["Content-Type"].params["method"], calendar.method.value)
        return calendar.vevent

    def check_answers_by_sms(self, texts):
        """Words sent back to the code of a message are the agency's answer."""
        old, new = (CODE.search(text)[1] for text in texts[self.numbers[0]])
        self.assertEqual(old, new, "one code for a person and a meeting")
        other = CODE.search(texts[self.numbers[1]][-1])[1]
        with DATABASE.environment() as env:
            gateway = env["directive.sms.gateway"].search([("connector", "=", "http")], limit=1)
            path = urlsplit(gateway.reply_url).path
        with DATABASE.server() as server:
            url = server.url + path
            for head, said in (
                (0, f"DH {new} CU Nguyen Van An, Pho Chu tich"),
                (1, f"DH {other} xin vang do mua lu"),
            ):
                sender = "84" + self.numbers[head][1:]
                # Equal references would be one reply brought twice.
                status = self.simulator.reply("json", url, sender, said, reference=said)
                self.assertEqual(status, 200)
        rows = self.step(lambda meeting: self.answers(meeting))
        self.assertEqual(rows["Commune 0"], ("substitute", "Nguyen Van An", "Pho Chu tich", False))
        self.assertEqual(rows["Commune 1"], ("excused", False, False, "do mua lu"))

    def answers(self, meeting):
        names = ("answer", "substitute_name", "substitute_post", "excuse_reason")
        rows = meeting.participation_ids.filtered(lambda row: row.answer != "waiting")
        return {row.agency_id.name: tuple(row[name] for name in names) for row in rows}

    def check_nothing_after_the_start(self):
        """What has not gone out when the meeting begins never goes."""
        self.step(lambda meeting: meeting._change({"place": "Room 9"}, "Too small"))
        with DATABASE.environment() as env:
            meeting = env["directive.meeting"].browse(self.meeting_id)
            news = env["directive.notice"].search([("event", "=", "meeting_place")])
            self.assertEqual(set(news.mapped("valid_until")), {meeting.date_start})
            env.cr.execute(
                "UPDATE directive_notice SET valid_until = now() at time zone 'UTC' - interval '1 minute'"
            )
        self.send()
        self.assert_each_got(2)
        with DATABASE.environment() as env:
            rows = env["directive.notice.delivery"].search(
                [("notice_id.event", "=", "meeting_place")]
            )
            self.assertEqual({row.state for row in rows}, {"expired"})
            self.assertEqual(len(rows), 2 * AGENCIES)


if __name__ == "__main__":
    unittest.main()
