from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time

from odoo.addons.directive_tracking.tests.common import DirectiveCase

from ...tools.term.choice import Facts

ACCEPTED = date(2026, 9, 14)  # a Monday
COMPLEX = Facts("denunciation", "first", ACCEPTED, complexity="complex")
FIRST_COMPLAINT = Facts("complaint", "first", date(2026, 8, 3))


class TermCase(DirectiveCase):
    """The terms as installed, with the days off of 2026 that matter here."""

    freeze_time = freeze_time("2026-09-20 02:00:00")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["directive.calendar.day"].search([]).unlink()
        cls.make_day(date(2026, 8, 31), "Swapped")
        cls.make_day(date(2026, 9, 1), "National Day")
        cls.make_day(date(2026, 9, 2), "National Day")
        cls.clocks = cls.env["petition.clock"]

    @classmethod
    def make_day(cls, day, name, kind="off"):
        vals = {"date": day, "name": name, "kind": kind}
        return cls.env["directive.calendar.day"].create(vals)

    @classmethod
    def begin(cls, code, facts, event=None):
        return cls.clocks._begin([(code, facts.day, event)], facts)


class TestTerms(TermCase):
    def test_the_day_of_the_event_chooses_the_text_in_force(self):
        old = Facts("complaint", "first", date(2026, 6, 30))
        new = old._replace(day=date(2026, 7, 1))
        self.assertEqual(self.begin("K2", old).mapped("amount"), [10])
        self.assertEqual(self.begin("K2", new).mapped("unit"), ["working_day"])

    def test_a_row_that_was_applied_is_not_rewritten_and_gets_a_last_day(self):
        term = self.begin("K3", FIRST_COMPLAINT).term_id
        with self.assertRaisesRegex(UserError, "last day"):
            term.amount = 31
        with self.assertRaisesRegex(UserError, "last day"):
            term.unlink()
        term.valid_to = date(2026, 12, 31)
        later = term.copy({"amount": 31, "valid_from": date(2027, 1, 1), "valid_to": False})
        in_2027 = FIRST_COMPLAINT._replace(day=date(2027, 1, 4))
        self.assertEqual(self.begin("K3", in_2027).term_id, later)

    def test_two_rows_never_hold_on_one_day(self):
        term = self.env.ref("directive_petition.petition_term_k3")
        with self.assertRaisesRegex(ValidationError, "already in force"):
            term.copy({"valid_from": date(2026, 12, 1)})

    def test_a_term_the_law_does_not_know_is_named(self):
        with self.assertRaisesRegex(UserError, "No term K3 is in force on 01/01/2000"):
            self.begin("K3", FIRST_COMPLAINT._replace(day=date(2000, 1, 1)))


class TestClocks(TermCase):
    def test_a_clock_keeps_what_was_applied(self):
        clock = self.begin("K3", FIRST_COMPLAINT._replace(day=date(2026, 7, 31)))
        self.assertEqual(clock.date_nominal, date(2026, 8, 30))
        self.assertEqual(clock.date_due, date(2026, 9, 3))
        self.assertEqual(clock.source, clock.term_id.source)
        clock.term_id.name = "Renamed"
        self.assertEqual(clock.amount, 30)

    def test_a_new_day_off_moves_open_clocks_and_says_so(self):
        open_one = self.begin("K3", FIRST_COMPLAINT._replace(day=date(2026, 9, 16)))
        done = self.begin("K3", FIRST_COMPLAINT._replace(day=date(2026, 9, 16)))
        done._stop(date(2026, 9, 20))
        self.assertEqual(open_one.date_due, date(2026, 10, 16))
        self.make_day(date(2026, 10, 16), "Storm")
        self.assertEqual(open_one.date_due, date(2026, 10, 19))
        self.assertEqual(done.date_due, date(2026, 10, 16))
        move = open_one.change_ids
        self.assertEqual(
            (move.kind, move.date_before, move.date_after),
            ("day_off", date(2026, 10, 16), date(2026, 10, 19)),
        )
        self.assertIn("Storm", open_one.steps_html)

    def test_a_day_off_taken_back_moves_them_back(self):
        day = self.make_day(date(2026, 10, 16), "Storm")
        clock = self.begin("K3", FIRST_COMPLAINT._replace(day=date(2026, 9, 16)))
        day.unlink()
        self.assertEqual(clock.date_due, date(2026, 10, 16))

    def test_a_suspended_clock_has_no_end_until_it_is_resumed(self):
        clock = self.begin("K3", FIRST_COMPLAINT)
        clock._suspend(date(2026, 8, 17), "The file is seized", document_number="12/QĐ-TĐC")
        self.assertEqual((clock.state, clock.date_due), ("suspended", False))
        self.assertIn("until it is resumed", clock.steps_html)
        clock._resume(date(2026, 9, 7), "The file is back")
        self.assertEqual((clock.state, clock.date_due), ("running", date(2026, 9, 23)))
        self.assertEqual(clock.change_ids.mapped("kind"), ["suspension", "resumption"])

    def test_only_terms_that_the_law_lets_rest_are_suspended(self):
        clock = self.begin("K2", FIRST_COMPLAINT)
        clock._suspend(date(2026, 8, 4), "Storm")
        self.assertEqual(clock.state, "running")

    def test_an_extension_is_added_to_the_nominal_end(self):
        clock = self.begin("T4", COMPLEX)
        self.assertFalse(clock._extend(30, date(2026, 10, 9), "Many places"))
        self.assertEqual(clock.date_due, date(2026, 11, 13))
        self.assertEqual(clock.extension_ids.date_before, date(2026, 10, 14))

    def test_an_extension_beyond_the_law_is_kept_without_effect_and_says_why(self):
        plain = self.begin("T4", COMPLEX._replace(complexity="normal"))
        late, twice, long = (self.begin("T4", COMPLEX) for _one in range(3))
        twice._extend(30, date(2026, 10, 9), "Once")
        cases = [
            (plain, 30, date(2026, 10, 9), "no extension"),
            (late, 30, date(2026, 10, 15), "had ended on 14/10/2026"),
            (twice, 30, date(2026, 11, 9), "no further"),
            (long, 31, date(2026, 10, 9), "at most 30 days"),
        ]
        for clock, days, day, words in cases:
            before = clock.date_due
            (fault,) = clock._extend(days, day, "More time")
            self.assertIn(words, fault)
            self.assertEqual(clock.date_due, before)
            self.assertEqual(clock.extension_ids[-1].fault, fault)

    def test_an_obstacle_of_the_citizen_is_left_out_with_both_ends(self):
        clock = self.begin("K1", Facts("complaint", "any", date(2026, 6, 1)))
        clock._leave_out(date(2026, 6, 10), date(2026, 6, 29), "In hospital")
        self.assertEqual(clock.date_nominal, date(2026, 9, 19))

    def test_a_case_declared_complex_later_runs_from_the_same_event(self):
        clock = self.begin("K3", FIRST_COMPLAINT._replace(day=date(2026, 9, 16)))
        clock._apply_facts(FIRST_COMPLAINT._replace(complexity="complex"), "Two places")
        self.assertEqual((clock.amount, clock.date_nominal), (45, date(2026, 10, 31)))
        self.assertEqual(clock.change_ids.kind, "facts")

    def test_timeliness_follows_the_end_and_the_day_of_doing(self):
        near = self.begin("K3", FIRST_COMPLAINT._replace(day=date(2026, 8, 24)))
        over = self.begin("K3", FIRST_COMPLAINT._replace(day=date(2026, 8, 3)))
        self.assertEqual((near | over).mapped("timeliness"), ["near", "overdue"])
        self.assertEqual(near.days_left, 3)
        near._stop(date(2026, 9, 20))
        over._stop(date(2026, 9, 20))
        self.assertEqual((near | over).mapped("timeliness"), ["on_time", "late"])

    def test_a_term_of_the_citizen_ends_without_being_overdue(self):
        clock = self.begin("K8", FIRST_COMPLAINT)
        self.assertLess(clock.date_due, date(2026, 9, 20))
        self.assertEqual(clock.timeliness, "over")

    def test_clocks_are_written_by_the_system_alone(self):
        clock = self.begin("K3", FIRST_COMPLAINT)
        for act in (
            lambda: clock.write({"date_due": date(2027, 1, 1)}),
            lambda: clock.unlink(),
            lambda: clock.copy(),
            lambda: self.clocks.create({"term_id": clock.term_id.id}),
        ):
            with self.assertRaises(UserError):
                act()
