from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time

from ..common import DirectiveCase

TODAY = date(2026, 11, 20)


class TestFiguresAccess(DirectiveCase):
    """Figures are of what the reader may know, and nobody calls them from outside."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-11-20 03:00:00"):
            cls.of_a = cls.make_task(cls.agency_a, state="in_progress")
            cls.of_below = cls.make_task(cls.agency_below)
            cls.of_b = cls.make_task(cls.agency_b, coordinators=cls.agency_a, state="done")

    def as_user(self, user):
        return self.env["directive.figures"].with_user(user)

    def rows(self, user, **asked):
        return self.as_user(user)._counters(TODAY, "agency", **asked)

    def test_an_agency_knows_its_figures_and_those_below_it(self):
        self.assertEqual({*self.rows(self.user_a)}, {self.agency_a.id, self.agency_below.id})
        self.assertEqual({*self.rows(self.user_below)}, {self.agency_below.id})
        whole = self.as_user(self.user_a)._counters(TODAY)[None]
        self.assertEqual((whole["total"], whole["done"]), (2, 0))

    def test_asking_for_another_agency_answers_nothing(self):
        for asked in (
            {"agency": self.agency_b.id},
            {"agency": [self.agency_b.id, self.commune_x.id]},
        ):
            self.assertFalse(self.rows(self.user_a, **asked))
            self.assertFalse(self.as_user(self.user_a)._form(TODAY, TODAY, **asked))
            self.assertFalse(self.as_user(self.user_a)._counter_tasks("done", TODAY, **asked))
        self.assertFalse(
            self.as_user(self.user_a)._counter_tasks("done", TODAY, "agency", self.agency_b.id)
        )

    def test_who_has_no_role_knows_nothing(self):
        for user in (self.outside_user, self.admin_user):
            self.assertFalse(self.rows(user))
            self.assertFalse(self.as_user(user)._form(TODAY, TODAY))

    def test_office_and_leaders_know_all(self):
        mine = {self.agency_a.id, self.agency_below.id, self.agency_b.id}
        for user in (self.office_user, self.leader_user):
            self.assertLessEqual(mine, {*self.rows(user)})

    def test_no_figure_is_asked_for_from_outside(self):
        model = type(self.env["directive.figures"])
        own = [
            name
            for one in model.mro()
            if "figures" in one.__module__.rsplit(".", 1)[-1]
            for name in vars(one)
        ]
        self.assertIn("_counters", own)
        public = [name for name in own if not name.startswith("_")]
        self.assertFalse([name for name in public if callable(getattr(model, name))])

    def test_a_question_nobody_knows_is_refused(self):
        with self.assertRaisesRegex(ValueError, "colour"):
            self.as_user(self.office_user)._counters(TODAY, "colour")
        with self.assertRaisesRegex(ValueError, "behind column"):
            self.as_user(self.office_user)._cell_tasks("17", TODAY, TODAY)

    def test_the_coefficient_changes_by_a_correction_of_the_office_alone(self):
        with self.assertRaisesRegex(UserError, "correction"):
            self.of_a.with_user(self.office_user).write({"coefficient": 2})
        with self.assertRaisesRegex(UserError, "Only an Office"):
            self.of_a.with_user(self.user_a).action_correct("Heavier", {"coefficient": 2})
        self.correct(self.of_a, coefficient=2)
        line = self.of_a.transition_ids[:1]
        self.assertEqual((line.verb, line.coefficient), ("correct", 2))
        with self.assertRaisesRegex(ValidationError, "above 0"):
            self.correct(self.of_a, coefficient=0)
