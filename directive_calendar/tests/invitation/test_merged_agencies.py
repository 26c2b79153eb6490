from odoo.tests import tagged

from ..invitation_common import InvitationCase


@tagged("post_install", "-at_install")
class TestMergedInvitations(InvitationCase):
    """Agencies that merge may both be invited to one meeting."""

    def rows(self):
        self.env.invalidate_all()
        return {
            row.agency_id: row.is_excluded
            for row in self.meeting.sudo().participation_ids
            if row.agency_id
        }

    def test_the_successor_is_invited_once_and_the_way_back_restores_both(self):
        self.invite()
        before = self.rows()
        self.assertEqual(before, {self.agency_a: False, self.agency_b: False})
        done = self.merge_agencies(self.agency_a, self.agency_b)
        self.assertEqual(self.rows(), {self.agency_a: True, self.agency_b: False})
        self.assertEqual(self.meeting.agency_ids, self.agency_b)
        done.action_undo()
        self.assertEqual(self.rows(), before)

    def test_an_invitation_of_one_alone_goes_to_the_successor(self):
        self.merge_agencies(self.agency_a, self.commune_x)
        self.assertEqual(self.rows(), {self.commune_x: False, self.agency_b: False})
