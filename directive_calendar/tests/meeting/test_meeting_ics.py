import vobject

from ...tools.meeting import ics
from ..week.week_common import WeekCase


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
        self.assertEqual(event.attendee.params["RSVP"], ["TRUE"])
