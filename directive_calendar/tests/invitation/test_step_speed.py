from odoo.tests import freeze_time, tagged

from ..calendar_common import MONDAY
from ..invitation_common import InvitationCase

MOST = 25  # queries of one step, as everywhere in the house
MANY = 40  # agencies


@tagged("post_install", "-at_install")
class TestCalendarSteps(InvitationCase):
    """Each step costs a few queries, and no more with forty agencies than with two."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.many = cls.env["directive.agency"].create(
            [{"name": f"Commune {number}", "kind": "commune"} for number in range(MANY)]
        )
        people = cls.env["res.partner"].create(
            [{"name": f"Head {number}", "email": f"{number}@x.example"} for number in range(MANY)]
        )
        cls.env["directive.agency.member"].create(
            [
                {"agency_id": agency.id, "partner_id": person.id, "role": "head"}
                for agency, person in zip(cls.many, people, strict=True)
            ]
        )

    def meeting_of(self, agencies, day, invited=True):
        """Return a meeting of the published week, with these agencies."""
        values = {"day": day, "name": "Measured", "chair_id": self.chairman.id, "hour_start": 14.0}
        meetings = self.env["directive.meeting"].with_user(self.office_user)
        meeting = meetings._call(
            self.week.with_user(self.office_user),
            {**values, "agency_ids": [(6, 0, agencies.ids)]},
            "Storm",
        )
        if invited:
            meeting.action_invite()
        return meeting

    def cost(self, act):
        """Return how many queries ``act`` costs, with nothing remembered of records."""
        self.begin_request()
        before = self.env.cr.sql_log_count
        act()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def steps(self, meeting):
        """Yield the name of each step on a meeting called, and its act."""
        row = meeting.sudo().participation_ids.filtered("agency_id")[:1]
        member = row.agency_id.sudo().member_ids.user_id[:1] or self.head_a
        office, mine = row.with_user(self.office_user), row.with_user(member)
        yield "attend", mine.action_attend
        yield "substitute", lambda: mine.do_answer("substitute", "An", "Deputy")
        yield "consent", row.with_user(self.secretary).action_consent
        yield "excuse", lambda: mine.do_answer("excused", reason="Ill")
        yield "remind", meeting.action_remind_unanswered
        yield "place", lambda: meeting._change({"place": "Room 9"}, "Larger")
        yield "move", lambda: meeting._change({"hour_start": 15.0}, "Later")
        yield "tell", meeting.sudo()._tell_news
        yield "come", lambda: self.at_the_door(office.action_right_person)
        yield "put off", lambda: meeting._change({"state": "postponed"}, "Storm")

    def at_the_door(self, act):
        with freeze_time("2026-12-10 08:00:00"):
            act()

    def test_each_step_costs_few_queries_however_many_agencies_are_invited(self):
        found = {}
        warm = self.meeting_of(self.agency_a, MONDAY)
        for _name, act in self.steps(warm):
            act()  # fills Odoo's own caches
        for count, agencies in (
            (2, self.agency_a | self.agency_b),
            (MANY, self.agency_a | self.many),
        ):
            meeting = self.meeting_of(agencies, MONDAY, invited=False)
            found["invite", count] = self.cost(meeting.action_invite)
            for name, act in self.steps(meeting):
                found[name, count] = self.cost(act)
        for (name, count), queries in found.items():
            with self.subTest(name=name, agencies=count):
                self.assertLessEqual(queries, MOST)
