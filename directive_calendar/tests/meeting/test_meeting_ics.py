import re
from datetime import UTC, datetime

import vobject

from odoo.tests import BaseCase, tagged

from ...tools.meeting import ics
from ..week.week_common import WeekCase

NASTY = {
    "a line of its own": "Họp\r\nATTENDEE:mailto:x@y",
    "the end of the entry": "Họp\nEND:VEVENT\nBEGIN:VEVENT\nUID:other",
    "the end of a line to some readers": "Họp\rX-A:1\x0bX-A:1\x0cX-A:1\x85X-A:1\u2028X-A:1\x1eX-A:1",
    "signs of the format": 'a,b;c\\n\\,"d":e^n\\',
    "control characters": "Họp\x00\x01\x07\x1b[2J",
    "half a character": "Họp \ud800 x",
    "a very long word": "ệ" * 5000,
    "a long text": "họp Ban Chỉ đạo " * 500,
    "emoji across the fold": "😀" * 100,
}
TYPED = ("summary", "place", "text", "url", "organizer", "attendees")


@tagged("post_install", "-at_install")
class TestIcsOfNastyTexts(BaseCase):
    """Whatever is typed stays one value of one entry."""

    def calendar_of(self, **texts):
        moment = datetime(2026, 12, 7, 1, tzinfo=UTC)
        entry = ics.Entry("uid@x", 1, texts.pop("summary", "Họp"), moment, moment, moment, **texts)
        return ics.write([entry], ics.REQUEST, name=texts.get("place", ""))

    def named(self, name, text):
        if name in ("organizer", "attendees"):
            people = ((text, "a@example.com"), ("Người", text))
            return [{name: one if name == "organizer" else (one,)} for one in people]
        return [{name: text}]

    def test_nothing_typed_becomes_a_line_of_its_own(self):
        whole = self.calendar_of(
            place="x", text="x", url="x", organizer=("x", "x"), attendees=[("x", "x")]
        )
        known = {line.partition(b":")[0].partition(b";")[0] for line in whole.splitlines()}
        for name in TYPED:
            for what, text in NASTY.items():
                for texts in self.named(name, text):
                    with self.subTest(name=name, what=what):
                        self.check(self.calendar_of(**texts), known)

    def check(self, content, known):
        lines = content.decode().split("\r\n")
        self.assertEqual(lines, content.decode().splitlines() + [""], "another end of a line")
        self.assertLessEqual(max(len(line.encode()) for line in lines), 75)
        names = {re.split("[:;]", line)[0] for line in lines if line and line[0] != " "}
        self.assertLessEqual({name.encode() for name in names}, known)
        events = [one for one in vobject.readOne(content.decode()).getChildren()]
        self.assertEqual([one.name for one in events].count("VEVENT"), 1)

    def test_what_is_harmless_is_read_back_as_typed(self):
        for what in ("signs of the format", "a very long word", "emoji across the fold"):
            read = vobject.readOne(self.calendar_of(summary=NASTY[what]).decode()).vevent
            self.assertEqual(read.summary.value, NASTY[what])


class TestMeetingIcs(WeekCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls.add(
            "Họp Ban Chỉ đạo; phòng, chống rét", hour_start=8, chair_id=cls.chairman.id
        )
        cls.publish()

    def read(self, **options):
        """Return the one event, as a second reader takes it."""
        return vobject.readOne(self.meeting._ics(**options).decode()).vevent

    def test_three_revisions_are_one_entry_of_a_calendar(self):
        seen = {}
        for number in range(3):
            self.step(self.meeting, hour_start=8 + number)
            event = self.read()
            held = seen.get(event.uid.value)
            if held is None or int(event.sequence.value) > int(held.sequence.value):
                seen[event.uid.value] = event
        self.assertEqual([str(one.dtstart.value.time()) for one in seen.values()], ["10:00:00"])

    def test_times_are_those_of_the_province_with_its_zone(self):
        text = self.meeting._ics().decode()
        self.assertIn("DTSTART;TZID=Asia/Ho_Chi_Minh:20261207T080000", text)
        self.assertEqual(text.count("BEGIN:VTIMEZONE"), 1)

    def test_no_line_is_longer_than_75_octets_and_no_letter_is_torn(self):
        lines = self.meeting._ics().split(b"\r\n")
        self.assertLessEqual(max(map(len, lines)), 75)
        self.assertEqual([line.decode() for line in lines if not line], [""])
        self.assertEqual(self.read().summary.value, "Họp Ban Chỉ đạo; phòng, chống rét")

    def test_a_cancellation_takes_the_same_entry_out(self):
        calendar = vobject.readOne(self.meeting._ics(ics.CANCEL).decode())
        self.assertEqual(calendar.method.value, "CANCEL")
        self.assertEqual(calendar.vevent.status.value, "CANCELLED")
        self.assertEqual(calendar.vevent.uid.value, self.meeting.uid)

    def test_what_is_postponed_says_so_first_and_is_tentative(self):
        self.step(self.meeting, state="postponed")
        event = self.read()
        self.assertTrue(event.summary.value.startswith("[POSTPONED]"))
        self.assertEqual(event.status.value, "TENTATIVE")

    def test_those_invited_are_named_with_their_address(self):
        event = self.read(attendees=[("Nguyễn Thị A", "a@example.com")])
        self.assertEqual(event.attendee.value, "mailto:a@example.com")
        # They answer by the link in the message: no mail of their calendar program would be read.
        self.assertEqual(event.attendee.params["RSVP"], ["FALSE"])

    def test_who_invites_is_the_sender_of_the_messages(self):
        self.env.company.email = "vanphong@laocai.example"
        self.assertEqual(self.read().organizer.value, "mailto:vanphong@laocai.example")
