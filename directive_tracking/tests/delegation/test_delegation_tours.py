from odoo.tests import HttpCase, tagged

from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone

TASKS = "/odoo/my-agency-tasks"
PART = "Đếm số trường của chuyến thử"


class Delegation:
    """A task is split, and reported complete with a reason why a part may stay open."""

    allow_inherited_tests_method = True

    def test_a_task_is_split_and_reported_over_an_open_part(self):
        task = self.make_task(state="in_progress")
        self.start_tour(TASKS, "directive_delegate", login="test_a")
        part = task.child_ids
        self.assertEqual((part.name, part.weight, part.is_required), (PART, 2, True))
        self.assertEqual((part.lead_agency_id, part.state), (self.agency_below, "assigned"))
        self.start_tour(TASKS, "directive_report_over_open_parts", login="test_a")
        self.assertEqual(task.state, "reported")
        self.assertIn("next year", task.transition_ids.sorted("id")[-1].note)


class StandIn:
    """A head names a stand-in, who signs what waits for the head."""

    allow_inherited_tests_method = True

    def test_a_stand_in_is_named_and_signs_for_the_head(self):
        self.agency_a.requires_head_approval = True
        task = self.make_task(state="in_progress")
        # Nobody signs what they wrote.
        self.make_report(task, user=self.make_member("test_writer", self.agency_a))
        self.start_tour("/odoo/stand-ins", "directive_stand_in", login="test_head_a")
        row = self.env["directive.standin"].search([("agency_id", "=", self.agency_a.id)])
        self.assertEqual(row.standin_id.user_id, self.user_a)
        self.start_tour(TASKS, "directive_sign_as_stand_in", login="test_a")
        line = task.transition_ids.sorted("id")[-1]
        self.assertEqual((line.verb, line.user_id), ("report_completion", self.user_a))
        self.assertIn(self.head_a.name, line.signer_post)


@tagged("post_install", "-at_install")
class TestDelegationAtADesk(AtADesk, Delegation, HttpCase, DirectiveCase):
    pass


@tagged("post_install", "-at_install")
class TestDelegationOnATelephone(OnATelephone, Delegation, HttpCase, DirectiveCase):
    pass


@tagged("post_install", "-at_install")
class TestStandInAtADesk(AtADesk, StandIn, HttpCase, DirectiveCase):
    pass


@tagged("post_install", "-at_install")
class TestStandInOnATelephone(OnATelephone, StandIn, HttpCase, DirectiveCase):
    pass
