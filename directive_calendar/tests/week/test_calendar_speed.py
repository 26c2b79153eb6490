from datetime import timedelta

from odoo.tests import tagged

from ..calendar_common import MONDAY, CalendarCase

ENTRIES = 60


@tagged("post_install", "-at_install")
class TestCalendarSpeed(CalendarCase):
    """A week costs the same few queries however many entries it has and however many weeks are stored."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leaders = cls.env["directive.leader"].create(
            [{"name": f"Leader {number}"} for number in range(10)]
        )
        cls.small = cls.filled_week(MONDAY + timedelta(days=7), 6)
        cls.large = cls.filled_week(MONDAY + timedelta(days=14), ENTRIES)
        (cls.small | cls.large).action_publish()
        cls.env.flush_all()

    @classmethod
    def filled_week(cls, monday, entries):
        week = cls.make_week(monday)
        cls.env["directive.meeting"].with_user(cls.office_user).create(
            [
                {
                    "week_id": week.id,
                    "day": monday + timedelta(days=number % 5),
                    "half_day": "morning",
                    "hour_start": 7 + number // 10 * 2,
                    "hour_end": 8 + number // 10 * 2,
                    "name": f"Meeting {number}",
                    "chair_id": cls.leaders[number % 10].id,
                    "agency_ids": (cls.agency_a | cls.agency_b).ids,
                }
                for number in range(entries)
            ]
        )
        return week

    def queries(self, act, week, user):
        """Return how many queries ``act`` costs for this week, with nothing remembered of records."""
        act(week.with_user(user))  # fills Odoo's own caches
        self.begin_request()
        before = self.env.cr.sql_log_count
        act(week.with_user(user))
        return self.env.cr.sql_log_count - before

    def test_opening_a_week_costs_the_same_for_six_and_for_sixty_entries(self):
        def page(week):
            return week.read(["page_html", "leader_page"])

        def form(week):
            names = ["day", "name", "place", "people_text", "attending_ids", "agency_ids"]
            return week.meeting_ids.read([*names, "conflict_text"])

        for act in (page, form):
            for user in (self.office_user, self.leader_user):
                with self.subTest(act=act.__name__, user=user.login):
                    few, many = (self.queries(act, week, user) for week in (self.small, self.large))
                    self.assertLessEqual(many, few + 2)
                    self.assertLessEqual(many, 45)

    def test_a_change_costs_no_more_in_a_large_week(self):
        def change(week):
            week.meeting_ids[:1]._change(
                {"place": f"Hall {week.revision} {week.date_updated}"}, "x"
            )
            self.env.flush_all()

        few, many = (
            self.queries(change, week, self.office_user) for week in (self.small, self.large)
        )
        self.assertLessEqual(many, few + 3)

    def test_publishing_costs_the_same_for_four_and_for_forty_entries(self):
        found = []
        for place, entries in enumerate((1, 4, 40), 3):  # the first fills Odoo's own caches
            week = self.filled_week(MONDAY + timedelta(days=7 * place), entries)
            self.begin_request()
            before = self.env.cr.sql_log_count
            week.action_publish()
            self.env.flush_all()
            found.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(found[2], found[1] + 2)
        self.assertLessEqual(found[2], 25)

    def test_a_week_is_found_by_its_index(self):
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        self.env.cr.execute(
            "EXPLAIN SELECT id FROM directive_meeting WHERE week_id = %s ORDER BY date_start, id",
            [self.large.id],
        )
        plan = "\n".join(row[0] for row in self.env.cr.fetchall())
        self.assertIn("directive_meeting_", plan)
        self.assertNotIn("Seq Scan", plan)
