from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ReorganisationCase


@tagged("post_install", "-at_install")
class TestReorganisationPast(ReorganisationCase):
    """Agencies that ended stay where the past names them; the preview speaks in words."""

    def test_finished_work_goes_on_naming_who_helped_though_they_ended(self):
        done = self.make_task(self.commune_x, self.agency_a, state="done")
        self.merge_a_into_b()
        done.invalidate_recordset()
        self.assertEqual(done.coordinating_agency_ids, self.agency_a)
        done.with_user(self.office_user).action_reopen("Not finished")
        self.assertEqual(done.coordinating_agency_ids, self.agency_b)

    def test_the_agencies_concerned_include_the_one_that_ended(self):
        one = self.merge_a_into_b()
        one.invalidate_recordset()
        self.assertEqual(one.concerned_agency_ids, self.agency_a | self.agency_b)

    def test_an_agency_that_ended_names_who_carries_on_through_all_that_ended_since(self):
        self.merge_a_into_b()
        self.merge_agencies(self.agency_b, self.commune_x)
        (self.agency_a | self.agency_b).invalidate_recordset()
        self.assertEqual(self.agency_a.successor_ids, self.agency_b)
        name = self.agency_a.with_context(directive_ended=True).display_name
        self.assertIn(f"now {self.commune_x.name}", name)
        with self.assertRaisesRegex(UserError, f"went to {self.commune_x.name}"):
            self.agency_a._check_exists_still()

    def test_the_preview_says_of_a_yes_or_no_what_it_becomes(self):
        self.make_task(self.commune_x, self.agency_a | self.agency_b)
        one = self.merge_a_into_b(does=False)
        self.assertIn("ended because the successor already leads or coordinates: 1", one.preview)
        self.assertNotIn("(Active", one.preview)

    def test_the_preview_counts_new_names_and_shows_a_creation_in_words(self):
        one = self.reorganise("rename", self.line(self.agency_a, new_name="Board A"), does=False)
        self.assertIn("Agencies with a new name or code: 1", one.preview)
        made = one.move_ids.filtered(lambda move: move.res_model == "directive.agency.name")
        self.assertFalse(made.old_text)
        self.assertNotRegex(made.new_text, r"\d{4}-\d\d-\d\d")
