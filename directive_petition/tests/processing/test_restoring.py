from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

from ...tools.letter.workflow import OVER, TRANSITIONS
from ..petition_common import PATHS, TODAY, PetitionCase

CLOCK = ("code", "state", "date_start", "date_due", "date_stopped")


class TestRestoring(PetitionCase):
    """The end of a matter is taken back, as if it had never ended."""

    def go_on(self, matter, verb="restore", **values):
        return matter.with_user(self.manager)._take_step(verb, {"reason": "A mistake", **values})

    def facts(self, matter):
        """Return what a matter says of itself, and its clocks."""
        names = ("state", "outcome", "date_outcome", "ground_id", "result", "date_over", "date_due")
        clocks = matter.clock_ids.filtered(lambda one: one.state != "void").sorted("id")
        return [matter[name] for name in names], [[one[name] for name in CLOCK] for one in clocks]

    def last(self, matter):
        return matter.step_ids.sorted("id")[-1]

    def end(self, matter, verb):
        matter.with_user(self.manager)._take_step(verb, self.step_values(verb, matter.kind))

    def test_whatever_ended_a_matter_leaves_no_trace_once_it_is_taken_back(self):
        ending = {verb for verb, step in TRANSITIONS.items() if step.target in OVER}
        for verb in sorted(ending):
            step = TRANSITIONS[verb]
            for state in step.sources:
                with self.subTest(verb, state=state):
                    matter = self.make_matter(state=state, kind=step.kinds[0])
                    before = self.facts(matter)
                    self.end(matter, verb)
                    self.go_on(matter)
                    self.assertEqual(self.facts(matter), before)
                    self.assertEqual(matter.letter_id.state == "done", state in OVER)
                    kept = self.last(matter)
                    self.assertEqual((kept.verb, kept.state_to), ("restore", state))

    def test_the_days_since_a_mistake_are_counted(self):
        matter = self.make_matter(state="accepted")
        due = matter.date_due
        self.end(matter, "terminate")
        with freeze_time("2026-12-20 03:00:00"):
            self.go_on(matter)
        self.assertEqual(matter.date_due, due)
        self.assertEqual((matter.date_accepted, matter.date_over), (TODAY, False))

    def test_a_day_off_declared_meanwhile_moves_the_term_as_well(self):
        matter = self.make_matter(state="accepted")
        due = matter.date_due
        self.end(matter, "terminate")
        self.env["directive.calendar.day"].create({"date": due, "name": "Storm"})
        self.go_on(matter)
        clock = matter.clock_ids.filtered(lambda one: one.code == "K3")
        self.assertGreater(matter.date_due, due)
        self.assertEqual(clock.change_ids.kind, "restored")

    def test_a_suspended_matter_goes_on_resting(self):
        matter = self.make_matter(state="suspended")
        self.end(matter, "terminate")
        with freeze_time("2026-12-20 03:00:00"):
            self.go_on(matter)
            self.end(matter, "resume")
        clock = matter.clock_ids.filtered(lambda one: one.code == "K3")
        self.assertEqual(
            clock.pause_ids.mapped(lambda one: (one.date_from, one.date_to)),
            [(TODAY, date(2026, 12, 20))],
        )

    def withdrawn(self, state="accepted", day=TODAY, kind="complaint"):
        matter = self.make_matter(state=state, kind=kind)
        self.env["petition.withdrawal"].with_user(self.staff).create(
            {
                "matter_id": matter.id,
                "person_ids": [Command.set(matter.letter_id.person_ids.ids)],
                "day": day,
            }
        )
        if state == "accepted":
            self.end(matter, "terminate")
        return matter

    def test_after_a_withdrawal_under_threat_the_days_since_are_not_counted(self):
        for kind, code in (("complaint", "K3"), ("denunciation", "T4")):
            with self.subTest(kind):
                matter = self.withdrawn(kind=kind)
                clock = matter.clock_ids.filtered(lambda one, code=code: one.code == code)
                nominal = clock.date_nominal
                with freeze_time("2026-12-15 03:00:00"):
                    self.go_on(matter, "look_again", document_number="9/QĐ")
                # From the day after its acceptance, which is not counted anyway.
                self.assertEqual(clock.date_nominal, nominal + timedelta(days=13))
                self.assertEqual(clock.change_ids.mapped("kind"), ["obstacle"])
                self.assertIn("not counted: 13", clock.steps_html)

    def test_what_was_withdrawn_before_it_was_accepted_is_examined_anew(self):
        matter = self.withdrawn("received")
        self.assertEqual(matter.state, "withdrawn")
        with freeze_time("2026-12-15 03:00:00"):
            self.go_on(matter, "look_again")
        running = matter.clock_ids.filtered(lambda one: one.state == "running")
        self.assertEqual(running.mapped("code"), ["K2"])
        self.assertEqual(running.date_start, date(2026, 12, 15))

    def test_a_withdrawal_that_was_taken_back_counts_no_longer(self):
        for verb in ("restore", "look_again"):
            with self.subTest(verb):
                matter = self.withdrawn()
                self.assertTrue(matter.is_withdrawn_by_all)
                self.go_on(matter, verb, document_number="9/QĐ")
                self.assertFalse(matter.is_withdrawn_by_all)
                self.assertFalse(matter.letter_id.person_ids.date_withdrawn)
                self.assertEqual(matter.withdrawal_ids.set_aside_ids, self.last(matter))

    def test_nobody_sets_a_withdrawal_aside_by_hand(self):
        matter = self.make_matter(state="accepted")
        people = [Command.set(matter.letter_id.person_ids.ids)]
        values = {"matter_id": matter.id, "person_ids": people}
        steps = {"set_aside_ids": [Command.set(matter.step_ids.ids)]}
        one = self.env["petition.withdrawal"].with_user(self.staff).create(values | steps)
        self.assertFalse(one.set_aside_ids)

    def test_only_what_was_withdrawn_by_all_is_looked_at_again(self):
        matter = self.make_matter(state="terminated")
        with self.assertRaisesRegex(UserError, "not withdrawn"):
            self.go_on(matter, "look_again", document_number="9/QĐ")

    def test_an_issued_paper_is_answered_by_a_document_with_a_number(self):
        matter = self.make_matter(state="terminated").with_user(self.manager)
        matter.document_ids.filtered(lambda one: one.kind == "termination_decision").action_issue()
        with self.assertRaisesRegex(ValidationError, "takes it back"):
            self.go_on(matter)
        self.go_on(matter, document_number="15/QĐ-UBND")
        paper = matter.document_ids.filtered(lambda one: one.kind == "restoring_decision")
        self.assertIn("document no. 12/QĐ-UBND of 01/12/2026 is annulled", paper.body)
        self.assertEqual(paper.state, "draft")

    def test_the_paper_of_an_end_that_was_taken_back_is_not_issued(self):
        matter = self.make_matter(state="terminated").with_user(self.manager)
        paper = matter.document_ids.filtered(lambda one: one.kind == "termination_decision")
        self.go_on(matter)
        with self.assertRaisesRegex(UserError, "taken back"):
            paper.action_issue()
        self.end(matter, "terminate")
        again = matter.document_ids.filtered(lambda one: one.kind == paper.kind) - paper
        again.action_issue()
        self.assertEqual(again.state, "issued")

    def test_a_matter_that_another_goes_on_with_stays_ended(self):
        first = self.make_matter(state="closed").with_user(self.manager)
        first.action_complain_again()
        with self.assertRaisesRegex(UserError, "followed by"):
            self.go_on(first)

    def send(self):
        matter = self.make_matter()
        values = {"sent_to_id": self.commune_x.id, "document_number": "5/PC-VP"}
        matter.with_user(self.manager)._take_step("transfer", values)
        return matter

    def test_what_another_agency_registered_stays_there(self):
        matter = self.send()
        matter.with_user(self.staff_x).action_register_here()
        with self.assertRaisesRegex(UserError, "registered it"):
            self.go_on(matter)

    def test_what_was_sent_by_mistake_is_registered_by_nobody_and_the_receiver_is_told(self):
        matter = self.send()
        self.go_on(matter)
        there = matter.with_user(self.staff_x)
        self.assertFalse(there.can_be_registered)
        self.assertNotIn(there, there.search([("can_be_registered", "=", True)]))
        with self.assertRaises(UserError):
            there.action_register_here()
        self.assertEqual(self.told(matter, "petition_recalled"), self.staff_x)
        values = {"sent_to_id": self.commune_y.id, "document_number": "6/PC-VP"}
        matter.with_user(self.manager)._take_step("transfer", values)
        self.assertEqual(matter.sent_to_ids, self.commune_y)

    def told(self, matter, event):
        notices = (
            self.env["directive.notice"]
            .search([("res_model", "=", "petition.matter"), ("event", "=", event)])
            .filtered(lambda one: one.res_id == matter.id)
        )
        return notices.delivery_ids.user_id

    def test_who_handles_it_is_told_and_not_who_took_the_step(self):
        matter = self.make_matter(state="accepted")
        self.end(matter, "assign")
        self.end(matter, "terminate")
        self.go_on(matter)
        self.assertEqual(self.told(matter, "petition_restored"), self.staff)

    def test_what_was_told_above_runs_again(self):
        self.commune_x.parent_id = self.agency_office
        matter = self.make_matter(self.make_letter(self.staff_x), "accepted")
        overdue = self.env["petition.overdue"]
        clock = matter.clock_ids.filtered(lambda one: one.code == "K3")
        with freeze_time(matter.date_due + timedelta(days=20)):
            overdue._tell_above(clock)
            row = overdue.search([("matter_id", "=", matter.id)])
            matter.with_user(self.staff_x)._take_step("terminate", self.step_values("terminate"))
            overdue._close_settled()
            self.assertTrue(row.date_over)
            matter.with_user(self.staff_x)._take_step("restore", {"reason": "A mistake"})
        self.assertFalse(row.date_over)

    def test_it_cannot_go_on_before_it_ended(self):
        with freeze_time("2026-12-20 03:00:00"):
            matter = self.make_matter(self.make_letter(date_received=TODAY))
            self.end(matter, "file")
            with self.assertRaisesRegex(UserError, "before the day"):
                self.go_on(matter, day=TODAY)

    def test_every_end_is_reached_in_these_tests(self):
        self.assertLessEqual({*OVER}, {*PATHS})
