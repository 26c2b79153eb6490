from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestTaskBatch(DirectiveCase):
    """One order reaches all communes at once, each with a task of its own."""

    def batch(self, user, directive):
        Wizard = self.env["directive.task.batch"].with_user(user)
        return Form(Wizard.with_context(default_directive_id=directive.id))

    def test_all_communes_get_a_task_each_and_are_assigned_with_the_directive(self):
        directive = self.make_directive()
        communes = self.env["directive.agency"].search([("kind", "=", "commune")])
        with self.batch(self.office_user, directive) as form:
            form.name = "Report on the flood"
            form.date_deadline = date(2030, 1, 31)
        form.record.action_create()
        self.assertEqual(directive.task_ids.lead_agency_id, communes)
        self.assertEqual(len(directive.task_ids), len(communes))
        directive.with_user(self.office_user).action_issue()
        self.assertEqual(set(directive.task_ids.mapped("state")), {"assigned"})

    def test_one_agency_can_be_taken_out_of_the_group(self):
        directive = self.make_directive()
        with self.batch(self.office_user, directive) as form:
            form.name = "Report on the flood"
            form.deadline_kind = "none"
            form.agency_ids.remove(id=self.commune_x.id)
        form.record.action_create()
        self.assertNotIn(self.commune_x, directive.task_ids.lead_agency_id)

    def test_without_an_agency_a_sentence_says_so(self):
        directive = self.make_directive()
        with self.batch(self.office_user, directive) as form:
            form.name = "Report on the flood"
            form.deadline_kind = "none"
            form.group = "chosen"
            form.agency_ids.clear()
        with self.assertRaisesRegex(UserError, "at least one agency"):
            form.record.action_create()

    def test_an_agency_user_does_not_order(self):
        with self.assertRaises(AccessError):
            self.env["directive.task.batch"].with_user(self.user_a).create(
                {"directive_id": self.make_directive().id, "name": "x"}
            )

    def group(self, *agencies):
        agencies = self.env["directive.agency"].union(*agencies)
        return self.env["directive.agency.group"].create(
            {"name": "Flood communes", "agency_ids": [(6, 0, agencies.ids)]}
        )

    def test_groups_choose_the_agencies_with_those_below_and_without_exceptions(self):
        group = self.group(self.agency_a, self.commune_x, self.commune_y)
        with self.batch(self.office_user, self.make_directive()) as form:
            form.name = "Report on the flood"
            form.deadline_kind = "none"
            form.group = "groups"
            form.agency_group_ids.add(group)
            form.include_lower = True
            form.excluded_agency_ids.add(self.commune_y)
        self.assertEqual(form.record.agency_ids, self.agency_a | self.agency_below | self.commune_x)

    def test_an_archived_agency_of_a_group_is_named_before_anything_is_created(self):
        group, directive = self.group(self.agency_b, self.commune_x), self.make_directive()
        self.agency_b.active = False
        with self.batch(self.office_user, directive) as form:
            form.name = "Report on the flood"
            form.deadline_kind = "none"
            form.group = "groups"
            form.agency_group_ids.add(group)
        with self.assertRaisesRegex(UserError, "Department B is archived"):
            form.record.action_create()
        self.assertFalse(directive.task_ids)
