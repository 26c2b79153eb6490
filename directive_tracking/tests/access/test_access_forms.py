from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestAccessForms(DirectiveCase):
    """Form drafts belong to their author until they are submitted."""

    def test_a_colleague_neither_reads_nor_sends_anothers_half_filled_form(self):
        task = self.make_task(coordinators=self.agency_b, state="in_progress")
        form = (
            self.env["directive.task.report"]
            .with_user(self.user_a)
            .create({"task_ids": [Command.set(task.ids)], "content": "Not yet for other eyes"})
        )
        for user in (self.user_b, self.head_a, self.office_user):
            stranger = form.with_user(user)
            stranger.invalidate_recordset()
            with self.assertRaises(AccessError):
                stranger.read(["content"])
            with self.assertRaises(AccessError):
                stranger.action_report()

    def test_every_form_of_the_addon_is_ones_own(self):
        models = self.env["ir.model"].search(
            [("transient", "=", True), ("model", "=like", "directive.%")]
        )
        guarded = self.env["ir.rule"].search([("groups", "=", False)]).model_id
        open_to_others = (models - guarded).mapped("model")
        self.assertEqual(
            set(open_to_others), {"directive.calendar.proposal", "directive.province.setup"}
        )
