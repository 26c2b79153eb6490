from odoo.tests import tagged

from odoo.addons.directive_tracking.tests.whole.demo.demo_case import DemoCase


@tagged("demo_records", "-standard", "post_install", "-at_install")
class TestDemoSteps(DemoCase):
    """Every matter of the trial province is in the state to which its steps led."""

    def test_every_matter_is_where_its_steps_led(self):
        for matter in self.every("petition.matter"):
            steps = matter.step_ids.sorted("id")
            states = ["received", *steps.mapped("state_to")]
            days = [matter.letter_id.date_received, *steps.mapped("day")]
            with self.subTest(letter=matter.letter_id.display_name, state=matter.state):
                self.assertEqual(matter.state, states[-1])
                self.assertEqual(steps.mapped("state_from"), states[:-1])
                self.assertEqual(days, sorted(days))

    def test_nobody_stepped_on_a_day_off(self):
        calendar = self.settings._working_calendar()
        for step in self.every("petition.step"):
            if step.day != self.day(step.create_date):
                with self.subTest(letter=step.matter_id.letter_id.display_name, verb=step.verb):
                    self.assertTrue(calendar.is_working(step.day), step.day)

    def test_every_clock_began_and_ended_with_a_step_of_its_matter(self):
        for clock in self.every("petition.clock"):
            steps = clock.matter_id.step_ids
            with self.subTest(matter=clock.matter_id.display_name, clock=clock.display_name):
                self.assertLessEqual(clock.begun_by_id | clock.ended_by_id, steps)
