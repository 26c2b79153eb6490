from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ..petition_common import PetitionCase


class TestMergedMatters(PetitionCase):
    """Agencies that merge both have matters, and registers that begin with the same number."""

    def test_an_open_matter_goes_to_the_successor_with_its_number(self):
        ours = self.make_matter(self.make_letter(self.staff_x), kind="petition")
        theirs = self.make_matter(self.make_letter(self.staff_y), kind="petition")
        self.assertEqual(ours.number, theirs.number)
        done = self.merge_agencies(self.commune_x, self.commune_y)
        self.env.invalidate_all()
        moved = ours.sudo()
        self.assertEqual((moved.agency_id, moved.number), (self.commune_y, theirs.number))
        self.assertEqual(moved.registered_at_id, self.commune_x)
        done.action_undo()
        self.env.invalidate_all()
        self.assertEqual(ours.sudo().agency_id, self.commune_x)

    def test_a_matter_sent_to_both_is_with_the_successor_twice(self):
        sent = self.make_matter()
        sent._take_step("transfer", {"sent_to_id": self.commune_x.id, "document_number": "5/PC-VP"})
        here = sent.sudo().with_context(directive_workflow=WORKFLOW)
        here.sent_to_ids = self.commune_x | self.commune_y
        for user in (self.staff_x, self.staff_y):
            sent.with_user(user).action_register_here()
        self.merge_agencies(self.commune_x, self.commune_y)
        self.env.invalidate_all()
        taken = sent.sudo().taken_ids
        self.assertEqual(taken.agency_id, self.commune_y)
        self.assertEqual(len(taken), 2)
