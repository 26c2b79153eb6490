from datetime import date, timedelta

from odoo.tests import HttpCase, tagged

from odoo.addons.directive_tracking.tests.common import DirectiveCase
from odoo.addons.directive_tracking.tests.screens import AtADesk, OnATelephone


class WeekTours(HttpCase, DirectiveCase):
    """The Office publishes a week, moves a meeting, and considers a refused one again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        group = cls.env["directive.week.group"].create({"name": "Standing committee"})
        weeks = cls.env["directive.week"].with_user(cls.office_user)
        cls.week = weeks._week_of(group, date(2030, 12, 2))
        cls.meeting = (
            cls.env["directive.meeting"]
            .with_user(cls.office_user)
            .create(
                {
                    "week_id": cls.week.id,
                    "day": cls.week.date_from,
                    "hour_start": 8.0,
                    "name": "Regular meeting",
                }
            )
        )

    def go_through(self):
        office = self.office_user.login
        self.start_tour(
            f"/odoo/directive-weeks/{self.week.id}", "directive_calendar_publish", login=office
        )
        self.start_tour(
            f"/odoo/directive-meetings/{self.meeting.id}", "directive_calendar_change", login=office
        )
        self.env.invalidate_all()
        self.assertEqual((self.week.state, self.week.revision), ("published", 1))
        self.assertEqual((self.meeting.place, self.meeting.reason), ("Hall", "More room"))
        self.consider_again(office)

    def consider_again(self, login):
        """Let a refused registration of the next week wait for a decision again."""
        soon = self.env["directive.settings"]._today() + timedelta(weeks=5)
        week = self.week._week_of(self.week.group_id, soon)
        form = self.env["directive.meeting.registration"].with_user(self.user_a)
        values = {"agency_id": self.agency_a.id, "group_id": week.group_id.id, "name": "Asked for"}
        asked = form.create({**values, "day": week.date_from}).action_register()["res_id"]
        meeting = self.meeting.browse(asked)
        meeting._refuse_registration("No room")
        path = f"/odoo/directive-meetings/{asked}"
        self.start_tour(path, "directive_calendar_take_up", login=login)
        self.assertEqual((meeting.state, meeting.reason), ("registered", "It matters"))


@tagged("post_install", "-at_install")
class TestWeekDesk(AtADesk, WeekTours):
    def test_a_week_is_published_and_changed(self):
        self.go_through()

    def test_hours_are_typed_as_in_word_and_none_is_shown_as_none(self):
        self.meeting.create({"week_id": self.week.id, "day": self.week.date_from, "name": "Visit"})
        self.start_tour(
            f"/odoo/directive-weeks/{self.week.id}",
            "directive_calendar_type",
            login=self.office_user.login,
        )
        self.env.invalidate_all()
        self.assertEqual(self.week.meeting_ids.sorted("id").mapped("hour_start"), [8, 0, 13.5])

    def test_the_entries_of_a_week_are_read_whole_and_a_conflict_takes_one_line(self):
        chair = self.env["directive.leader"].create({"name": "PRESIDING"})
        long = f"Meeting on {'the roads of the province and ' * 4}the LAST WORD"
        values = {"week_id": self.week.id, "day": self.week.date_from, "chair_id": chair.id}
        self.meeting.create([{**values, "name": long}, {**values, "name": "Another"}])
        for publish in (lambda: None, self.week.action_publish):
            publish()
            self.start_tour(
                f"/odoo/directive-weeks/{self.week.id}",
                "directive_calendar_read_whole",
                login=self.office_user.login,
            )


@tagged("post_install", "-at_install")
class TestWeekTelephone(OnATelephone, WeekTours):
    def test_a_week_is_published_and_changed(self):
        self.go_through()
